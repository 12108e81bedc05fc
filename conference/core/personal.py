"""A person's own data: each feature says what it holds of somebody and how to forget it, in `wiring.py` of its app.

A feature that keeps anything of people adds a `Part`. A test plants words in every text column and file of somebody's
data and looks for them after the erasure, so that a forgotten part is found.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conference.core import clock
from conference.core.registry import Registry
from conference.core.text.localized import localized, translations


@dataclass(frozen=True)
class Subject:
    """People of one event whose data are collected or erased together.

    `addresses` (in small letters) and `users` (keys of accounts) are theirs and nobody else's at the event. `names` are
    the words by which entries about others may mention them. Whoever is in `kept` stands in the public record: their
    name stays, see `public_records`.
    """

    event: Any
    people: tuple[Any, ...]
    addresses: frozenset[str] = frozenset()
    users: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    kept: frozenset[int] = frozenset()

    @property
    def keys(self) -> list[int]:
        """The primary keys of the people."""
        return [person.pk for person in self.people]

    @property
    def unkept(self) -> list[int]:
        """The primary keys of those of whom no name stays."""
        return [person.pk for person in self.people if person.pk not in self.kept]


class Item(NamedTuple):
    """One value: its name and plain form for programs, its label and wording for people."""

    name: str
    label: str
    value: Any
    shown: str


Record = list[Item]
Trace = tuple[str, str]  # kind and code of an object in the activity log


def _nothing(subject: Subject) -> int:
    return 0


def _none(subject: Subject) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Part:
    """What one feature holds of people.

    `collect` returns records for the export, without other people's data; `files` names and files that they gave;
    `erase` empties what is theirs, keeps what is counted, and returns how many rows it changed; `traces` are the
    objects whose entries in the activity log tell of them. All of it inside the event's scope.
    """

    name: str
    label: Any
    collect: Callable[[Subject], Iterable[Record]]
    files: Callable[[Subject], Iterable[tuple[str, Any]]] = _none
    erase: Callable[[Subject], int] = _nothing
    traces: Callable[[Subject], Iterable[Trace]] = _none


# In the order in which an export shows them, and erases: an account that is no longer needed goes last.
parts: Registry[Part] = Registry()
# What was published stays with its authors' names: `records(event, keys of people)` returns titles by key.
public_records: Registry[Callable[[Any, Collection[int]], Mapping[int, list[str]]]] = Registry()
# Who still needs an account: `needed(keys of accounts)` returns those, at whatever event.
account_uses: Registry[Callable[[Collection[int]], Collection[int]]] = Registry()


def add(
    name: str, label: Any, collect: Callable[[Subject], Iterable[Record]], *, order: int = 100, **more: Any
) -> None:
    """Add a part to the registry."""
    parts.add(name, Part(name, label, collect, **more), order=order)


def label_of(name: str) -> str:
    """Return the words for a part in the active language; for what was erased of none, its name."""
    return next((str(part.label) for part in parts if part.name == name), str(_OTHERS.get(name, name)))


_OTHERS = {"activity": _("Entries in the log"), "cancelled": _("Cancelled registrations")}
_LABELS = {
    "code": _("Number"),
    "created_at": _("Created"),
    "changed_at": _("Changed"),
    "cancelled_at": _("Cancelled"),
    "submitted_at": _("Handed in"),
    "date_joined": _("Created"),
    "last_login": _("Last signed in"),
    "at": _("When"),
    "to": _("Address"),
    "subject": _("Subject"),
    "sent_at": _("Sent"),
    "decided_at": _("Decided"),
    "stored_at": _("Stored"),
    "opened_at": _("Opened by the team"),
    "erase_on": _("To be erased on"),
    "category": _("Category"),
    "email_confirmed_at": _("Address confirmed"),
    "agreed_at": _("Agreed on"),
    "withdrawn_at": _("Withdrawn on"),
    "how": _("By which way"),
    "state": _("State"),
    "organisation": _("Organisation"),
    "is_published": _("Published"),
}


def public_of(event: Any, keys: Collection[int]) -> dict[int, list[str]]:
    """Return by person what stays of them as public record."""
    found: dict[int, list[str]] = {}
    for records in public_records:
        for key, titles in records(event, keys).items():
            found.setdefault(key, []).extend(titles)
    return {key: list(dict.fromkeys(titles)) for key, titles in found.items() if titles}


def record_of(instance: models.Model, *names: str, zone: Any = None) -> Record:
    """Return the filled fields of a row, with the labels that people read."""
    return [
        one
        for name in names
        if (one := item(name, _label(instance, name), getattr(instance, name), _wording(instance, name, zone))).shown
    ]


def item(name: str, label: Any, value: Any, shown: str | None = None) -> Item:
    """Return one value; without `shown` it is worded as it is."""
    return Item(name, str(label), _plain(value), _shown(value, None) if shown is None else shown)


def remove_file(file: Any) -> None:
    """Remove a stored file once the transaction is sure; nothing where there is none."""
    if file:
        name, storage = file.name, file.storage
        transaction.on_commit(lambda: storage.delete(name))


def _label(instance: models.Model, name: str) -> Any:
    return _LABELS.get(name) or getattr(instance._meta.get_field(name), "verbose_name", name)


def _wording(instance: models.Model, name: str, zone: Any) -> str:
    if display := getattr(instance, f"get_{name}_display", None):
        return str(display())
    return _shown(getattr(instance, name), zone)


def _shown(value: Any, zone: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):  # a moment is one, too
        return clock.moment(value, zone) if isinstance(value, datetime) else clock.day(value)
    if isinstance(value, list | tuple):
        return ", ".join(_shown(one, zone) for one in value)
    if hasattr(value, "alpha3"):  # a country
        return str(value.name)
    return localized(value) if hasattr(value, "data") and not isinstance(value, str) else str(value)


def _plain(value: Any) -> Any:
    if hasattr(value, "data") and not isinstance(value, str):
        return translations(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
