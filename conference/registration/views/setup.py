"""The team's settings of registration: dates and texts, categories, quotas, access codes."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration import queries, rules, setup_services
from conference.registration.models import AccessCode, Category, Quota
from conference.registration.setup_forms import CategoryForm, CodeForm, QuotaForm, SetupForm

HERE = "conference/registration/manage/"


@team(rules.REGISTRATION_SETUP)
def setup(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change dates and texts; list categories, quotas and access codes."""
    with timezone.override(event.zone):
        form = SetupForm(posted(request), instance=queries.setup_of(event))
        if form.is_valid():
            setup_services.change_setup(event=event, by=request.user, **form.cleaned_data)
            return _saved(request, event)
        context = {
            "event": event,
            "form": form,
            "categories": Category.objects.filter(event=event),
            "quotas": Quota.objects.filter(event=event).prefetch_related("categories", "choices"),
            "codes": AccessCode.objects.filter(event=event).prefetch_related("categories"),
        }
        return render(request, HERE + "setup.html", context)


@team(rules.REGISTRATION_SETUP)
def category_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a category."""
    category = get_object_or_404(Category, event=event, code=code) if code else None
    with timezone.override(event.zone):
        form: Any = CategoryForm(posted(request), instance=category and Category.objects.get(pk=category.pk))
        if form.is_valid():
            try:
                said = {name: form.cleaned_data[name] for name in setup_services.CATEGORY_FIELDS}
                setup_services.save_category(event=event, by=request.user, category=category, **said)
                return _saved(request, event)
            except ValidationError as fault:
                apply_errors(form, fault)
        return render(request, HERE + "category.html", {"event": event, "form": form, "category": category})


@team(rules.REGISTRATION_SETUP)
@require_POST
def category_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a category that nobody chose."""
    category = get_object_or_404(Category, event=event, code=code)
    return _removed(request, event, lambda: setup_services.remove_category(category=category, by=request.user))


@team(rules.REGISTRATION_SETUP)
def quota_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a quota."""
    quota = get_object_or_404(Quota, event=event, code=code) if code else None
    form: Any = QuotaForm(posted(request), event=event, instance=quota and Quota.objects.get(pk=quota.pk))
    if form.is_valid():
        try:
            setup_services.save_quota(event=event, by=request.user, quota=quota, **form.cleaned_data)
            return _saved(request, event)
        except ValidationError as fault:
            apply_errors(form, fault)
    return render(request, HERE + "quota.html", {"event": event, "form": form, "quota": quota})


@team(rules.REGISTRATION_SETUP)
@require_POST
def quota_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a quota."""
    quota = get_object_or_404(Quota, event=event, code=code)
    return _removed(request, event, lambda: setup_services.remove_quota(quota=quota, by=request.user))


@team(rules.REGISTRATION_SETUP)
def code_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change an access code."""
    found = get_object_or_404(AccessCode, event=event, code=code) if code else None
    with timezone.override(event.zone):
        form: Any = CodeForm(posted(request), event=event, instance=found and AccessCode.objects.get(pk=found.pk))
        if form.is_valid():
            try:
                setup_services.save_code(event=event, by=request.user, code=found, **form.cleaned_data)
                return _saved(request, event)
            except ValidationError as fault:
                apply_errors(form, fault)
        start = settings.SITE_URL + reverse("public:register_start", kwargs={"event": event.slug})
        context = {"event": event, "form": form, "code": found, "address": found and f"{start}?code={found.word}"}
        return render(request, HERE + "code.html", context)


@team(rules.REGISTRATION_SETUP)
@require_POST
def code_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove an access code that nobody used."""
    found = get_object_or_404(AccessCode, event=event, code=code)
    return _removed(request, event, lambda: setup_services.remove_code(code=found, by=request.user))


def _saved(request: SignedInRequest, event: Event) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("manage:registration_setup", event=event.slug)


def _removed(request: SignedInRequest, event: Event, remove: Callable[[], None]) -> HttpResponse:
    try:
        remove()
        messages.success(request, _("Removed."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("manage:registration_setup", event=event.slug)
