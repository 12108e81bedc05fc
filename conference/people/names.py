"""How names are put together: Cyrillic names family name first, Latin ones given name first, parts may be missing."""

import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conference.core.text.folding import search_words
from conference.core.text.transliteration import to_latin

# Before a name in a letter or on a place card; proposals for the form, anything else may be typed.
HONORIFICS: Final = {
    "ru": "г-н г-жа проф. д-р академик".split(),
    "kk": "мырза ханым профессор доктор академик".split(),
    "en": "Mr Ms Mx Dr Prof.".split(),
}
# Apostrophes that are letters to Unicode: Hawaiʻi, Oʼzbek.
MODIFIERS = frozenset("ʻʼʹ")
BETWEEN_LETTERS = frozenset(" '’‘`.-‐") | MODIFIERS


def honorifics(language: str) -> list[str]:
    """Return usual forms of address for a reader of `language`."""
    return HONORIFICS.get(language, HONORIFICS["ru"])


def is_latin(text: str) -> bool:
    """Return whether all letters of `text` are Latin."""
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def validate_latin(name: str) -> None:
    """Raise ValidationError unless the name is written in Latin letters, whatever signs stand over and between them."""
    letters = unicodedata.normalize("NFD", name)
    signs = {char for char in letters if not char.isalpha() or char in MODIFIERS}
    strange = {sign for sign in signs if sign not in BETWEEN_LETTERS and not unicodedata.combining(sign)}
    if strange or not is_latin("".join(char for char in letters if char not in signs)):
        raise ValidationError(_("Write it in Latin letters as in a passport, for example: Aigul Akhmetova."))


def full_name(family: str, given: str, patronymic: str = "") -> str:
    """Return the name as one line, in the order of its script: «Ахметова Айгүл Серікқызы», "Anna Brown"."""
    parts = (given, patronymic, family) if is_latin(family + given) else (family, given, patronymic)
    return " ".join(part for part in parts if part)


def latin_name(family: str, given: str) -> str:
    """Propose the name in Latin letters, given name first: «Ахметова», «Айгүл» → "Aigul Akhmetova"."""
    return " ".join(to_latin(part) for part in (given, family) if part)


def proposed_latin(family: str, given: str) -> str:
    """Return what to propose to who left the Latin name empty: nothing where the name itself is Latin.

    Nothing either for a script that we cannot transliterate.
    """
    proposal = "" if is_latin(family + given) else latin_name(family, given)
    return proposal if is_latin(proposal) else ""


def initials(family: str, given: str, patronymic: str = "") -> str:
    """Return family name and initials as lists of authors need them: «Ахметова А. С.»."""
    letters = [f"{part[0]}." for part in (given, patronymic) if part]
    return " ".join([family or given, *letters]) if family else given


def name_key(family: str, given: str) -> str:
    """Return what is equal for one name however it is written: folded words in alphabetical order."""
    return " ".join(sorted(search_words(f"{family} {given}")))[:250]
