"""Addresses of registration."""

from typing import Any

from django.urls import path, re_path

from conference.registration.rest.registrations import DECISIONS, RegistrationEndpoint
from conference.registration.rest.setup import AccessCodeEndpoint, CategoryEndpoint, QuotaEndpoint
from conference.registration.views import admission, guest, own, setup
from conference.registration.views import manage as team

Actions = dict[str, Any]
STEP = r"(?P<step>who|participation|consent)"

public_event = [
    path("register/", guest.register, name="register"),
    path("register/start/", guest.start, name="register_start"),
    re_path(rf"^register/(?P<token>[\w-]+)/{STEP}/$", guest.step, name="register_step"),
    path("register/<str:token>/review/", guest.review, name="register_review"),
    path("registration/<str:token>/", own.registration, name="registration"),
    path("registration/<str:token>/change/", own.change, name="registration_change"),
    path("registration/<str:token>/change/withdraw/", own.change_withdraw, name="registration_change_withdraw"),
    path("registration/<str:token>/accept/", own.accept, name="registration_accept"),
    path("registration/<str:token>/cancel/", own.cancel, name="registration_cancel"),
    path("registration/<str:token>/consents/", own.consent, name="registration_consents"),
    path("registration/<str:token>/event.ics", own.calendar, name="registration_calendar"),
    path("registration/<str:token>/confirm/", own.confirm, name="registration_confirm"),
]
manage = [
    path("registrations/add/", team.registration_add, name="registration_add"),
    path("registrations/applications/", admission.applications, name="applications"),
    path("registrations/waiting-list/", admission.waiting_list, name="waiting_list"),
    path("registrations/<slug:code>/", team.registration_detail, name="registration"),
    path("registrations/<slug:code>/files/<slug:file>/", team.registration_file, name="registration_file"),
    path("registrations/<slug:code>/change/", team.registration_change, name="registration_change"),
    path("registrations/<slug:code>/cancel/", team.registration_cancel, name="registration_cancel"),
    path("registrations/<slug:code>/admit/", admission.admit, name="registration_admit"),
    path("registrations/<slug:code>/reopen/", admission.reopen, name="registration_reopen"),
    path("registration/", setup.setup, name="registration_setup"),
    path("registration/categories/add/", setup.category_edit, name="category_add"),
    path("registration/categories/<slug:code>/", setup.category_edit, name="category"),
    path("registration/categories/<slug:code>/remove/", setup.category_remove, name="category_remove"),
    path("registration/quotas/add/", setup.quota_edit, name="quota_add"),
    path("registration/quotas/<slug:code>/", setup.quota_edit, name="quota"),
    path("registration/quotas/<slug:code>/remove/", setup.quota_remove, name="quota_remove"),
    path("registration/codes/add/", setup.code_edit, name="access_code_add"),
    path("registration/codes/<slug:code>/", setup.code_edit, name="access_code"),
    path("registration/codes/<slug:code>/remove/", setup.code_remove, name="access_code_remove"),
]
SETUP_LIST: Actions = {"get": "list", "post": "create"}
SETUP_ONE: Actions = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
api = [
    path("registrations/", RegistrationEndpoint.as_view({"get": "list", "post": "create"}), name="api_registrations"),
    path(
        "registrations/<slug:code>/",
        RegistrationEndpoint.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="api_registration",
    ),
    *[
        path(
            f"registrations/<slug:code>/{decision}/",
            RegistrationEndpoint.as_view({"post": decision}),
            name=f"api_registration_{decision}",
        )
        for decision in DECISIONS
    ],
    path("categories/", CategoryEndpoint.as_view(), name="api_categories"),
    path("quotas/", QuotaEndpoint.as_view(SETUP_LIST), name="api_quotas"),
    path("quotas/<slug:code>/", QuotaEndpoint.as_view(SETUP_ONE), name="api_quota"),
    path("access-codes/", AccessCodeEndpoint.as_view(SETUP_LIST), name="api_access_codes"),
    path("access-codes/<slug:code>/", AccessCodeEndpoint.as_view(SETUP_ONE), name="api_access_code"),
]
