"""A call for abstracts of one event."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.scoping import EventManager
from conference.core.text.localized import LANGUAGE_CODES, localized


def all_languages() -> list[str]:
    """Return the codes of every language, the default of a call."""
    return list(LANGUAGE_CODES)


class CallQuerySet(models.QuerySet["Call"]):
    """Sets of calls."""

    def public(self) -> "CallQuerySet":
        """Return those that everybody may see."""
        return self.filter(is_public=True)

    def open_at(self, moment: datetime) -> "CallQuerySet":
        """Return the public ones that take submissions at `moment`."""
        return self.public().filter(opens_at__lte=moment, closes_at__gt=moment)

    def announced_at(self, moment: datetime) -> "CallQuerySet":
        """Return the public ones that are open at `moment` or will be."""
        return self.public().filter(closes_at__gt=moment)


CallManager = EventManager.from_queryset(CallQuerySet)


class Call(models.Model):
    """What the programme committee asks for. Submissions are taken from `opens_at` until just before `closes_at`."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("address"), max_length=50)
    title = I18nCharField(_("title"), max_length=300)
    text = I18nTextField(_("text"), blank=True, default="")
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"))
    languages = models.JSONField(_("languages of abstracts"), default=all_languages)
    abstract_max = models.PositiveIntegerField(
        _("longest abstract, in characters"),
        default=3000,
        validators=[MinValueValidator(100), MaxValueValidator(20_000)],
    )
    keywords_max = models.PositiveSmallIntegerField(
        _("most keywords in one language"), default=8, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    is_blind = models.BooleanField(_("reviewers do not see the authors' names"), default=False)
    is_public = models.BooleanField(_("visible to everybody"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CallManager()

    class Meta:
        verbose_name = _("call for abstracts")
        ordering = ["closes_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "slug"],
                name="call_slug_once",
                violation_error_message=_("Another call has this address already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_opening",
                violation_error_message=_("The call closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(abstract_max__gte=100, keywords_max__gte=1), name="call_leaves_room_for_words"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether submissions are taken at this moment (default: now). A call that is not public takes none."""
        return self.is_public and self.opens_at <= (at or timezone.now()) < self.closes_at

    def is_closed(self, at: datetime | None = None) -> bool:
        """Whether the deadline has passed."""
        return (at or timezone.now()) >= self.closes_at

    def time_left(self, at: datetime | None = None) -> timedelta:
        """Return how long submissions are still taken; zero afterwards."""
        return max(self.closes_at - (at or timezone.now()), timedelta())

    @property
    def language_names(self) -> list[str]:
        """The languages in which abstracts are taken, each by its own name."""
        return [name for code, name in settings.LANGUAGES if code in self.languages]

    @property
    def days_left(self) -> int:
        """How many whole days submissions are still taken."""
        return self.time_left().days

    @property
    def hours_left(self) -> int:
        """How many whole hours submissions are still taken, for the last day."""
        return int(self.time_left().total_seconds() // 3600)

    @property
    def last_moment(self) -> datetime:
        """The last minute in which one may submit: a call that closes at midnight is said to end at 23:59."""
        return self.closes_at - timedelta(minutes=1)
