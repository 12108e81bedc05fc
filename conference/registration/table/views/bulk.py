"""Actions on many registrations: chosen in the table, confirmed on a page of their own, told one by one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration import rules
from conference.registration.models import Category, Quota, Registration
from conference.registration.table import exports
from conference.registration.table.choices import GOOD, POSSIBLE, TELLS_GUESTS, Action, Fate
from conference.registration.table.forms import BatchForm
from conference.registration.table.further_actions import FurtherAction, further_actions
from conference.registration.table.models import Batch
from conference.registration.table.services import bulk
from conference.registration.table.views.parts import HERE, Asked, names_of

SHOWN = 20  # names on the page that asks for a confirmation
SHEETS = {"sheet-xlsx": "xlsx", "sheet-csv": "csv"}


def actions_for(request: SignedInRequest, event: Event) -> list[tuple[str, Any]]:
    """Return what this member may do with the registrations that are ticked: values with words."""
    changes = Action.choices if request.user.has_perm(rules.REGISTRATION_EDIT, event) else []
    sheets = [(name, _("Save as %(format)s") % {"format": kind.upper()}) for name, kind in SHEETS.items()]
    return [*changes, *sheets, *((further.name, further.label) for further in _further(request, event))]


def _further(request: SignedInRequest, event: Event) -> list[FurtherAction]:
    return [further for further in further_actions if request.user.has_perm(further.permission, event)]


@team(rules.REGISTRATION_VIEW)
@require_POST
def bulk_choose(request: SignedInRequest, event: Event) -> HttpResponse:
    """Take what was ticked, or everything found, to the action."""
    asked = Asked(request, event, QueryDict(request.POST.get("shown", "")))
    action = request.POST.get("action", "")
    pks = asked.all() if request.POST.get("everything") else asked.chosen(request.POST.getlist("chosen"))
    if not pks:
        messages.info(request, _("Tick at least one registration, or all that were found."))
        return redirect(asked.address())
    if action in SHEETS:
        return exports.handed_out_as(SHEETS[action], pks, asked.columns, asked.reader, event)
    if further := next((one for one in _further(request, event) if one.name == action), None):
        job = further.start(event, request.user, pks)
        return redirect("manage:job", event=event.slug, code=job.code)
    if action not in Action.values:
        messages.info(request, _("Choose what to do with the registrations."))
        return redirect(asked.address())
    if not request.user.has_perm(rules.REGISTRATION_EDIT, event):
        raise PermissionDenied
    batch = bulk.settle_batch(event=event, by=request.user, action=Action(action), chosen=pks)
    return redirect("manage:batch", event=event.slug, code=batch.code)


@team(rules.REGISTRATION_EDIT)
def batch(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Ask once more and carry out; afterwards tell what became of each registration."""
    found = get_object_or_404(Batch.objects.select_related("event"), event=event, code=code)
    if found.started_at:
        return _told(request, found)
    form = BatchForm(posted(request), action=found.action, categories=Category.objects.filter(event=event))
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        job = bulk.confirm_batch(batch=found, by=request.user, params=form.params, reason=reason)
        if job:
            return redirect("manage:job", event=event.slug, code=job.code)
        return redirect("manage:batch", event=event.slug, code=code)
    names = names_of(found.chosen[:SHOWN])
    possible = _possible(found)
    context = {
        "event": event,
        "batch": found,
        "form": form,
        "total": len(found.chosen),
        "possible": possible,
        "impossible": len(found.chosen) - possible,
        "shown": [names[pk] for pk in found.chosen[:SHOWN] if pk in names],
        "more": max(0, len(found.chosen) - SHOWN),
        "tells": found.action in TELLS_GUESTS,
    }
    return render(request, HERE + "batch.html", context)


def _possible(found: Batch) -> int:
    """Return for how many the action is possible in the state in which they are now."""
    states = POSSIBLE[found.action]
    parts = [found.chosen[start : start + 5000] for start in range(0, len(found.chosen), 5000)]
    rows = Registration.objects.filter(event=found.event, state__in=states)
    return sum(rows.filter(pk__in=part).count() for part in parts)


def _told(request: SignedInRequest, found: Batch) -> HttpResponse:
    """Tell what became of each: who stayed as they were is named."""
    stayed = [(int(pk), fate) for pk, fate in found.fates.items() if fate.partition(":")[0] not in GOOD]
    names, quotas = names_of([pk for pk, _fate in stayed]), _quotas(found, [fate for _pk, fate in stayed])
    fates = list(found.fates.values())
    context = {
        "event": found.event,
        "batch": found,
        "done": fates.count(Fate.DONE),
        "same": fates.count(Fate.SAME),
        "open": len(found.chosen) - len(fates),
        "stayed": [(*names.get(pk, ("", "—")), _in_words(fate, quotas)) for pk, fate in stayed],
        "total": len(found.chosen),
    }
    return render(request, HERE + "batch_done.html", context)


def _quotas(found: Batch, fates: Sequence[str]) -> dict[str, str]:
    codes = {fate.partition(":")[2] for fate in fates} - {""}
    return {row.code: str(row) for row in Quota.objects.filter(event=found.event, code__in=codes)}


def _in_words(fate: str, quotas: dict[str, str]) -> str:
    kind, _colon, code = fate.partition(":")
    words = str(Fate(kind).label)
    return f"{words}: {quotas[code]}" if code in quotas else words
