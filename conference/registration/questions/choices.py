"""Kinds of questions, and how a condition tests an answer."""

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What an answer is."""

    TEXT = "text", _("a line of text")
    LONG_TEXT = "long_text", _("a longer text")
    NUMBER = "number", _("a number")
    DATE = "date", pgettext_lazy("kind of question", "a date")
    CHOICE = "choice", _("one of several")
    MANY = "many", _("any of several")
    YES_NO = "yes_no", _("yes or no")
    COUNTRY = "country", _("a country")
    PHONE = "phone", _("a telephone number")
    FILE = "file", _("a file")
    MATRIX = "matrix", _("a table: one choice in each row")


# Kinds whose answer is one or more of the question's own choices.
WITH_CHOICES: Final = frozenset({Kind.CHOICE, Kind.MANY, Kind.MATRIX})


class Test(StrEnum):
    """What a condition asks of an earlier answer."""

    IS = "is"
    FILLED = "filled"
    LEAST = "least"
    MOST = "most"


class YesNo(models.TextChoices):
    """The two answers to a plain question."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
