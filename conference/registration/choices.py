"""States of a registration and ways to take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """confirmed holds a place; cancelled has given it back."""

    CONFIRMED = "confirmed", _("Registered")
    CANCELLED = "cancelled", _("Cancelled")


# What may follow what; services keep to it, a constraint knows the states, and a test walks the table.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.CONFIRMED: frozenset({State.CANCELLED}),
    State.CANCELLED: frozenset(),
}


class Mode(models.TextChoices):
    """How a guest takes part."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remotely")


class Ways(models.TextChoices):
    """How the guests of a category may take part; the one way of a category is that of all its guests."""

    EITHER = "either", _("In person or remotely, as the guest chooses")
    IN_PERSON = "in_person", _("In person only")
    REMOTE = "remote", _("Remotely only")


class Visibility(models.TextChoices):
    """Who may see a guest's name, post and institution."""

    NOBODY = "nobody", _("Only the organisers")
    PARTICIPANTS = "participants", _("Participants of the event")
    PUBLIC = "public", _("Everybody")
