"""Addresses of letters."""

from django.urls import path

from conference.letters.rest import (
    LetterEndpoint,
    LetterRequestEndpoint,
    LetterTemplateEndpoint,
    PassportEndpoint,
)
from conference.letters.views import guest, register, requests, templates, verify

verification = [
    path("", verify.verify_form, name="verify_form"),
    path("<str:code>/", verify.verify_letter, name="verify_letter"),
]
public_event = [
    path("registration/<str:token>/letters/", guest.letters, name="letters"),
    path("registration/<str:token>/letters/ask/<slug:kind>/", guest.ask, name="letter_ask"),
    path("registration/<str:token>/letters/erase/", guest.erase, name="letter_erase"),
    path("registration/<str:token>/letters/<slug:code>.pdf", guest.letter, name="letter"),
    path("registration/<str:token>/letters/<slug:code>/withdraw/", guest.withdraw, name="letter_withdraw"),
]
manage = [
    path("letters/", requests.request_list, name="letter_requests"),
    path("letters/requests/issue/", requests.requests_issue, name="letter_requests_issue"),
    path("letters/requests/<slug:code>/", requests.request_detail, name="letter_request"),
    path("letters/requests/<slug:code>/issue/", requests.request_issue, name="letter_request_issue"),
    path("letters/requests/<slug:code>/decline/", requests.request_decline, name="letter_request_decline"),
    path("letters/requests/<slug:code>/passport/", requests.passport_open, name="letter_passport"),
    path("letters/openings/", requests.opening_list, name="letter_openings"),
    path("letters/register/", register.register, name="letter_register"),
    path("letters/register/export.<str:file_format>", register.register_export, name="letter_export"),
    path("letters/register/<slug:code>/", register.letter_detail, name="letter"),
    path("letters/register/<slug:code>/letter.pdf", register.letter_file, name="letter_file"),
    path("letters/register/<slug:code>/revoke/", register.letter_revoke, name="letter_revoke"),
    path("letters/settings/", templates.settings, name="letter_settings"),
    path("letters/templates/", templates.template_list, name="letter_templates"),
    path("letters/templates/add/", templates.template_edit, name="letter_template_add"),
    path("letters/templates/starters/", templates.starters_take, name="letter_starters"),
    path("letters/templates/<slug:code>/", templates.template_edit, name="letter_template"),
    path("letters/templates/<slug:code>/preview/", templates.template_preview, name="letter_template_preview"),
    path("letters/templates/<slug:code>/sample.pdf", templates.template_sample, name="letter_template_sample"),
    path("letters/templates/<slug:code>/use/", templates.template_use, name="letter_template_use"),
    path("letters/templates/<slug:code>/remove/", templates.template_remove, name="letter_template_remove"),
]
api = [
    path("letters/", LetterEndpoint.as_view({"get": "list"}), name="api_letters"),
    path(
        "letters/templates/",
        LetterTemplateEndpoint.as_view({"get": "list", "post": "create"}),
        name="api_letter_templates",
    ),
    path(
        "letters/templates/<slug:code>/",
        LetterTemplateEndpoint.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="api_letter_template",
    ),
    path("letters/requests/", LetterRequestEndpoint.as_view({"get": "list"}), name="api_letter_requests"),
    path(
        "letters/requests/<slug:code>/", LetterRequestEndpoint.as_view({"get": "retrieve"}), name="api_letter_request"
    ),
    path(
        "letters/requests/<slug:code>/issue/", LetterRequestEndpoint.as_view({"post": "issue"}), name="api_letter_issue"
    ),
    path(
        "letters/requests/<slug:code>/decline/",
        LetterRequestEndpoint.as_view({"post": "decline"}),
        name="api_letter_decline",
    ),
    path(
        "letters/requests/<slug:code>/passport/",
        PassportEndpoint.as_view({"post": "open"}),
        name="api_letter_passport",
    ),
    path("letters/<slug:code>/", LetterEndpoint.as_view({"get": "retrieve"}), name="api_letter"),
    path("letters/<slug:code>/revoke/", LetterEndpoint.as_view({"post": "revoke"}), name="api_letter_revoke"),
    path("letters/<slug:code>/reissue/", LetterEndpoint.as_view({"post": "reissue"}), name="api_letter_reissue"),
]
