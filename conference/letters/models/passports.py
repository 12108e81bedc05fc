"""Passports, sealed, and who of the team opened them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.scoping import EventManager
from conference.letters.choices import OpeningReason
from conference.registration.models import Registration


class Passport(models.Model):
    """What a guest's passport says, for as long as a letter needs it; `sealed` by `core.sealing`, one row a guest.

    `erase_on` is the day that the guest was told of: from then on `erase_due_passports` erases the row.
    """

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="passport")
    sealed = models.TextField(editable=False)
    consented_at = models.DateTimeField(default=timezone.now, editable=False)
    stored_at = models.DateTimeField(auto_now=True)
    erase_on = models.DateField(editable=False, db_index=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("passport data")
        constraints = [models.CheckConstraint(condition=~Q(sealed=""), name="passport_is_sealed")]

    def __str__(self) -> str:
        return f"passport {self.pk}"

    @staticmethod
    def day_of_erasure(ends_on: date, days: int) -> date:
        """Return the day for an event that ends on `ends_on` and whose team keeps passports `days` longer."""
        return ends_on + timedelta(days=days)


class PassportOpening(models.Model):
    """One look at a passport's data: whose, by whom, when and why. Never changed, and kept after the erasure."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="passport_openings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=10, choices=OpeningReason)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("opening of passport data")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["event", "-opened_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=OpeningReason.values), name="opening_reason_known")
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
