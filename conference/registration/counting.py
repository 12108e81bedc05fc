"""Places that are counted: `taken` of `capacity`, one conditional update for each change and a constraint behind it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Counted(models.Model):
    """Has a limited number of places, or with `capacity` None as many as are asked for."""

    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: without limit."))
    taken = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="%(class)s_never_oversold",
                violation_error_message=_("More places are taken already."),
            )
        ]

    @property
    def places_left(self) -> int | None:
        """How many places are free; None without a limit."""
        return None if self.capacity is None else self.capacity - self.taken


def take(rows: "models.QuerySet[models.Model]", number: int = 1) -> bool:
    """Take `number` places of the one counted row that `rows` finds. Returns False, and takes none, if fewer are left.

    The database judges and counts in one statement, so no race oversells.
    """
    free = Q(capacity__isnull=True) | Q(taken__lte=F("capacity") - number)
    return bool(rows.filter(free).update(taken=F("taken") + number))


def give_back(rows: "models.QuerySet[models.Model]") -> None:
    """Free a place of each counted row that `rows` finds."""
    rows.filter(taken__gt=0).update(taken=F("taken") - 1)
