"""Addresses of wishes to change registrations."""

from django.urls import path

from conference.registration.moderation import views
from conference.registration.moderation.rest import ChangeRequestEndpoint

manage = [path("registrations/changes/", views.changes, name="changes")]
api = [
    path("registration-changes/", ChangeRequestEndpoint.as_view({"get": "list"}), name="api_changes"),
    path("registration-changes/<slug:code>/", ChangeRequestEndpoint.as_view({"get": "retrieve"}), name="api_change"),
    path(
        "registration-changes/<slug:code>/agree/",
        ChangeRequestEndpoint.as_view({"post": "agree"}),
        name="api_change_agree",
    ),
    path(
        "registration-changes/<slug:code>/decline/",
        ChangeRequestEndpoint.as_view({"post": "decline"}),
        name="api_change_decline",
    ),
]
