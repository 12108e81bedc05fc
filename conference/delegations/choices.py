"""States of a delegation, and what becomes of each row of a list of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DelegationState(models.TextChoices):
    """How far a delegation's coming is agreed."""

    APPLIED = "applied", pgettext_lazy("of a delegation", "Awaiting a decision")
    OPEN = "open", pgettext_lazy("of a delegation", "Admitted")
    DECLINED = "declined", pgettext_lazy("of a delegation", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a delegation", "Withdrawn")


# Colours of the states, by the names of components.css.
TONES = {
    DelegationState.APPLIED: "warning",
    DelegationState.OPEN: "success",
    DelegationState.DECLINED: "neutral",
    DelegationState.WITHDRAWN: "neutral",
}

# What may follow what: services keep to it, and a test walks the table.
TRANSITIONS: dict[str, frozenset[str]] = {
    DelegationState.APPLIED: frozenset(
        {DelegationState.OPEN, DelegationState.DECLINED, DelegationState.WITHDRAWN},
    ),
    DelegationState.OPEN: frozenset({DelegationState.WITHDRAWN}),
    DelegationState.DECLINED: frozenset({DelegationState.OPEN}),
    DelegationState.WITHDRAWN: frozenset({DelegationState.OPEN}),
}


class Fate(models.TextChoices):
    """What becomes of a row of the list when the people on it are registered."""

    READY = "ready", _("will be registered")
    APPLIES = "applies", _("will apply; the organisers decide")
    WAITS = "waits", _("will join the waiting list: no place is left")
    REFUSED = "refused", _("has to be corrected")
    NO_PLACE = "no_place", _("finds no place")


# With these a person is registered.
TAKEN = (Fate.READY, Fate.APPLIES, Fate.WAITS)
FATE_TONES = {
    Fate.READY: "success",
    Fate.APPLIES: "active",
    Fate.WAITS: "warning",
    Fate.REFUSED: "danger",
    Fate.NO_PLACE: "danger",
}


MOST_PEOPLE = 1000  # whom one delegation may bring, and one request name


class Grouping(models.TextChoices):
    """By what the lists of people are divided."""

    INSTITUTION = "institution", _("By institution")
    REGION = "region", _("By region")
    COUNTRY = "country", _("By country")
