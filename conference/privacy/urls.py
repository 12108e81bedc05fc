"""Addresses of privacy."""

from django.urls import path

from conference.privacy import rest
from conference.privacy.views import manage as team
from conference.privacy.views import own

public_event = [
    path("registration/<str:token>/data/", own.of_link, name="own_data"),
    path("registration/<str:token>/data/file/", own.file_of_link, name="own_data_file"),
]
my_event = [
    path("data/", own.mine, name="own_data"),
    path("data/file/", own.file_of_mine, name="own_data_file"),
]
manage = [
    path("privacy/", team.overview, name="privacy"),
    path("privacy/settings/", team.settings, name="privacy_settings"),
    path("privacy/settings/rehearse/", team.rehearse, name="privacy_rehearse"),
    path("privacy/requests/<slug:code>/", team.request_detail, name="erasure_request"),
    path("privacy/requests/<slug:code>/erase/", team.request_accept, name="erasure_accept"),
    path("privacy/reports/<slug:code>/", team.report, name="erasure_report"),
]
api = [
    path("own-data/", rest.OwnDataEndpoint.as_view(), name="api_own_data"),
    path("privacy/settings/", rest.SettingsEndpoint.as_view(), name="api_privacy_settings"),
    path("privacy/erasures/", rest.RequestEndpoint.as_view({"get": "list", "post": "create"}), name="api_erasures"),
    path(
        "privacy/erasures/<slug:code>/", rest.RequestEndpoint.as_view({"get": "retrieve"}), name="api_erasure_request"
    ),
    path(
        "privacy/erasures/<slug:code>/erase/",
        rest.RequestEndpoint.as_view({"post": "erase"}),
        name="api_erasure_accept",
    ),
    path(
        "privacy/erasures/<slug:code>/refuse/",
        rest.RequestEndpoint.as_view({"post": "refuse"}),
        name="api_erasure_refuse",
    ),
    path("privacy/reports/", rest.ReportEndpoint.as_view(), name="api_erasure_reports"),
]
