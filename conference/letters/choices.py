"""Kinds of letters, states of a request, and why passport data are opened."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a letter is for. Only a visa letter tells of a passport."""

    INVITATION = "invitation", _("Invitation")
    VISA = "visa", _("Visa support letter")
    CONFIRMATION = "confirmation", _("Confirmation of registration")


class RequestState(models.TextChoices):
    """asked waits for the team; the others are final."""

    ASKED = "asked", pgettext_lazy("state of a letter's request", "Waiting")
    ISSUED = "issued", pgettext_lazy("state of a letter's request", "Issued")
    DECLINED = "declined", pgettext_lazy("state of a letter's request", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a letter's request", "Withdrawn")


# What may follow what; services keep to it, a constraint knows the states, and a test walks the table.
TRANSITIONS: dict[str, frozenset[str]] = {
    RequestState.ASKED: frozenset({RequestState.ISSUED, RequestState.DECLINED, RequestState.WITHDRAWN}),
    RequestState.ISSUED: frozenset(),
    RequestState.DECLINED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


class OpeningReason(models.TextChoices):
    """Why somebody of the team looks at passport data."""

    CHECK = "check", _("To check the data before the letter is issued")
    QUESTION = "question", _("The guest or a consulate asks")
    MISTAKE = "mistake", _("To look for a mistake in an issued letter")
    LETTER = "letter", _("An issued letter was opened")


# What somebody may name as the reason; the last one is written by the system.
NAMED_REASONS = [choice for choice in OpeningReason.choices if choice[0] != OpeningReason.LETTER]
