"""The event: the tenant. Whatever belongs to a conference points at its Event and is found only inside its scope."""

from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded, refuse_reserved
from conference.core.scoping import EventManager
from conference.core.text.localized import LANGUAGE_CODES, localized
from conference.events.choices import Accent, Role


def all_languages() -> list[str]:
    """Return the codes of every language, the default of an event."""
    return list(LANGUAGE_CODES)


def known_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”. An example: Asia/Almaty."), params={"name": name})


class EventQuerySet(models.QuerySet["Event"]):
    """Sets of events."""

    def public(self) -> "EventQuerySet":
        """Return those that everybody may see."""
        return self.filter(is_public=True)

    def of_team(self, user: models.Model) -> "EventQuerySet":
        """Return those in whose team `user` is."""
        return self.filter(memberships__user_id=user.pk).distinct()


class Event(models.Model):
    """A conference with everything that belongs to it."""

    slug = models.SlugField(_("address"), max_length=50, unique=True, validators=[refuse_reserved])
    name = I18nCharField(_("name"), max_length=300)
    theme = I18nTextField(_("theme"), blank=True, default="")
    about = I18nTextField(_("about the event"), blank=True, default="")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    timezone = models.CharField(_("time zone"), max_length=50, default="Asia/Almaty", validators=[known_zone])
    venue = I18nCharField(_("venue"), max_length=300, blank=True, default="")
    address = I18nCharField(_("street address"), max_length=300, blank=True, default="")
    town = I18nCharField(_("town"), max_length=200, blank=True, default="")
    country = CountryField(_("country"), blank=True, default="")
    languages = models.JSONField(_("languages"), default=all_languages)
    contact_email = models.EmailField(_("address for questions"), blank=True)
    accent = models.CharField(_("accent"), max_length=12, choices=Accent, default=Accent.TURQUOISE)
    is_public = models.BooleanField(_("visible to everybody"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="grows when its calendar entry changes")
    revised_at = models.DateTimeField(null=True, editable=False)
    form_revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="grows when what its registration asks and offers changes"
    )

    objects: ClassVar[models.Manager["Event"]] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="event_ends_after_start",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return localized(self.name)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the programme's times are said."""
        return ZoneInfo(self.timezone)

    @property
    def today(self) -> date:
        """The day where the event takes place."""
        return timezone.now().astimezone(self.zone).date()

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed where the event takes place."""
        return self.today > self.ends_on


class Membership(models.Model):
    """One role of one person in the team of one event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("team member")
        ordering = ["user__email", "role"]
        constraints = [
            models.UniqueConstraint(fields=["event", "user", "role"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Partner(Coded):
    """An organisation that supports the event, named on its home page."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=200)
    url = models.CharField(_("site"), max_length=300, blank=True, validators=[URLValidator(["http", "https"])])
    position = models.PositiveSmallIntegerField(default=0)

    objects = EventManager()

    class Meta:
        verbose_name = _("partner")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return localized(self.name)
