"""A list of organisations from a sheet: every row is judged first, and only a list that was looked at is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_countries import countries

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.sheets import Row
from conference.core.text.folding import fold
from conference.core.text.localized import LANGUAGE_CODES, i18n, translations
from conference.events.models import Event
from conference.people.identifiers import plain_isil, plain_ror
from conference.people.models import Organisation
from conference.people.organisations.choices import Fate
from conference.people.organisations.services import TRANSLATED, save_organisation

SIMPLE: Final = ("town", "region", "website")


@dataclass
class Judged:
    """One row of the sheet: what becomes of it, and why not."""

    number: int
    name: str
    fate: Fate
    organisation: Organisation | None = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class _Known:
    """The event's organisations by what a row may name them by, new ones of the sheet among them."""

    def __init__(self, event: Event) -> None:
        self.by: dict[tuple[str, str], Organisation] = {}
        for row in Organisation.objects.filter(event=event).order_by("-pk"):
            self.add(row)

    def add(self, row: Organisation) -> None:
        for key in self._keys(row):
            self.by[key] = row

    def find(self, row: Organisation) -> Organisation | None:
        """Return who has the code, an identifier, or all the words of a name at the same place."""
        return next((self.by[key] for key in self._keys(row) if key in self.by), None)

    def _keys(self, row: Organisation) -> list[tuple[str, str]]:
        names = [("name", f"{fold(text)}|{fold(row.town)}") for text in translations(row.name).values()]
        pairs = [("code", row.code), ("isil", row.isil.upper()), ("ror", row.ror), *names]
        return [(kind, value) for kind, value in pairs if value]


def judge(event: Event, rows: Sequence[Row]) -> list[Judged]:
    """Say of each row what storing it would do; nothing is stored."""
    known, judged = _Known(event), []
    seen: dict[int, int] = {}
    for number, row in enumerate(rows, start=2):  # as the spreadsheet counts, below the titles
        one = _judged(event, number, row, known)
        if one.organisation is not None and id(one.organisation) in seen:
            one.fate = Fate.REFUSED
            one.faults.append(_("The same organisation as in row %(n)s.") % {"n": seen[id(one.organisation)]})
        elif one.organisation is not None and one.fate != Fate.REFUSED:
            seen[id(one.organisation)] = number
            known.add(one.organisation)
        judged.append(one)
    return judged


@transaction.atomic
def import_organisations(*, event: Event, rows: Sequence[Row], by: User) -> Mapping[str, int]:
    """Store what `judge` would take, judged anew; return how many rows met each fate."""
    counts = dict.fromkeys(Fate.values, 0)
    for one in judge(event, rows):
        if one.fate in {Fate.ADDED, Fate.CHANGED}:
            stored = one.organisation if one.fate == Fate.CHANGED else None
            try:
                with transaction.atomic():
                    save_organisation(event=event, by=by, organisation=stored, **one.values)
            except ValidationError:
                one.fate = Fate.REFUSED
        counts[one.fate] += 1
    figures = {"created": counts[Fate.ADDED], "updated": counts[Fate.CHANGED], "refused": counts[Fate.REFUSED]}
    activity.record(by=by, action="organisations_imported", target=event, event=event, after=figures)
    return counts


def _judged(event: Event, number: int, row: Row, known: _Known) -> Judged:
    wanted = Organisation(event=event, is_known=True)
    code = row.get("code", "")
    faults: list[str] = []
    values = _values_of(row, faults)
    for name, value in values.items():
        setattr(wanted, name, value)
    if code:
        wanted.code = code
    found = known.find(wanted)
    before = {} if found is None else {name: getattr(found, name) for name in values}
    if found is not None:
        values = {name: _together(before[name], value) for name, value in values.items()}
    stored = found or wanted
    label = str(wanted if translations(wanted.name) else stored)
    judged = Judged(number, label, Fate.ADDED if found is None else Fate.CHANGED, stored, values, faults)
    if found is None:
        wanted.code = Organisation().code
        values["is_known"] = True
    elif all(_plain(before[name]) == _plain(value) for name, value in values.items()):
        judged.fate = Fate.SAME
    judged.faults += _faults_of(event, stored, values)
    if judged.faults:
        judged.fate = Fate.REFUSED
    return judged


def _faults_of(event: Event, stored: Organisation, values: Mapping[str, Any]) -> list[str]:
    """Return what the model and the database would say to the values."""
    tried = Organisation(pk=stored.pk, event=event, code=stored.code, name=stored.name)
    tried._state.adding = stored.pk is None
    for name, value in values.items():
        setattr(tried, name, value)
    try:
        tried.clean_fields(exclude=["event", "code", *([] if translations(tried.name) else ["name"])])
        tried.validate_constraints()
    except ValidationError as fault:
        texts = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
        return [f"{_label(name)}{text}" for name, several in texts.items() for text in several]
    return []


def _label(name: str) -> str:
    if name in {"", "__all__"}:
        return ""
    return f"{capfirst(str(Organisation._meta.get_field(name).verbose_name))}: "  # type: ignore[union-attr]


def _values_of(row: Row, faults: list[str]) -> dict[str, Any]:
    """Return the row as fields of an organisation; empty cells change nothing."""
    values: dict[str, Any] = {name: row[name] for name in SIMPLE if row.get(name)}
    language = get_language() or "ru"
    for name in TRANSLATED:
        texts = {code: row[f"{name}_{code}"] for code in LANGUAGE_CODES if row.get(f"{name}_{code}")}
        if name == "name" and row.get("name"):
            texts.setdefault(language, row["name"])
        if texts:
            values[name] = i18n(**texts)
    if "name" not in values and not row.get("code"):
        faults.append(_("The name is missing."))
    if row.get("isil"):
        values["isil"] = plain_isil(row["isil"])
    if row.get("ror"):
        values["ror"] = plain_ror(row["ror"])
    if row.get("country"):
        values["country"] = country_of(row["country"])
        if not values["country"]:
            faults.append(_("Country: “%(value)s” is not known.") % {"value": row["country"]})
    return values


def country_of(typed: str) -> str:
    """Return the code of a country by its code or its name in one of our languages, "" for an unknown one."""
    return _countries().get(fold(typed), "")


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGE_CODES:
        with override(language):
            found |= {fold(str(name)): str(code) for code, name in countries.countries.items()}
    return found | {fold(code): str(code) for code in countries.countries}


def _together(old: Any, new: Any) -> Any:
    """Return the new value; of a text in several languages those that the sheet leaves out stay."""
    if isinstance(new, str):
        return new
    return i18n(**{code or "ru": text for code, text in (translations(old) | translations(new)).items()})


def _plain(value: Any) -> Any:
    return translations(value) if hasattr(value, "data") else str(value)
