"""Wishes to change a registration: they hold what a guest wrote of themselves, until they are decided."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, item, record_of
from conference.registration.moderation.choices import ChangeState
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.queries import Words


def _own(subject: Subject) -> QuerySet[ChangeRequest]:
    return ChangeRequest.objects.filter(event=subject.event, registration__person__in=subject.keys)


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the wishes, those that wait with what they would change."""
    rows = list(_own(subject).select_related("registration__person__organisation", "registration__category"))
    words = Words(subject.event) if rows else None
    for request in rows:
        asked = words.of(request) if words else []
        wishes: list[Any] = [item("wish", one.label, one.after) for one in asked]
        wishes.append(item("asked_at", _("Asked"), request.asked_at))
        yield [*wishes, *record_of(request, "state", "reason", "decided_at", zone=subject.event.zone)]


def erase(subject: Subject) -> int:
    """Empty what was written, and end what waits: that there was a wish, and when, stays."""
    now = timezone.now()
    waiting = _own(subject).filter(state=ChangeState.WAITING)
    waiting.update(state=ChangeState.ENDED, decided_at=now, wanted={}, before={})
    return _own(subject).exclude(Q(wanted={}) & Q(before={}) & Q(reason="")).update(wanted={}, before={}, reason="")
