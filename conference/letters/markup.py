"""Placeholders of a letter's text, and values put into Markdown without becoming any."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

GENERAL: Final[Mapping[str, Any]] = {
    "name": _("name, family name first"),
    "latin_name": _("name in Latin letters"),
    "post": _("post"),
    "organisation": _("organisation"),
    "town": _("town and country of the guest"),
    "category": _("category of the registration"),
    "event": _("name of the event"),
    "theme": _("theme of the event"),
    "dates": _("dates of the event"),
    "venue": _("venue, street address and town of the event"),
    "number": _("number of the letter"),
    "date": _("date of the letter"),
}
PASSPORT: Final[Mapping[str, Any]] = {
    "passport_name": _("name as in the passport"),
    "passport_number": _("number of the passport"),
    "citizenship": _("citizenship"),
    "birth_date": _("date of birth"),
    "passport_issued": _("date of issue of the passport"),
    "passport_expires": _("date of expiry of the passport"),
}
# What stands for passport data that were erased, or that a reader may not see.
HIDDEN: Final = "•••"
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
# Any of these may be escaped by a backslash (CommonMark, 2.4).
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def known_placeholders(*, with_passport: bool) -> dict[str, Any]:
    """Return names and meanings of the placeholders that a text may hold."""
    return {**GENERAL, **(PASSPORT if with_passport else {})}


def check_placeholders(text: str, *, with_passport: bool) -> None:
    """Raise ValidationError for placeholders that nobody fills, with the list of those that are known."""
    known = known_placeholders(with_passport=with_passport)
    unknown = sorted({name for name in PLACEHOLDER.findall(text) if name not in known})
    if unknown:
        told = {"unknown": _braced(unknown), "known": _braced(known)}
        if all(name in PASSPORT for name in unknown):
            message = _("Only a visa support letter tells of a passport: %(unknown)s.")
            raise ValidationError(message, code="passport", params=told)
        message = _("Nobody fills in %(unknown)s. These are known: %(known)s.")
        raise ValidationError(message, code="unknown_placeholder", params=told)
    if "{" in (rest := PLACEHOLDER.sub("", text)) or "}" in rest:
        raise ValidationError(_("A brace stands alone: write placeholders as {name}."), code="brace")


def _braced(names: Any) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return Markdown with these placeholders filled in; others stay, so that a second call may fill them.

    A line is left out when nothing is known for any of its placeholders: a guest without a post gets no empty line.
    """
    return "\n".join(
        PLACEHOLDER.sub(lambda match: _value(match, values), line)
        for line in text.splitlines()
        if not _is_empty(line, values)
    )


def _is_empty(line: str, values: Mapping[str, str]) -> bool:
    names = PLACEHOLDER.findall(line)
    return bool(names) and all(name in values and not values[name].strip() for name in names)


def _value(match: re.Match[str], values: Mapping[str, str]) -> str:
    name = match[1]
    return escaped(values[name]) if name in values else match[0]


def escaped(value: str) -> str:
    """Return a value that Markdown shows as it is, on one line, and in which no placeholder is found."""
    return PUNCTUATION.sub(r"\\\1", re.sub(r"[\s]+", " ", value, flags=re.ASCII).strip())
