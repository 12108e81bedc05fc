"""Work that comes again: each app's `wiring.py` names it, and whoever keeps time (`manage.py requeue`) calls it.

Time is cut into periods from the start of 1970, UTC, and each work is started once in each period: a day begins at
05:00 in Almaty, when nobody waits for a page. However many processes look, one of them takes it. Work that died is
taken again in the next period, so it must do what is left to do and nothing twice. What takes minutes is started as a
job (`jobs.start`), so that the other works do not wait for it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from conference.core.jobs.models import ScheduledWork

log = logging.getLogger(__name__)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# How long after the beginning of a period its work may be missing before somebody should look.
PATIENCE = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """Work that is done once in each period."""

    name: str
    period: timedelta
    work: Callable[[], object]

    def period_of(self, moment: datetime) -> datetime:
        """Return when the period that holds `moment` began."""
        return moment - (moment - BEGINNING) % self.period


_entries: dict[str, Entry] = {}


def every(name: str, period: timedelta, work: Callable[[], object]) -> None:
    """Do `work` once in each `period`; naming it again replaces it. Its transactions and language are its own."""
    _entries[name] = Entry(name, period, work)


def run_due() -> int:
    """Do here and now what this period still lacks; return how many works were started. The fault of one is logged."""
    _make_rows()
    count = 0
    for entry in list(_entries.values()):
        if _take(entry):
            _run(entry)
            count += 1
    return count


def neglected() -> list[str]:
    """Return the works that failed the last time, died, or were not started though their period is an hour old."""
    rows = {row.name: row for row in ScheduledWork.objects.filter(name__in=list(_entries))}
    return sorted(name for name, row in rows.items() if _is_neglected(_entries[name], row))


def _is_neglected(entry: Entry, row: ScheduledWork) -> bool:
    then = timezone.now() - PATIENCE
    began, ended = row.last_started_at, row.last_ended_at
    if began is None:
        return False
    never_ended = began < then and (ended is None or ended < began)
    return bool(row.error) or never_ended or began < entry.period_of(then)


def _make_rows() -> None:
    known = set(ScheduledWork.objects.values_list("name", flat=True))
    missing = [ScheduledWork(name=name) for name in _entries if name not in known]
    ScheduledWork.objects.bulk_create(missing, ignore_conflicts=True)


def _take(entry: Entry) -> bool:
    """Take the work of this period, unless somebody has: one conditional update."""
    now = timezone.now()
    is_due = Q(last_started_at__isnull=True) | Q(last_started_at__lt=entry.period_of(now))
    return bool(ScheduledWork.objects.filter(is_due, name=entry.name).update(last_started_at=now))


def _run(entry: Entry) -> None:
    error = ""
    try:
        entry.work()
    except Exception as fault:  # the other works must not suffer; what was said may hold somebody's data, so its kind
        log.exception("Scheduled work %s failed", entry.name)
        error = type(fault).__name__
    ScheduledWork.objects.filter(name=entry.name).update(last_ended_at=timezone.now(), error=error)
