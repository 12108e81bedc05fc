"""Kinds of what stands in a programme, parts of people in it, and states of what was released."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a session is."""

    TALK = "talk", _("Talk")
    PLENARY = "plenary", _("Plenary talk")
    ROUND_TABLE = "round_table", _("Round table")
    WORKSHOP = "workshop", _("Workshop")
    POSTER = "poster", _("Poster")
    EXHIBITION = "exhibition", _("Exhibition")
    VISIT = "visit", pgettext_lazy("kind of session", "Visit")
    SOCIAL = "social", _("Social event")
    OPENING = "opening", _("Ceremony")
    BREAK = "break", pgettext_lazy("kind of session", "Break")
    OTHER = "other", pgettext_lazy("kind of session", "Other")


# Everybody is there at once or comes and goes: no speaker's or room's clash is meant by them.
SIDE_KINDS = frozenset({Kind.BREAK, Kind.EXHIBITION, Kind.SOCIAL, Kind.POSTER})

# What an event's home shows first when there is no room for everything.
KEY_KINDS = frozenset({Kind.PLENARY, Kind.ROUND_TABLE, Kind.OPENING})


class PersonRole(models.TextChoices):
    """What somebody does in a session."""

    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    CHAIR = "chair", pgettext_lazy("person of a session", "Chair")


class ReleaseState(models.TextChoices):
    """What a release says about a session."""

    CONFIRMED = "confirmed", pgettext_lazy("session", "Takes place")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")
    # Was announced once and stands nowhere now: no page shows it, but calendars that have it must learn of it.
    WITHDRAWN = "withdrawn", pgettext_lazy("session", "Withdrawn")
