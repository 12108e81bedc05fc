"""Delegations, and files with people."""

from typing import Any

from django.utils import timezone

from conference.core import sheets
from conference.core.ids import slug_from
from conference.delegations import services
from conference.delegations.models import Delegation, DelegationSettings, Member
from conference.delegations.queries import categories_of
from conference.delegations.tables import judge
from conference.delegations.tables.sheet import new_row
from conference.events.models import Event

HOME = {"name": "Новосибирская областная библиотека", "town": "Новосибирск", "region": "Новосибирская область"}
HEAD = {"family_name": "Мельникова", "given_name": "Татьяна", "email": "head@example.org", "language": "ru"}


def announced(event: Event, *, is_proven: bool = True, **more: Any) -> Delegation:
    """Announce a delegation as its head does; whoever `is_proven` has opened the link in the letter."""
    known = {"organisation": HOME | {"country": "RU"}, "head": HEAD, "by": None}
    made = services.announce_delegation(event=event, **known | more)
    if is_proven:
        Delegation.objects.filter(pk=made.pk).update(email_confirmed_at=timezone.now())
    return Delegation.objects.select_related("event", "head", "organisation").get(pk=made.pk)


def switched_on(event: Event, **more: Any) -> DelegationSettings:
    """Let institutions announce delegations."""
    return DelegationSettings.objects.create(event=event, is_on=True, **more)


def row(given: str, **more: str) -> dict[str, Any]:
    """Return a row of the list with somebody who has an address."""
    return new_row({"given_name": given, "email": f"{slug_from(given)}@example.org", **more})


def bring(delegation: Delegation, *names: str, **more: str) -> list[Member]:
    """Write people on the list and register those who are ready."""
    rows = [row(name, **more) for name in names]
    services.put_rows(delegation=delegation, rows=rows)
    judged = judge(delegation, rows, categories_of(delegation))
    ready = {one.row["id"]: one.newcomer for one in judged if one.is_taken and one.newcomer}
    return services.register_members(delegation=delegation, people=ready, by=None)


def sheet_of(titles: list[str], rows: list[list[str]], file_format: str = "xlsx") -> bytes:
    """Return a file with people."""
    filled = [[*cells, *[""] * (len(titles) - len(cells))] for cells in rows]
    return sheets.as_file(titles, filled, file_format, title="Люди")
