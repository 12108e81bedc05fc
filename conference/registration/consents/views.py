"""The team's pages of consents: the list, one with its versions, and who agreed to an older one only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.findable import sort_column
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration import rules
from conference.registration.consents import queries, services, setup_services
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.forms import ConsentForm
from conference.registration.consents.models import Consent, ConsentVersion
from conference.registration.models import Registration

HERE = "conference/registration/consents/manage/"
ROWS = 50
# Stands for the code of the consent to the processing of data, also while the event has not written its own.
PROCESSING = "data"


@team(rules.REGISTRATION_SETUP)
def consent_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what guests are asked to agree to, and how many did."""
    rows = [
        {"version": version, "code": code_of(version.consent), **queries.counts_of(version.consent, version.number)}
        for version in queries.current_versions(event)
    ]
    return render(request, HERE + "list.html", {"event": event, "rows": rows})


@team(rules.REGISTRATION_SETUP)
def consent_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add a consent, or change one; other words are a new version."""
    consent, version = _found(event, code) if code else (Consent(event=event), None)
    known = Consent.objects.get(pk=consent.pk) if consent.pk else None  # the form changes its own copy
    form: Any = ConsentForm(posted(request), instance=consent, version=version)
    if form.is_valid():
        said = dict(form.cleaned_data)
        if consent.is_to_processing:
            said["kind"] = ConsentKind.DATA
        try:
            setup_services.save_consent(event=event, by=request.user, consent=known, **said)
            messages.success(request, _("Saved."))
            return redirect("manage:consents", event=event.slug)
        except ValidationError as fault:
            apply_errors(form, fault)
    counts = queries.counts_by_version(event)
    versions = [(row, counts.get(row.pk, 0)) for row in consent.versions.order_by("-number")] if consent.pk else []
    context = {"event": event, "form": form, "version": version, "consent": consent, "code": code, "versions": versions}
    if version:
        context["counts"] = queries.counts_of(consent, version.number)
    return render(request, HERE + "edit.html", context)


@team(rules.REGISTRATION_SETUP)
@require_POST
def consent_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a consent that nobody gave."""
    try:
        setup_services.remove_consent(consent=get_object_or_404(Consent, event=event, code=code), by=request.user)
        messages.success(request, _("Removed."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("manage:consents", event=event.slug)


@team(rules.REGISTRATION_VIEW)
def consent_guests(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """List the guests who agreed to an older version only, or never; by default those who agreed to today's."""
    consent, version = _found(event, code)
    shown = {
        "current": queries.guests_by_number(consent).filter(agreed_to__gte=version.number),
        "older": queries.older_only(consent, version.number),
        "none": queries.guests_by_number(consent).filter(agreed_to=None),
    }
    which = request.GET.get("which", "current")
    which = which if which in shown else "current"
    page = Paginator(shown[which].order_by(f"person__{sort_column()}", "pk"), ROWS).get_page(request.GET.get("page"))
    counts = queries.counts_of(consent, version.number)
    context = {"event": event, "version": version, "code": code, "which": which, "page": page, "counts": counts}
    return render(request, HERE + "guests.html", context)


@team(rules.REGISTRATION_EDIT)
@require_POST
def consent_noted(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Note what a guest told the team: that they agree to something, or withdraw it."""
    registration = get_object_or_404(Registration.objects.select_related("event", "person"), event=event, code=code)
    known = {one.consent.code: one for one in queries.said_by(registration)}
    if (one := known.get(request.POST.get("withdraw", ""))) and one.may_withdraw:
        services.withdraw(registration=registration, consent=one.consent, by=request.user)
    elif (one := known.get(request.POST.get("agree", ""))) and one.now and one.may_agree:
        services.agree(registration=registration, version=one.now, how=How.TEAM, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("manage:registration", event=event.slug, code=code)


def code_of(consent: Consent) -> str:
    """Return what stands for a consent in addresses of the team."""
    return PROCESSING if consent.is_to_processing else consent.code


def _found(event: Event, code: str) -> tuple[Consent, ConsentVersion]:
    if code == PROCESSING:
        version = next(one for one in queries.current_versions(event) if one.consent.is_to_processing)
        return version.consent, version
    consent = get_object_or_404(Consent, event=event, code=code)
    return consent, consent.versions.order_by("-number")[0]
