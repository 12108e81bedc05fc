"""The door to background work: features name the work, this module keeps its row and hands it to the queue."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone, translation

from conference.core.jobs.models import SILENCE_MEANS_LOST, Job, JobState

log = logging.getLogger(__name__)
REPORT_EVERY_SECONDS = 0.25
AT_ONCE = 500  # waiting jobs handed to the queue again by one call


class UserError(Exception):
    """A fault in what was asked, said in words that the person who started the job understands; not logged as ours."""


class SupersededError(Exception):
    """The job was started again meanwhile: what this worker still does is nobody's any more."""


@dataclass
class Run:
    """What a handler gets: the job's row and a way to say how far it is."""

    job: Job
    _reported: float = field(default=0.0)

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Store progress, at most four times a second; inside a transaction nobody would see it.

        Raises SupersededError, which ends the handler, when the job was taken for lost and started again.
        """
        now = time.monotonic()
        if done < total and now - self._reported < REPORT_EVERY_SECONDS:
            return
        self._reported = now
        values = {"done": min(done, total), "total": total, "note": note[:300], "seen_at": timezone.now()}
        if not _own(self.job).update(**values):
            raise SupersededError


Handler = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of job: its work, its translated name, and the permission without which nobody starts one."""

    handler: Handler
    label: Any
    permission: str


_kinds: dict[str, Kind] = {}


def handles(kind: str, label: Any, permission: str) -> Callable[[Handler], Handler]:
    """Register `handler(run, **params) -> result` for jobs of `kind`, named `label`.

    `permission` is the one that starting such a job by hand demands: starting it again demands the same.
    """

    def register(handler: Handler) -> Handler:
        _kinds[kind] = Kind(handler, label, permission)
        return handler

    return register


def permission_of(kind: str) -> str:
    """Return the permission that starting such a job demands; "" for a kind that nothing handles any more."""
    return _kinds[kind].permission if kind in _kinds else ""


def label_of(kind: str) -> str:
    """Return the name of a kind of job in the active language."""
    return str(_kinds[kind].label) if kind in _kinds else kind


def start(
    *, kind: str, by: models.Model | None, event: models.Model | None = None, is_routine: bool = False, **params: Any
) -> Job:
    """Store a job and queue it on commit. `params` must be JSON. Raises KeyError for unknown kinds.

    Routine work (a mail to a guest) is shown to the team only when it failed.
    """
    if kind not in _kinds:
        raise KeyError(f"Nothing handles jobs of kind {kind!r}")
    params.setdefault("language", translation.get_language() or "ru")
    job = Job.objects.create(
        kind=kind,
        params=params,
        is_routine=is_routine,
        event_id=event.pk if event else None,
        started_by_id=by.pk if by else None,
    )
    _queue(job.pk)
    return job


def retry(*, job: Job) -> bool:
    """Queue a failed or lost job again. Returns False when it was running, done or already retried."""
    silent = {"state": job.state, "seen_at": job.seen_at, "queued_at": job.queued_at}
    lost = models.Q(**silent) if job.is_lost else models.Q(pk__in=[])
    now = timezone.now()
    fresh = {"error": "", "done": 0, "total": 0, "note": "", "seen_at": now, "queued_at": now, "finished_at": None}
    again = Job.objects.filter(models.Q(state=JobState.FAILED) | lost, pk=job.pk).update(
        state=JobState.WAITING, **fresh
    )
    if again:
        _queue(job.pk)
    return bool(again)


def queue_waiting() -> int:
    """Hand the jobs that no worker came for to the queue again; return how many.

    Should the first entry turn up after all, the second worker finds the job taken.
    """
    now = timezone.now()
    late = Job.objects.filter(state=JobState.WAITING, queued_at__lt=now - SILENCE_MEANS_LOST)
    count = 0
    for pk, queued_at in list(late.order_by("queued_at").values_list("pk", "queued_at")[:AT_ONCE]):
        if Job.objects.filter(pk=pk, state=JobState.WAITING, queued_at=queued_at).update(queued_at=now):
            _queue(pk)
            count += 1
    return count


def run(job_pk: int) -> None:
    """Do the work. A second worker that gets the same job finds it taken and leaves."""
    taken = Job.objects.filter(pk=job_pk, state=JobState.WAITING).update(
        state=JobState.RUNNING, seen_at=timezone.now(), attempts=models.F("attempts") + 1
    )
    if not taken:
        return
    job = Job.objects.select_related("event").get(pk=job_pk)
    params = dict(job.params)
    with translation.override(params.pop("language", "ru")):
        try:
            result = _kinds[job.kind].handler(Run(job), **params) or {}
        except SupersededError:
            log.warning("Job %s was started again; the first worker stops", job)
        except UserError as fault:
            _finish(job, JobState.FAILED, error=str(fault))
        except Exception as fault:
            log.exception("Job %s failed", job)
            _finish(job, JobState.FAILED, error=f"{type(fault).__name__}: {fault}")
        else:
            _finish(job, JobState.DONE, result=result)


def _own(job: Job) -> models.QuerySet[Job]:
    """Return the job's row as long as it is this run's: each start counts as another attempt."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _queue(pk: int) -> None:
    # The only import of a task in the project: everybody else names the work.
    from conference.core.jobs.tasks import run_job

    # A queue that does not answer must not fail what is already committed: `queue_waiting` hands the job in later.
    transaction.on_commit(lambda: run_job.enqueue(pk), robust=True)


def _finish(job: Job, state: JobState, *, error: str = "", result: dict[str, Any] | None = None) -> None:
    moment = timezone.now()
    mine = _own(job).update(state=state, error=error[:4000], result=result or {}, finished_at=moment, seen_at=moment)
    if not mine:
        log.warning("Job %s was started again; what the first worker made is not kept", job)
