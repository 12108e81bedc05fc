"""Rooms and tracks for the team."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.events.access import team
from conference.events.models import Event
from conference.programme.forms import RoomForm, TrackForm
from conference.programme.models import Room, Track
from conference.programme.queries.plan import rooms_with_use, tracks_with_use
from conference.programme.rules import PROGRAMME_EDIT, PROGRAMME_VIEW
from conference.programme.services import places

HERE = "conference/programme/manage/"


@team(PROGRAMME_VIEW)
def room_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the rooms with how much stands in each."""
    context = {"event": event, "rooms": rooms_with_use(event), "may_edit": request.user.has_perm(PROGRAMME_EDIT, event)}
    return render(request, HERE + "rooms.html", context)


@team(PROGRAMME_EDIT)
def room_edit(request: SignedInRequest, event: Event, code: str = "") -> HttpResponse:
    """Add a room or change one."""
    room = get_object_or_404(Room, event=event, code=code) if code else None
    form = RoomForm(request.POST or None, instance=room or Room(event=event))
    if form.is_valid():
        if room:
            places.change_room(room=room, by=request.user, **form.cleaned_data)
        else:
            places.create_room(event=event, by=request.user, **form.cleaned_data)
        return _saved(request, event, "manage:programme_rooms")
    return _form(request, event, form, "room_form.html", room=room)


@team(PROGRAMME_EDIT)
@require_POST
def room_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Delete a room in which nothing stands."""
    room = get_object_or_404(Room, event=event, code=code)
    try:
        places.delete_room(room=room, by=request.user)
        messages.success(request, _("The room is deleted."))
    except places.RoomInUseError:
        messages.error(request, _("Sessions stand in this room. Move them first."))
    return redirect("manage:programme_rooms", event=event.slug)


@team(PROGRAMME_VIEW)
def track_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the tracks with how many sessions each has."""
    context = {
        "event": event,
        "tracks": tracks_with_use(event),
        "may_edit": request.user.has_perm(PROGRAMME_EDIT, event),
    }
    return render(request, HERE + "tracks.html", context)


@team(PROGRAMME_EDIT)
def track_edit(request: SignedInRequest, event: Event, code: str = "") -> HttpResponse:
    """Add a track or change one."""
    track = get_object_or_404(Track, event=event, code=code) if code else None
    form = TrackForm(request.POST or None, instance=track or Track(event=event))
    if form.is_valid():
        if track:
            places.change_track(track=track, by=request.user, **form.cleaned_data)
        else:
            places.create_track(event=event, by=request.user, **form.cleaned_data)
        return _saved(request, event, "manage:programme_tracks")
    return _form(request, event, form, "track_form.html", track=track)


@team(PROGRAMME_EDIT)
@require_POST
def track_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Delete a track; its sessions stay."""
    places.delete_track(track=get_object_or_404(Track, event=event, code=code), by=request.user)
    messages.success(request, _("The track is deleted. Its sessions stay, without a track."))
    return redirect("manage:programme_tracks", event=event.slug)


def _saved(request: SignedInRequest, event: Event, where: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(where, event=event.slug)


def _form(request: SignedInRequest, event: Event, form: Any, template: str, **context: Any) -> HttpResponse:
    return render(request, HERE + template, {"event": event, "form": form, **context})
