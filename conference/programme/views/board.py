"""Where sessions stand: the board of a day, placing, moving, and what collides."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, within_reason
from conference.events.access import team
from conference.events.models import Event
from conference.programme.forms import PlaceForm
from conference.programme.models import Slot
from conference.programme.queries.board import board_of
from conference.programme.queries.plan import conflicts, day_of, days_of, unplaced
from conference.programme.rules import PROGRAMME_EDIT, PROGRAMME_VIEW
from conference.programme.services import slots as services
from conference.programme.words import collision

HERE = "conference/programme/manage/"
WAITING = 60


@team(PROGRAMME_VIEW)
def board(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the draft of a day, and what has no place yet."""
    days = days_of(event)
    day = _day(request.GET.get("day", ""), days)
    page = request.GET.get("rooms", "1")
    waiting = unplaced(event).select_related("track").alphabetical()
    context = {
        "event": event,
        "days": days,
        "day": day,
        "board": board_of(event, day, int(page) if page.isdecimal() and len(page) < 4 else 1),
        "waiting": waiting[:WAITING],
        "waiting_count": waiting.count(),
        "may_edit": request.user.has_perm(PROGRAMME_EDIT, event),
    }
    return render(request, HERE + "board.html", context)


def _day(asked: str, days: list[date]) -> date:
    return next((day for day in days if day.isoformat() == asked), days[0])


@team(PROGRAMME_EDIT)
def place(request: SignedInRequest, event: Event) -> HttpResponse:
    """Give a session a place, or move the place given by `slot`."""
    slot = _slot(event, _told(request, "slot"))
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data, event=event, slot=slot, initial=_initial(request, event, slot))
    if form.is_valid():
        told = form.cleaned_data
        try:
            placed = services.place_session(
                session=told["session"],
                room=told["room"],
                starts_at=form.starts_at,
                minutes=told["minutes"],
                slot=slot,
                by=request.user,
            )
        except ValidationError as refused:
            apply_errors(form, refused)
        else:
            _warn(request, event, placed)
            return redirect(_board_at(event, placed, _told(request, "rooms")))
    return render(request, HERE + "place.html", {"event": event, "form": form, "slot": slot})


def _told(request: SignedInRequest, name: str) -> str:
    """Return a value that the grid sends and a form's address carries."""
    return request.POST.get(name) or request.GET.get(name, "")


def _warn(request: SignedInRequest, event: Event, placed: Slot) -> None:
    """Say with what the place collides: it is kept all the same."""
    for conflict in conflicts(event):
        if conflict.second and placed in (conflict.first, conflict.second):
            other = conflict.second if conflict.first == placed else conflict.first
            messages.warning(
                request,
                _("Placed, but: %(what)s, beside “%(session)s”.")
                % {"what": collision(conflict), "session": other.session},
            )


def _slot(event: Event, pk: str) -> Slot | None:
    if not pk:
        return None
    known = Slot.objects.filter(session__event=event).select_related("session", "room")
    return get_object_or_404(known, pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0)


def _initial(request: SignedInRequest, event: Event, slot: Slot | None) -> dict[str, Any]:
    """Return what the link says: a session, a room, a moment; for a place that is moved, where it is."""
    initial: dict[str, Any] = {"session": request.GET.get("session", ""), "room": request.GET.get("room", "")}
    at = slot.starts_at.astimezone(event.zone) if slot else _moment(request.GET.get("at", ""), event)
    if at:
        initial |= {"day": day_of(at, event.zone).isoformat(), "time": at.time()}
    if slot:
        minutes = int((slot.ends_at - slot.starts_at).total_seconds() // 60)
        initial |= {"session": slot.session.code, "room": slot.room.code if slot.room else "", "minutes": minutes}
    return initial


def _moment(text: str, event: Event) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        within_reason(moment)
    except (ValueError, ValidationError):
        return None
    return moment.replace(tzinfo=event.zone)


def _board_at(event: Event, slot: Slot, rooms: str) -> str:
    day = day_of(slot.starts_at, event.zone).isoformat()
    page = f"&rooms={rooms}" if rooms.isdecimal() else ""
    return f"{reverse('manage:programme_board', kwargs={'event': event.slug})}?day={day}{page}"


@team(PROGRAMME_EDIT)
@require_POST
def unplace(request: SignedInRequest, event: Event, pk: int) -> HttpResponse:
    """Take a session off a place."""
    slot = get_object_or_404(Slot.objects.select_related("session"), session__event=event, pk=pk)
    services.unplace_session(slot=slot, by=request.user)
    messages.success(request, _("Taken off the grid."))
    if request.POST.get("back") == "session":
        return redirect("manage:programme_session", event=event.slug, code=slot.session.code)
    return redirect(_board_at(event, slot, request.POST.get("rooms", "")))


@team(PROGRAMME_VIEW)
def conflict_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what collides; nothing is forbidden by it."""
    context = {
        "event": event,
        "conflicts": conflicts(event),
        "may_edit": request.user.has_perm(PROGRAMME_EDIT, event),
    }
    return render(request, HERE + "conflicts.html", context)
