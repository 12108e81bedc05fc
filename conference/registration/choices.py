"""States of a registration and ways to take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far somebody's taking part has come. Those of HOLDING have a place, those of ENDED have given it back."""

    PENDING = "pending", _("Awaiting a decision")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A place is offered")
    CONFIRMED = "confirmed", _("Registered")
    DECLINED = "declined", _("Not admitted")
    CANCELLED = "cancelled", _("Cancelled")


HOLDING = (State.CONFIRMED, State.OFFERED)
ENDED = (State.CANCELLED, State.DECLINED)
LIVE = (State.PENDING, State.WAITING, State.OFFERED, State.CONFIRMED)

# Colours of the states, by the names of components.css.
TONES = {
    State.PENDING: "warning",
    State.WAITING: "warning",
    State.OFFERED: "active",
    State.CONFIRMED: "success",
    State.DECLINED: "neutral",
    State.CANCELLED: "neutral",
}

# What may follow what; services keep to it, a constraint knows the states, and a test walks the table.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.PENDING: frozenset({State.CONFIRMED, State.WAITING, State.DECLINED, State.CANCELLED}),
    State.WAITING: frozenset({State.OFFERED, State.CONFIRMED, State.DECLINED, State.CANCELLED}),
    State.OFFERED: frozenset({State.CONFIRMED, State.WAITING, State.CANCELLED}),
    State.CONFIRMED: frozenset({State.CANCELLED}),
    State.DECLINED: frozenset({State.PENDING}),
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
