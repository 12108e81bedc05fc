"""What an event offers to its guests: dates, categories, quotas over several of them, access codes."""

from collections.abc import Sequence
from typing import Optional

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.core.text.localized import localized
from conference.registration.choices import Mode, Ways
from conference.registration.counting import Counted


class RegistrationSettings(models.Model):
    """When an event's registration is open and until when a guest may change it."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="registration_setup")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    changes_until = models.DateTimeField(_("changes and cancellation until"), null=True, blank=True)
    intro = I18nTextField(_("introduction"), blank=True, default="")
    has_waiting_list = models.BooleanField(_("guests may wait for a place"), default=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a place"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 30)],
        help_text=_("Who does not answer in time goes to the end of the waiting list, the second time off it."),
    )
    hold_minutes = models.PositiveSmallIntegerField(
        _("minutes that a place is kept while the form is filled in"),
        default=30,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("0: a place is taken when the form is sent."),
    )
    is_one_page = models.BooleanField(
        _("register on one page"),
        default=False,
        help_text=_("For events that ask little. Questions that ask for a file are asked in steps nevertheless."),
    )
    moderated = models.JSONField(_("changes by guests that wait for the team"), default=list, blank=True)

    class Meta:
        verbose_name = _("registration settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="registration_closes_after_opening",
                violation_error_message=_("Registration would close before it opens."),
            ),
            models.CheckConstraint(condition=Q(offer_hours__gte=1), name="registration_offers_last"),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def is_open(self) -> bool:
        """Whether a guest may register now."""
        now = timezone.now()
        return (self.opens_at is None or self.opens_at <= now) and (self.closes_at is None or now < self.closes_at)

    @property
    def is_ahead(self) -> bool:
        """Whether registration has not begun yet."""
        return self.opens_at is not None and timezone.now() < self.opens_at

    @property
    def may_change(self) -> bool:
        """Whether a guest may still change or cancel a registration."""
        return self.changes_until is None or timezone.now() < self.changes_until


class Category(Coded, Counted):
    """Who one comes as: guest, speaker, listener … `taken` counts the places held and never exceeds `capacity`.

    Who applies where approval is needed, or waits, holds no place.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    description = I18nTextField(_("description"), blank=True, default="")
    ways = models.CharField(_("participation"), max_length=12, choices=Ways, default=Ways.EITHER)
    is_open = models.BooleanField(_("may be chosen"), default=True)
    opens_at = models.DateTimeField(_("may be chosen from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("may be chosen until"), null=True, blank=True)
    needs_approval = models.BooleanField(_("the team decides on each application"), default=False)
    needs_code = models.BooleanField(_("only with an access code"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    quotas_revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="grows with each change of what the quotas of the event count"
    )
    # The event's quotas as of `quotas_revision`, where they were looked up before; `places.py` proves it or drops them.
    known_quotas: Optional["Sequence[Quota]"] = None

    objects = EventManager()

    class Meta:
        verbose_name = _("category")
        ordering = ["position", "pk"]
        constraints = [
            *Counted.Meta.constraints,
            models.CheckConstraint(condition=Q(ways__in=Ways.values), name="category_ways_known"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="category_closes_after_opening",
                violation_error_message=_("The category would close before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return localized(self.name)

    def places_left_for(self, mode: str) -> int | None:
        """Return how many more guests may take part in that way: of its own places and of the quotas it shares.

        None without any limit. Read `quotas` along for a list of categories.
        """
        shared = [row.places_left for row in self.quotas.all() if row.counts_remote or mode != Mode.REMOTE]
        return min((left for left in (self.places_left, *shared) if left is not None), default=None)

    @property
    def is_open_now(self) -> bool:
        """Whether it may be chosen at this moment, places aside; in queries `may_be_chosen`."""
        now = timezone.now()
        begun = self.opens_at is None or self.opens_at <= now
        return self.is_open and begun and (self.closes_at is None or now < self.closes_at)

    @property
    def only_mode(self) -> Mode | None:
        """How everybody in the category takes part; None where the guest chooses."""
        return None if self.ways == Ways.EITHER else Mode(self.ways)


class Quota(Coded, Counted):
    """Places that several categories, or answers to questions, share: the hall, the dinner, the bus.

    Whoever holds a place in one of `categories`, or chose one of `choices`, holds one of the quota, however often both
    apply. Who takes part remotely needs none, unless `counts_remote`.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    categories = models.ManyToManyField(Category, blank=True, related_name="quotas", verbose_name=_("categories"))
    choices = models.ManyToManyField("conference.Choice", blank=True, related_name="+", verbose_name=_("answers"))
    counts_remote = models.BooleanField(_("guests who take part remotely count, too"), default=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("quota")
        ordering = ["pk"]
        constraints = Counted.Meta.constraints

    def __str__(self) -> str:
        return localized(self.name)


class AccessCode(Coded, Counted):
    """What opens categories that are not for everybody: a word told to the invited, usable `capacity` times.

    `word` is kept in capitals and is unique in its event. A cancelled registration gives its use back.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("code"), max_length=40)
    categories = models.ManyToManyField(Category, related_name="+", verbose_name=_("opens the categories"))
    note = models.CharField(_("for whom"), max_length=200, blank=True)
    ends_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    is_active = models.BooleanField(_("may be used"), default=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("access code")
        ordering = ["word"]
        constraints = [
            *Counted.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "word"],
                name="access_code_once_in_event",
                violation_error_message=_("There is such a code already."),
            ),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def is_valid(self) -> bool:
        """Whether it may be used now, places aside."""
        return self.is_active and (self.ends_at is None or timezone.now() < self.ends_at)
