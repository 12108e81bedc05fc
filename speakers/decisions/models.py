"""What the committee decided on a submission."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speakers.decisions.choices import Outcome
from speakers.submissions.models import InSubmission, Submission

# What a session takes over from the abstract.
SESSION_TEXTS = ("title", "abstract", "language")


class Decision(models.Model):
    """The latest decision on a submission; earlier ones are in the activity log. An accepted one has its session."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    message = models.TextField(_("message to the author"), blank=True, max_length=5000)
    session = models.OneToOneField(
        "conference.Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))

    objects = InSubmission()

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_outcome_display()}"

    @property
    def is_behind_author(self) -> bool:
        """Whether the author changed the texts after the decision and the session does not have them yet."""
        if self.outcome != Outcome.ACCEPTED or self.session is None or self.submission.changed_at <= self.decided_at:
            return False
        return any(getattr(self.session, name) != getattr(self.submission, name) for name in SESSION_TEXTS)
