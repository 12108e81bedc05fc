"""Addresses of organisations."""

from django.urls import path

from conference.people.organisations import views
from conference.people.organisations.rest import OrganisationEndpoint

public_event = [path("organisations.json", views.organisation_offers, name="organisation_offers")]
manage = [
    path("organisations/", views.organisation_list, name="organisations"),
    path("organisations/chosen/", views.organisation_chosen, name="organisations_chosen"),
    path("organisations/add/", views.organisation_edit, name="organisation_add"),
    path("organisations/import/", views.organisation_import, name="organisation_import"),
    path("organisations/export.<str:file_format>", views.organisation_export, name="organisation_export"),
    path("organisations/duplicates/", views.organisation_duplicates, name="organisation_duplicates"),
    path("organisations/apart/", views.organisation_apart, name="organisation_apart"),
    path("organisations/merge/", views.organisation_merge, name="organisation_merge"),
    path("organisations/<slug:code>/", views.organisation_edit, name="organisation"),
    path("organisations/<slug:code>/remove/", views.organisation_remove, name="organisation_remove"),
]
api = [
    path(
        "organisations/",
        OrganisationEndpoint.as_view({"get": "list", "post": "create"}),
        name="api_organisations",
    ),
    path("organisations/merge/", OrganisationEndpoint.as_view({"post": "merge"}), name="api_organisations_merge"),
    path(
        "organisations/duplicates/",
        OrganisationEndpoint.as_view({"get": "pairs"}, pagination_class=None),
        name="api_organisation_pairs",
    ),
    path("organisations/apart/", OrganisationEndpoint.as_view({"post": "apart"}), name="api_organisations_apart"),
    path(
        "organisations/<slug:code>/",
        OrganisationEndpoint.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="api_organisation",
    ),
]
