"""What the team decides about letters: numbers, the day of erasure, and templates."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from conference.core.ids import Coded
from conference.core.scoping import EventManager
from conference.letters.choices import Kind

MOST_DAYS = 365
NUMBER_PARTS = re.compile(r"\{(?:n|year)\}")


def number_format(text: str) -> None:
    """Raise ValidationError unless the format makes a number of its own for each letter of a year."""
    rest = NUMBER_PARTS.sub("", text)
    if text.count("{n}") != 1 or "{" in rest or "}" in rest:
        raise ValidationError(_("Write {n} once where the number stands, and {year} for the year: {n}/{year}-B."))
    if re.search(r"[0-9}]\{n\}|\{n\}[0-9{]", text):
        raise ValidationError(_("Put a sign between {n} and other digits, or numbers would look alike."))


def known_countries(codes: list[str]) -> None:
    """Raise ValidationError unless all are codes of countries."""
    if any(code not in countries.countries for code in codes):
        raise ValidationError(_("Choose countries of the list."))


class LetterSettings(models.Model):
    """How an event's letters are numbered, and when passports are erased. Its row is the lock of the templates."""

    event = models.OneToOneField("conference.Event", on_delete=models.CASCADE, related_name="letter_setup")
    number_format = models.CharField(
        _("number of a letter"), max_length=40, default="{n}/{year}", validators=[number_format]
    )
    erase_after_days = models.PositiveSmallIntegerField(
        _("days after the event until passport data are erased"), default=30, validators=[MaxValueValidator(MOST_DAYS)]
    )

    objects = EventManager()

    class Meta:
        verbose_name = _("settings of letters")
        constraints = [
            models.CheckConstraint(condition=Q(erase_after_days__lte=MOST_DAYS), name="letters_erased_within_a_year"),
            models.CheckConstraint(condition=Q(number_format__contains="{n}"), name="letters_format_has_number"),
        ]

    def __str__(self) -> str:
        return str(self.event)


class LetterTemplate(Coded):
    """A letter before it is anybody's: in one language, for guests of some countries or, with none named, of all."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    language = models.CharField(_("language of the letter"), max_length=5, choices=settings.LANGUAGES)
    countries = models.JSONField(_("countries"), default=list, blank=True, validators=[known_countries])
    letterhead = models.TextField(_("letterhead"), max_length=600, blank=True)
    contacts = models.TextField(_("address and contacts"), max_length=600, blank=True)
    addressee = models.TextField(_("addressee"), max_length=300, blank=True)
    title = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), max_length=6000)
    signatory_post = models.CharField(_("post of the signatory"), max_length=200, blank=True)
    signatory_name = models.CharField(_("name of the signatory"), max_length=100, blank=True)
    signature = models.ImageField(_("signature"), upload_to="letters/signatures/", blank=True)
    is_used = models.BooleanField(_("offered to guests"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("letter template")
        ordering = ["kind", "language", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="letter_template_kind_known"),
            models.CheckConstraint(
                condition=Q(is_used=False) | ~Q(signatory_name=""),
                name="letter_template_used_is_signed",
                violation_error_message=_("Somebody has to sign: name them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_language_display()}"

    @property
    def is_for_all(self) -> bool:
        """Whether no countries are named."""
        return not self.countries
