"""The team decides: applications, the waiting list and what would be if there were more places."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration import queries, rules, services
from conference.registration.admission_forms import DecisionForm, MorePlacesForm
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.moderation.queries import counts_for_tabs
from conference.registration.places import CategoryFullError
from conference.registration.views.manage import found_registration
from conference.registration.waiting_list import place_names, planned_offers

HERE = "conference/registration/manage/"


@team(rules.REGISTRATION_EDIT)
def applications(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show who applied and awaits a decision, oldest first, and decide on those that are ticked."""
    pending = queries.in_state(event, State.PENDING)
    form = DecisionForm(posted(request), registrations=pending)
    if form.is_valid():
        _decide(request, form)
        return redirect("manage:applications", event=event.slug)
    chosen = request.POST.getlist("chosen")
    context = {
        "event": event,
        "form": form,
        "chosen": chosen,
        "rows": pending,
        "counts": counts_for_tabs(event),
        "declined": queries.in_state(event, State.DECLINED),
    }
    return render(request, HERE + "applications.html", context)


def _decide(request: SignedInRequest, form: DecisionForm) -> None:
    """Carry out one decision for each guest ticked; whom it fails for stays, and is named."""
    said = {"by": request.user, "reason": form.cleaned_data["reason"]}
    act: Callable[..., Any] = {
        "admit": services.admit,
        "wait": services.put_on_waiting_list,
        "decline": services.decline,
    }[form.cleaned_data["decision"]]
    done = 0
    for registration in form.cleaned_data["chosen"]:
        try:
            act(registration=registration, **said)
            done += 1
        except CategoryFullError as fault:
            messages.error(request, f"{registration.person}: {fault.words}")
        except services.DecisionError:
            messages.error(request, _("%(name)s: somebody decided meanwhile.") % {"name": registration.person})
    if done:
        text = ngettext(
            "%(n)s application decided. The guest is told.", "%(n)s applications decided. The guests are told.", done
        )
        messages.success(request, text % {"n": done})


@team(rules.REGISTRATION_EDIT)
@require_POST
def reopen(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Undo a decision against somebody."""
    try:
        services.reopen(registration=found_registration(event, code), by=request.user)
        messages.success(request, _("The application awaits a decision again. The guest is told."))
    except services.DecisionError:
        messages.error(request, _("This cannot be undone any more: perhaps the guest has registered anew."))
    return redirect("manage:applications", event=event.slug)


@team(rules.REGISTRATION_VIEW)
def waiting_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show who waits and who is offered a place; who would be next if there were more places."""
    form = MorePlacesForm(request.GET or None, names=place_names(event))
    more = form.more() if form.is_valid() else {}
    waiting = list(queries.in_state(event, State.WAITING).order_by("waiting_since", "pk"))
    context = {
        "event": event,
        "form": form,
        "asked": any(more.values()),
        "rows": waiting,
        "next": planned_offers(event, more) if waiting else set(),
        "offered": queries.in_state(event, State.OFFERED).order_by("offered_until"),
        "setup": queries.setup_of(event),
        "counts": counts_for_tabs(event),
    }
    return render(request, HERE + "waiting.html", context)


@team(rules.REGISTRATION_EDIT)
@require_POST
def admit(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Give a place to one who waits, past the others."""
    registration: Registration = found_registration(event, code)
    try:
        services.admit(registration=registration, by=request.user)
        messages.success(request, _("Admitted. The guest is told."))
    except CategoryFullError as fault:
        messages.error(request, fault.words)
    except services.DecisionError:
        messages.error(request, _("%(name)s: somebody decided meanwhile.") % {"name": registration.person})
    return redirect("manage:registration", event=event.slug, code=code)
