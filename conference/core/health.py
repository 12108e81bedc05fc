"""`/health/` for whoever watches the site: does each part answer."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from conference.core.jobs import schedule
from conference.core.jobs.models import Job, JobState
from conference.core.mail.models import MailState, OutgoingMail
from conference.core.permissions import Access, Audience, declare

log = logging.getLogger(__name__)
QUEUE_PATIENCE = timedelta(minutes=10)
MAIL_PATIENCE = timedelta(hours=1)
PROBE_SECONDS = 60  # anybody may ask, so that not every question writes a file


class DegradedError(Exception):
    """The part works, and something has been left undone for too long."""


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _queue() -> None:
    """The queue answers, and nothing has waited in it for so long that no worker can be running."""
    if settings.REDIS_URL:
        from redis import Redis

        Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2).ping()
    if Job.objects.filter(state=JobState.WAITING, seen_at__lt=timezone.now() - QUEUE_PATIENCE).exists():
        raise TimeoutError("jobs are waiting and no worker takes them")


def _mail() -> None:
    """No mail has been due for so long that nobody can be sending any."""
    if OutgoingMail.objects.filter(
        state=MailState.WAITING, next_attempt_at__lt=timezone.now() - MAIL_PATIENCE
    ).exists():
        raise DegradedError("mails are due and nobody sends them")


def _schedule() -> None:
    """What comes again was done in time, and without a fault."""
    if names := schedule.neglected():
        raise DegradedError(f"scheduled work failed or was not done: {', '.join(names)}")


def _storage() -> None:
    """A file can be written and deleted, or could within the last minute."""
    if not cache.get_or_set("health.storage", _probe_storage, PROBE_SECONDS):
        raise OSError("the storage takes no files")


def _probe_storage() -> bool:
    try:
        default_storage.delete(default_storage.save("health/probe", ContentFile(b"ok")))
    except Exception:  # any failure is the answer itself, for the next minute too
        log.exception("The storage takes no files")
        return False
    return True


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "queue": _queue,
    "mail": _mail,
    "schedule": _schedule,
    "storage": _storage,
}


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part works, 503 otherwise; says which part, never why (the log does)."""
    answers = {}
    for name, check in CHECKS.items():
        try:
            check()
            answers[name] = "ok"
        except DegradedError as fault:
            log.error("Health check of %s: %s", name, fault)
            answers[name] = "degraded"
        except Exception:  # any failure of a part is the answer itself
            log.exception("Health check of %s failed", name)
            answers[name] = "failed"
    return JsonResponse(answers, status=200 if set(answers.values()) == {"ok"} else 503)


declare(health, Access(Audience.PUBLIC))
