"""Publishing: what would change, in words, and the button that does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.text.localized import translations
from conference.events.access import team
from conference.events.models import Event
from conference.programme.forms import ReleaseForm
from conference.programme.models import Release, ReleasedSession, Room
from conference.programme.queries.changes import Changes, compare
from conference.programme.queries.frozen import Frozen, freeze, row_of
from conference.programme.queries.plan import conflicts, standing
from conference.programme.rules import PROGRAMME_RELEASE
from conference.programme.services.releases import NothingChangedError, NothingPlacedError, release_programme

HERE = "conference/programme/manage/"
EARLIER = 20


@team(PROGRAMME_RELEASE)
def release(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what differs from the last release, and publish on a POST."""
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        try:
            made = release_programme(event=event, by=request.user, **form.cleaned_data)
            messages.success(request, _("Published: %(version)s") % {"version": made})
        except NothingChangedError:
            messages.info(request, _("Nothing has changed since the last release, so there is nothing to publish."))
        except NothingPlacedError:
            messages.error(request, _("No session has a time yet. Place at least one on the grid first."))
        return redirect("manage:programme_release", event=event.slug)
    return render(request, HERE + "release.html", {"event": event, "form": form, **_what_would_change(event)})


def _what_would_change(event: Event) -> dict[str, Any]:
    releases = list(Release.objects.filter(event=event).select_related("released_by")[:EARLIER])
    last = releases[0] if releases else None
    before = list(ReleasedSession.objects.filter(release=last)) if last else []
    frozen = freeze(event, before)
    changes = compare([row_of(row) for row in before], frozen, last.digest if last else "")
    names = {room.code: translations(room.name) for room in Room.objects.filter(event=event)}
    names |= {room["code"]: room["name"] for room in (last.content["rooms"] if last else [])}
    return {
        "releases": releases,
        "last": last,
        "changes": changes,
        "groups": _groups(changes, names),
        "standing": standing(event),
        "conflict_count": len(conflicts(event)),
        "is_empty": _is_empty(frozen),
    }


def _is_empty(frozen: Frozen) -> bool:
    return not frozen.sessions


def _groups(changes: Changes, names: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Return the differences as a template can say them, with rooms by name."""
    groups = [
        ("added", _("New"), changes.added),
        ("moved", _("Moved"), changes.moved),
        ("changed", _("Changed"), changes.changed),
        ("cancelled", _("Cancelled"), changes.cancelled),
    ]
    return [
        {
            "key": key,
            "label": label,
            "changes": [
                {
                    "change": change,
                    "title": change.row["content"]["title"],
                    "rooms": [names.get(code, {}) for code in change.row["rooms"]],
                    "old_rooms": [names.get(code, {}) for code in change.old["rooms"]] if change.old else [],
                }
                for change in found
            ],
        }
        for key, label, found in groups
        if found
    ]
