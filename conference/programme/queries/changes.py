"""How one version of the programme differs from another, session by session, for words and for calendars."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conference.programme.choices import ReleaseState
from conference.programme.queries.frozen import Frozen, Row, key_of

# Which parts of a row are a change of its content, and what to call them.
PARTS: tuple[tuple[str, Promise], ...] = (
    ("title", _("title")),
    ("subtitle", _("subtitle")),
    ("language", _("language")),
    ("people", _("people")),
    ("minutes", _("length")),
)


@dataclass(frozen=True)
class Change:
    """A session as it was and as it will be; `parts` are the words for what differs besides time and place."""

    row: Row
    old: Row | None = None
    parts: tuple[Any, ...] = ()

    @property
    def starts_at(self) -> datetime:
        """When it begins now."""
        return datetime.fromisoformat(self.row["starts_at"])

    @property
    def ends_at(self) -> datetime:
        """When it ends now."""
        return datetime.fromisoformat(self.row["ends_at"])

    @property
    def began_at(self) -> datetime | None:
        """When it was to begin, where that changed or the room did."""
        return datetime.fromisoformat(self.old["starts_at"]) if self.old else None


@dataclass
class Changes:
    """Everything that is new against the last release. A session that moved and changed stands in both lists."""

    added: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    cancelled: list[Change] = field(default_factory=list)
    # People's own texts, names of rooms and the like: no session changed, the release still does.
    other: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.changed or self.cancelled or self.other)

    @staticmethod
    def codes(changes: Iterable[Change]) -> tuple[str, ...]:
        """Return the codes of the sessions, each once."""
        return tuple(dict.fromkeys(change.row["code"] for change in changes))


def compare(old: Iterable[Row], new: Frozen, digest: str = "") -> Changes:
    """Return the differences between the rows of the last release (with its digest) and what would be released."""
    found = Changes()
    before = {key_of(row): row for row in old}
    for row in new.sessions:
        _sort_in(found, row, before.get(key_of(row)))
    found.other = bool(digest) and digest != new.digest and not found
    return found


def _sort_in(found: Changes, row: Row, old: Row | None) -> None:
    stands = row["state"] == ReleaseState.CONFIRMED
    stood = old is not None and old["state"] == ReleaseState.CONFIRMED
    if stands and not stood:
        found.added.append(Change(row))
    elif stood and not stands:
        found.cancelled.append(Change(row, old))
    elif stands and old is not None:
        if any(row[name] != old[name] for name in ("starts_at", "ends_at", "rooms")):
            found.moved.append(Change(row, old))
        if parts := _parts(row, old):
            found.changed.append(Change(row, old, parts))


def _parts(row: Row, old: Row) -> tuple[Any, ...]:
    words: list[Any] = [word for name, word in PARTS if row["content"].get(name) != old["content"].get(name)]
    # A new length shows in the times; it is said only where these stay.
    if row["kind"] != old["kind"]:
        words.append(_("kind"))
    if row["track"] != old["track"]:
        words.append(_("track"))
    if row["texts"] != old["texts"]:
        words.append(_("text"))
    return tuple(words)
