"""How long an event keeps personal data, who asked for theirs to be erased, what was erased, and files taken along."""

from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import Coded, new_token
from conference.core.mail.models import OutgoingMail
from conference.core.scoping import EventManager
from conference.people.models import Person
from conference.privacy.choices import Cause, RequestState

TERM = timedelta(days=30)  # in which a request is to be answered (GDPR, article 12.3: within one month)
FILE_KEPT = timedelta(hours=24)


def term_from_now() -> object:
    """Return until when a request made now is to be answered."""
    return timezone.now() + TERM


def day_from_now() -> object:
    """Return until when a file made now is handed out."""
    return timezone.now() + FILE_KEPT


def upload_name(export: "DataExport", name: str) -> str:
    """Return where a file lies: under a name that nobody guesses."""
    return f"personal/{new_token()}.zip"


class PrivacySettings(models.Model):
    """How long after its end an event keeps what is personal; empty means until somebody erases it."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="privacy")
    keep_months = models.PositiveSmallIntegerField(
        _("months for which personal data are kept"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("From the last day of the event. Empty: they are kept until somebody asks for erasure."),
    )

    objects = EventManager()

    class Meta:
        verbose_name = _("settings of privacy")
        constraints = [
            models.CheckConstraint(
                condition=Q(keep_months__isnull=True) | Q(keep_months__gte=1, keep_months__lte=120),
                name="privacy_months_in_range",
            )
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def erased_from(self) -> date | None:
        """The day on which data are erased; None where they are not."""
        if self.keep_months is None:
            return None
        month = self.event.ends_on.month - 1 + self.keep_months
        year, month = self.event.ends_on.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(self.event.ends_on.day, last))

    @property
    def is_due(self) -> bool:
        """Whether that day has come where the event took place."""
        day = self.erased_from
        return day is not None and self.event.today >= day


class ErasureRequest(Coded):
    """Somebody who proved their address, or signed in, asks for their data at the event to be erased."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="erasure_requests")
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.OPEN)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("to be answered until"), default=term_from_now)
    decided_at = models.DateTimeField(_("answered"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), blank=True, max_length=2000)

    objects = EventManager()

    class Meta:
        verbose_name = _("request for erasure")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["event", "state", "due_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="erasure_request_state_known"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=RequestState.OPEN), name="erasure_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, decided_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(decided_at__isnull=False)),
                name="erasure_request_answered_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(reason=""), name="erasure_request_refused_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.code  # never a name: the log keeps it

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == RequestState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether the term has passed without an answer."""
        return self.is_open and self.due_at < timezone.now()


class ErasureReport(Coded):
    """What was erased: how many rows of which kind, when, why and by whom. It holds nothing personal.

    `mail` tells the guest; it goes, with the address on it, as soon as it was sent.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    request = models.OneToOneField(ErasureRequest, null=True, on_delete=models.SET_NULL, related_name="report")
    cause = models.CharField(max_length=10, choices=Cause)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    people = models.PositiveIntegerField(default=0)
    named = models.PositiveIntegerField(default=0, help_text="of them in the public record, whose name stays")
    counts = models.JSONField(default=dict, help_text="rows by the names of parts, see `core.personal`")
    is_rehearsal = models.BooleanField(default=False)
    mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = EventManager()

    class Meta:
        verbose_name = _("report of an erasure")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="erasure_report_cause_known"),
        ]

    def __str__(self) -> str:
        return self.code


class DataExport(Coded):
    """A file with somebody's own data, for a day."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    people = models.ManyToManyField(Person, related_name="+")
    language = models.CharField(max_length=5)
    file = models.FileField(upload_to=upload_name, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    failed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(default=day_from_now)

    objects = EventManager()

    class Meta:
        verbose_name = _("file with one's own data")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.code
