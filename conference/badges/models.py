"""How an event's badges look, and which are printed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.scoping import EventManager, M_co
from conference.registration.models import Registration


class InRegistration(EventManager[M_co]):
    """Found through the registration."""

    path = "registration__event"


class Paper(models.TextChoices):
    """What badges are printed on."""

    A6 = "a6", _("One badge a page, A6")
    A4 = "a4", _("Four badges a sheet, A4 with cutting marks")


class BadgeDesign(models.Model):
    """An event's choices for its badges; one row an event, stored when the team first changes it."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="badge_design")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ru")
    second_language = models.CharField(_("second language"), max_length=5, choices=settings.LANGUAGES, blank=True)
    paper = models.CharField(_("paper"), max_length=4, choices=Paper, default=Paper.A6)
    show_photo = models.BooleanField(_("photograph"), default=False)
    show_latin = models.BooleanField(_("name in Latin letters as a second line"), default=True)
    show_patronymic = models.BooleanField(_("patronymic"), default=False)
    show_organisation = models.BooleanField(_("organisation"), default=True)
    show_town = models.BooleanField(_("town and country"), default=True)

    objects = EventManager()

    def __str__(self) -> str:
        return str(self.event)


class PrintedBadge(models.Model):
    """A badge that went to the printer. `digest` tells whether what it says has changed since."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="printed_badge")
    digest = models.CharField(max_length=64)
    printed_at = models.DateTimeField(default=timezone.now)

    objects = InRegistration()

    class Meta:
        verbose_name = _("printed badge")

    def __str__(self) -> str:
        return str(self.registration)
