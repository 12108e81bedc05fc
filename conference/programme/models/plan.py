"""The draft of the programme, which only the team sees: rooms, tracks, sessions and their slots."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.findable import Findable, FindableManager
from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized, translations
from conference.people.models import Person
from conference.programme.choices import Kind, PersonRole

known_colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits, for example #0b5c63."))


class InSession(EventManager[M_co]):
    """Found through the session."""

    path = "session__event"


class Room(Coded):
    """A place where something can happen. `guid` and `extra` keep what an imported schedule said of it."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    description = I18nTextField(_("description"), blank=True, default="")
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    guid = models.CharField(max_length=200, blank=True, editable=False)
    extra = models.JSONField(default=dict, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("room")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.name)


class Track(Coded):
    """A subject that runs through the programme."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[known_colour])
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    extra = models.JSONField(default=dict, editable=False)

    objects = EventManager()

    class Meta:
        verbose_name = _("track")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.name)


class Session(Coded, Findable):
    """A talk, a break, an exhibition … `guid` names it in exchange formats for ever; `number` is their numeric id."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TALK)
    title = I18nCharField(_("title"), max_length=500)
    subtitle = I18nCharField(_("subtitle"), max_length=500, blank=True, default="")
    abstract = I18nTextField(_("abstract"), blank=True, default="")
    description = I18nTextField(_("description"), blank=True, default="")
    language = models.CharField(_("language of the session"), max_length=10, blank=True)
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions", verbose_name=_("track")
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=20)
    people = models.ManyToManyField(Person, through="SessionPerson", related_name="sessions")
    guid = models.CharField(max_length=200, blank=True, editable=False)
    number = models.PositiveIntegerField(editable=False, null=True)
    slug = models.CharField(max_length=200, blank=True, editable=False)
    extra = models.JSONField(default=dict, editable=False, help_text="what an imported schedule said beyond our fields")
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FindableManager()

    class Meta:
        verbose_name = _("session")
        constraints = [
            models.UniqueConstraint(fields=["event", "guid"], condition=~Q(guid=""), name="session_guid_once"),
            models.UniqueConstraint(
                fields=["event", "number"], condition=Q(number__isnull=False), name="session_number_once"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="session_takes_time"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="session_kind_known"),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    def name_in(self, language: str) -> str:
        """Return the title for a reader of `language`."""
        return localized(self.title, language)

    def search_parts(self) -> list[str]:
        """Return the titles; people are found by their own names."""
        return [*translations(self.title).values(), *translations(self.subtitle).values()]


class SessionPerson(models.Model):
    """Somebody's part in a session, in the order in which they are named."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(_("role"), max_length=12, choices=PersonRole, default=PersonRole.SPEAKER)
    position = models.PositiveSmallIntegerField(default=0)

    objects = InSession()

    class Meta:
        verbose_name = _("part in a session")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "role"], name="session_person_once"),
            models.CheckConstraint(condition=Q(role__in=PersonRole.values), name="session_person_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class Slot(models.Model):
    """Where and when a session stands in the draft.

    A session may stand in several rooms at once (a plenary), at several times (an exhibition), or in no room at all (a
    break, an excursion).
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="slots")
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="slots", verbose_name=_("room")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    objects = InSession()

    class Meta:
        verbose_name = _("slot")
        ordering = ["starts_at", "room__position", "pk"]
        indexes = [models.Index(fields=["room", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="slot_ends_after_start",
                violation_error_message=_("The end is not after the start."),
            ),
            models.UniqueConstraint(
                fields=["session", "room", "starts_at"],
                name="slot_once",
                violation_error_message=_("The session stands there already."),
            ),
            models.UniqueConstraint(
                fields=["session", "starts_at"],
                condition=Q(room__isnull=True),
                name="slot_without_room_once",
                violation_error_message=_("The session stands there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.session}"
