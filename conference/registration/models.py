"""Who takes part, in which category and with which place."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded, new_token
from conference.core.scoping import EventManager
from conference.core.text.localized import localized
from conference.people.models import Person
from conference.registration.choices import Mode, State, Visibility, Ways


class RegistrationSettings(models.Model):
    """When an event's registration is open and until when a guest may change it."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="registration_setup")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    changes_until = models.DateTimeField(_("changes and cancellation until"), null=True, blank=True)
    intro = I18nTextField(_("introduction"), blank=True, default="")

    class Meta:
        verbose_name = _("registration settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="registration_closes_after_opening",
                violation_error_message=_("Registration would close before it opens."),
            )
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


class Category(Coded):
    """Who one comes as: guest, speaker, listener … `taken` counts the places held and never exceeds `capacity`."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    description = I18nTextField(_("description"), blank=True, default="")
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: without limit."))
    taken = models.PositiveIntegerField(default=0, editable=False)
    ways = models.CharField(_("participation"), max_length=12, choices=Ways, default=Ways.EITHER)
    is_open = models.BooleanField(_("may be chosen"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EventManager()

    class Meta:
        verbose_name = _("category")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="category_never_oversold",
                violation_error_message=_("More places are taken already."),
            ),
            models.CheckConstraint(condition=Q(ways__in=Ways.values), name="category_ways_known"),
        ]

    def __str__(self) -> str:
        return localized(self.name)

    @property
    def places_left(self) -> int | None:
        """How many places are free; None without a limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def only_mode(self) -> Mode | None:
        """How everybody in the category takes part; None where the guest chooses."""
        return None if self.ways == Ways.EITHER else Mode(self.ways)


class Draft(models.Model):
    """A form half filled: kept so that a guest may go back, change the language or come again. Emptied when sent."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    registration = models.OneToOneField("Registration", null=True, on_delete=models.CASCADE, related_name="+")

    objects = EventManager()

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Registration(Coded):
    """One person's taking part in the event; after a cancellation they may register anew.

    `token` opens the guest's own page without an account.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registrations")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.CONFIRMED)
    mode = models.CharField(_("participation"), max_length=12, choices=Mode, default=Mode.IN_PERSON)
    visibility = models.CharField(_("who may see me"), max_length=14, choices=Visibility, default=Visibility.NOBODY)
    note = models.TextField(_("note to the organisers"), blank=True, max_length=2000)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    email_confirmed_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="SEQUENCE of the calendar entry")
    created_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("registration")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["event", "state"]), models.Index(fields=["event", "-created_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="registration_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="registration_cancelled_has_date",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=State.CONFIRMED), name="registration_one_confirmed_for_each_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_confirmed(self) -> bool:
        """Whether the registration holds a place."""
        return self.state == State.CONFIRMED

    @property
    def is_on_site(self) -> bool:
        """Whether the guest is expected at the door, and so needs a badge."""
        return self.is_confirmed and self.mode == Mode.IN_PERSON
