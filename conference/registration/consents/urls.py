"""Addresses of consents."""

from django.urls import path

from conference.registration.consents import views
from conference.registration.consents.rest import ConsentEndpoint

manage = [
    path("registration/consents/", views.consent_list, name="consents"),
    path("registration/consents/add/", views.consent_edit, name="consent_add"),
    path("registration/consents/<slug:code>/", views.consent_edit, name="consent"),
    path("registration/consents/<slug:code>/guests/", views.consent_guests, name="consent_guests"),
    path("registration/consents/<slug:code>/remove/", views.consent_remove, name="consent_remove"),
    path("registrations/<slug:code>/consents/", views.consent_noted, name="consent_noted"),
]
api = [path("consents/", ConsentEndpoint.as_view(), name="api_consents")]
