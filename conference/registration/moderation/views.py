"""The team's queue of wishes, and the guest taking one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration.moderation import services
from conference.registration.moderation.forms import DecisionForm
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.queries import Words, counts_for_tabs, is_stale, topics_of, waiting_requests
from conference.registration.places import CategoryFullError
from conference.registration.questions.services import ChoiceFullError
from conference.registration.rules import REGISTRATION_EDIT
from conference.registration.services import RegistrationClosedError


@team(REGISTRATION_EDIT)
def changes(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what guests would like to change, before and after side by side, and decide on those that are ticked."""
    waiting = waiting_requests(event)
    form = DecisionForm(posted(request), requests=waiting)
    if form.is_valid():
        _decide(request, form)
        return redirect("manage:changes", event=event.slug)
    rows = list(waiting)
    words = Words(event) if rows else None
    shown: list[dict[str, Any]] = [
        {"request": row, "is_stale": is_stale(row), "differences": words.of(row) if words else []} for row in rows
    ]
    context = {
        "event": event,
        "form": form,
        "rows": shown,
        "chosen": request.POST.getlist("chosen"),
        "is_moderated": bool(topics_of(event)),
        "counts": counts_for_tabs(event),
    }
    return render(request, "conference/registration/moderation/manage/changes.html", context)


def _decide(request: SignedInRequest, form: DecisionForm) -> None:
    """Carry out one decision for each wish ticked; whom it fails for stays, and is named."""
    done = sum(_decided(request, form, one) for one in form.cleaned_data["chosen"])
    if done:
        text = ngettext("%(n)s wish decided. The guest is told.", "%(n)s wishes decided. The guests are told.", done)
        messages.success(request, text % {"n": done})


def _decided(request: SignedInRequest, form: DecisionForm, one: ChangeRequest) -> bool:
    values = form.cleaned_data
    try:
        if values["decision"] == "agree":
            services.agree(request=one, by=request.user, also_stale=one.code in values["anyway"])
        else:
            services.decline_change(request=one, by=request.user, reason=values["reason"])
    except (CategoryFullError, ChoiceFullError, services.StaleError, *GONE) as fault:
        messages.error(request, f"{one.registration.person}: {_in_words(fault)}")
        return False
    return True


GONE = (services.AlreadyDecidedError, RegistrationClosedError)


def _in_words(fault: Exception) -> str:
    if isinstance(fault, CategoryFullError):
        return fault.words
    if isinstance(fault, ChoiceFullError):
        return _("There is no place left in “%(choice)s”.") % {"choice": fault.choice}
    if isinstance(fault, services.StaleError):
        return _("The registration was changed meanwhile. Look at both, and tick that you agree all the same.")
    return _("Somebody decided meanwhile, or the guest took it back.")
