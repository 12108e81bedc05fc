"""The list of people whom a head wrote down and has not registered yet. It is kept whatever is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from conference.delegations.models import Delegation, Roster

MOST_ROWS: Final = 2000
LONGEST: Final = 300


class ListFullError(Exception):
    """The list would become longer than it may be."""


@transaction.atomic
def put_rows(*, delegation: Delegation, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows at the end of the list. Raises ListFullError."""
    roster = locked_roster(delegation)
    if len(roster.rows) + len(rows) > MOST_ROWS:
        raise ListFullError
    roster.rows = [*roster.rows, *rows]
    roster.save()


@transaction.atomic
def change_rows(*, delegation: Delegation, changed: Mapping[str, Mapping[str, str]]) -> None:
    """Set what was typed into rows of the list, by their ids; rows that are gone meanwhile stay gone."""
    roster = locked_roster(delegation)
    roster.rows = [
        {**row, "values": {**row["values"], **_short(changed[row["id"]])}} if row["id"] in changed else row
        for row in roster.rows
    ]
    roster.save()


@transaction.atomic
def drop_rows(*, delegation: Delegation, ids: Iterable[str]) -> int:
    """Take rows off the list; returns how many there were."""
    roster, gone = locked_roster(delegation), set(ids)
    kept = [row for row in roster.rows if row["id"] not in gone]
    number = len(roster.rows) - len(kept)
    roster.rows = kept
    roster.save()
    return number


def locked_roster(delegation: Delegation) -> Roster:
    """Hold the delegation's list, made where there is none: whoever registers from it holds it first."""
    Roster.objects.bulk_create([Roster(delegation=delegation)], ignore_conflicts=True)
    # Its event is found by a join, and the delegation itself is to be held last.
    return Roster.objects.select_for_update(of=("self",)).get(delegation=delegation)


def _short(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:LONGEST] for name, value in values.items()}
