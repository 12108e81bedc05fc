"""What the table is asked for in its address. Unknown values are ignored, so that old bookmarks still show a table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Protocol

from django.http import QueryDict
from django_countries import countries

from conference.registration.choices import Mode, State

ONE: Final = ("q", "state", "category", "country", "region", "organisation", "mode", "mark", "since", "until")
SEVERAL: Final = ("answer", "consent")
FILTERS: Final = (*ONE, *SEVERAL)
WITHOUT: Final = "-"  # before a consent: those who have not given it
LONGEST: Final = 200


class Known(Protocol):
    """What an event has, as far as addresses name it."""

    @property
    def category_codes(self) -> Collection[str]:
        """Return the codes of its categories."""

    @property
    def answer_codes(self) -> Collection[str]:
        """Return the values by which answers are asked for."""

    @property
    def consent_codes(self) -> Collection[str]:
        """Return the codes of its consents."""


@dataclass(frozen=True)
class Wanted:
    """What the table is to show. `values` are the filters by name, each with at least one value."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "-created"
    columns: tuple[str, ...] = ()

    def one(self, name: str) -> str:
        """Return the value of a filter that has one, "" without it."""
        return next(iter(self.values.get(name, ())), "")

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter that may have several."""
        return self.values.get(name, ())

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.values)

    @property
    def address(self) -> str:
        """The query of the address, the same for the same wish."""
        return self.query().urlencode()

    def query(self) -> QueryDict:
        """Return the wish as an address has it."""
        made = QueryDict(mutable=True)
        for name, values in self.plain().items():
            made.setlist(name, values)
        return made

    def plain(self) -> dict[str, list[str]]:
        """Return the wish as plain values by the names of parameters, as a saved view keeps it."""
        found = {name: list(self.values[name]) for name in FILTERS if name in self.values}
        found |= {"order": [self.order]} if self.order != "-created" else {}
        return found | ({"columns": [",".join(self.columns)]} if self.columns else {})

    def without(self, name: str, value: str) -> "Wanted":
        """Return the wish with one value of a filter taken out."""
        rest = tuple(one for one in self.values.get(name, ()) if one != value)
        values = {key: values for key, values in self.values.items() if key != name}
        return replace(self, values=values | ({name: rest} if rest else {}))

    def ordered(self, order: str) -> "Wanted":
        """Return the wish in another order."""
        return replace(self, order=order)


def wanted_from(query: QueryDict, known: Known, *, orders: Collection[str], columns: Collection[str]) -> Wanted:
    """Return what an address asks for; what it names and is not there is left out."""
    values: dict[str, tuple[str, ...]] = {}
    for name in ONE:
        typed = _plain(query.get(name, ""))
        if typed and _is_meant(name, typed, known):
            values[name] = (typed,)
    for name in SEVERAL:
        found = dict.fromkeys(_plain(value) for value in query.getlist(name))
        if meant := tuple(value for value in found if value and _is_meant(name, value, known)):
            values[name] = meant
    order = query.get("order", "")
    chosen = dict.fromkeys(query.get("columns", "").split(","))
    return Wanted(
        values,
        order if order.removeprefix("-") in orders else "-created",
        tuple(key for key in chosen if key in columns),
    )


def day_of(text: str) -> date | None:
    """Return the day that stands in an address; None for anything else and for years that nobody means."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _plain(typed: Any) -> str:
    return " ".join(str(typed).replace("\x00", "").split())[:LONGEST]


def _is_meant(name: str, value: str, known: Known) -> bool:
    if name in {"since", "until"}:
        return day_of(value) is not None
    offered: dict[str, Collection[str]] = {"state": State.values, "mode": Mode.values}
    if name in offered:
        return value in offered[name]
    if name == "category":
        return value in known.category_codes
    if name == "answer":
        return value in known.answer_codes
    if name == "consent":
        return value.removeprefix(WITHOUT) in known.consent_codes
    return name != "country" or bool(countries.name(value))
