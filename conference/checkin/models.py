"""Who has arrived."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.scoping import EventManager, M_co
from conference.registration.models import Registration


class InRegistration(EventManager[M_co]):
    """Found through the registration."""

    path = "registration__event"


class Arrival(models.Model):
    """A guest at the door, once. Marking it twice changes nothing."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="arrival")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = InRegistration()

    class Meta:
        verbose_name = _("arrival")
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.registration)
