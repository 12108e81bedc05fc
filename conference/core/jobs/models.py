"""Long work as rows: what was asked, how far it is, what came of it."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded

# A worker reports at least this often; a job silent for longer lost its worker and may be started again.
SILENCE_MEANS_LOST = timedelta(minutes=10)


class JobState(models.TextChoices):
    """Where a job stands: waiting → running → done or failed; failed → waiting again by retry."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(Coded):
    """One piece of long work. `done` of `total` are steps of the kind's own unit (badges, articles …)."""

    event = models.ForeignKey("conference.Event", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    is_routine = models.BooleanField(default=False, help_text="listed for the team only when it failed")
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now, help_text="when it was last handed to the queue")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "-created_at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="job_done_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def is_lost(self) -> bool:
        """Whether its worker has been silent for so long that it must have died, or no worker ever came for it."""
        heard = {JobState.RUNNING: self.seen_at, JobState.WAITING: self.queued_at}.get(JobState(self.state))
        return heard is not None and timezone.now() - heard > SILENCE_MEANS_LOST

    @property
    def can_retry(self) -> bool:
        """Whether somebody may start it again."""
        return self.state == JobState.FAILED or self.is_lost

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100; 0 while the amount is unknown."""
        return self.done * 100 // self.total if self.total else (100 if self.state == JobState.DONE else 0)


class ScheduledWork(models.Model):
    """When work that comes again was last done, and what kind of fault it met; see `schedule.py`."""

    name = models.CharField(max_length=60, unique=True)
    last_started_at = models.DateTimeField(null=True)
    last_ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("scheduled work")

    def __str__(self) -> str:
        return self.name
