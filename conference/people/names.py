"""How names are put together: Cyrillic names family name first, Latin ones given name first, parts may be missing."""

import unicodedata

from conference.core.text.transliteration import to_latin


def is_latin(text: str) -> bool:
    """Return whether all letters of `text` are Latin."""
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def full_name(family: str, given: str, patronymic: str = "") -> str:
    """Return the name as one line, in the order of its script: «Ахметова Айгүл Серікқызы», "Anna Brown"."""
    parts = (given, patronymic, family) if is_latin(family + given) else (family, given, patronymic)
    return " ".join(part for part in parts if part)


def latin_name(family: str, given: str) -> str:
    """Propose the name in Latin letters, given name first: «Ахметова», «Айгүл» → "Aigul Akhmetova"."""
    return " ".join(to_latin(part) for part in (given, family) if part)


def initials(family: str, given: str, patronymic: str = "") -> str:
    """Return family name and initials as lists of authors need them: «Ахметова А. С.»."""
    letters = [f"{part[0]}." for part in (given, patronymic) if part]
    return " ".join([family or given, *letters]) if family else given
