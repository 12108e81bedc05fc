"""Columns of a file of people, and a file as rows of the list."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from conference.core import sheets
from conference.core.ids import new_code
from conference.core.text.folding import fold
from conference.core.text.localized import LANGUAGE_CODES, translations
from conference.people.organisations.tables import country_of
from conference.registration.choices import Mode
from conference.registration.models import Category

from .row_form import MORE, SHOWN, RowForm

COLUMNS: Final = (*SHOWN, *MORE)
# As people write them, besides the titles of our own table in each language.
ALSO: Final = {
    "family_name": ("surname", "last name", "жөні", "тегі"),
    "given_name": ("first name", "name", "аты"),
    "patronymic": ("middle name", "әкесінің аты"),
    "post": ("position", "job title", "лауазымы"),
    "email": ("email", "e-mail", "почта", "электронная почта", "эл. почта", "эл. пошта", "пошта"),
    "phone": ("телефон", "тел.", "mobile", "мобильный телефон"),
    "mode": ("формат", "форма участия", "format"),
    "town": ("city", "город", "қала"),
    "organisation": ("institution", "организация", "учреждение", "место работы", "ұйым", "мекеме"),
}
MODE_WORDS: Final = {
    Mode.IN_PERSON: ("очно", "күндізгі", "офлайн", "offline", "on site"),
    Mode.REMOTE: ("онлайн", "online", "дистанционно", "қашықтан"),
}


def blank_sheet() -> bytes:
    """Return an XLSX file with the titles of the columns and nothing below them."""
    return sheets.as_file([_title(name) for name in COLUMNS], [], "xlsx", title=_("People"))


def rows_from(data: bytes, categories: Sequence[Category]) -> list[dict[str, Any]]:
    """Return the rows of a file as rows of a roster. Raises ImportRefusedError for what is no table of people."""
    known = _known_categories(categories)
    # The titles take the first line of the file, so people find a row by the number that their spreadsheet shows.
    found = sheets.numbered_rows_of(data, _titles())
    return [new_row(as_form_takes(row, known), number=number) for number, row in found]


def new_row(values: Mapping[str, str], *, number: int | None = None, head: bool = False) -> dict[str, Any]:
    """Return a row of a roster."""
    return {"id": new_code(), "number": number, "head": head, "values": dict(values)}


def _title(name: str) -> str:
    return capfirst(str(RowForm.base_fields[name].label))


@cache
def _titles() -> Mapping[str, str]:
    """Return titles as they are read, in each language, with the fields that they name."""
    found: dict[str, str] = {}
    for name in COLUMNS:
        found |= dict.fromkeys((*ALSO.get(name, ()), name), name)
        for language in LANGUAGE_CODES:
            with override(language):
                found[_title(name)] = name
    return found


def _known_categories(categories: Sequence[Category]) -> Mapping[str, str]:
    found = {fold(category.code): category.code for category in categories}
    for category in categories:
        found |= {fold(text): category.code for text in translations(category.name).values()}
    return found


def as_form_takes(row: Mapping[str, str], categories: Mapping[str, str]) -> dict[str, str]:
    """Return the cells as the form takes them; what is not understood stays as it was written, to be corrected."""
    values = dict(row)
    if "category" in values:
        values["category"] = categories.get(fold(values["category"]), values["category"])
    if "mode" in values:
        values["mode"] = _modes().get(fold(values["mode"]), values["mode"])
    if "country" in values:
        values["country"] = country_of(values["country"]) or values["country"]
    if "language" in values:
        values["language"] = _languages().get(fold(values["language"]), values["language"])
    if "phone" in values:
        values["phone"] = _with_plus(values["phone"])
    return values


def _with_plus(phone: str) -> str:
    """Return a number that a spreadsheet keeps as a number, or that is written as at home, with its country code."""
    digits = "".join(char for char in phone if char.isdigit())
    if phone.startswith("+") or len(digits) != 11 or digits[0] not in "78":
        return phone
    return f"+7{digits[1:]}"


@cache
def _modes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for mode, words in MODE_WORDS.items():
        found |= {fold(word): str(mode) for word in (*words, mode.value)}
        for language in LANGUAGE_CODES:
            with override(language):
                found[fold(str(mode.label))] = str(mode)
    return found


@cache
def _languages() -> Mapping[str, str]:
    found = {fold(code): code for code, _name in settings.LANGUAGES}
    for language in LANGUAGE_CODES:
        with override(language):
            found |= {fold(str(name)): code for code, name in settings.LANGUAGES}
    return found
