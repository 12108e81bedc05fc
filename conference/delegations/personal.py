"""What delegations hold of people beside persons and registrations: lists not registered yet, words of heads."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conference.core.ids import new_token
from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.delegations.models import Delegation, Member, Roster
from conference.people.names import name_key


def _headed(subject: Subject) -> QuerySet[Delegation]:
    return Delegation.objects.filter(event=subject.event, head__in=subject.keys)


def _memberships(subject: Subject) -> QuerySet[Member]:
    return Member.objects.filter(delegation__event=subject.event, registration__person__in=subject.keys)


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the delegations that somebody heads or comes with."""
    for row in _headed(subject).select_related("organisation"):
        yield [
            item("institution", _("Institution"), str(row.organisation)),
            *record_of(row, "state", "size", "note", "created_at", zone=subject.event.zone),
        ]
    for member in _memberships(subject).select_related("delegation__organisation"):
        yield [
            item("institution", _("Institution"), str(member.delegation.organisation)),
            *record_of(member, "added_at", "completed_at", "ended_at", zone=subject.event.zone),
        ]


def erase(subject: Subject) -> int:
    """Empty a head's words and close the links; the delegation stays with its members."""
    rows = list(_headed(subject))
    for row in rows:
        row.note, row.reason, row.token = "", "", new_token()
    Delegation.objects.bulk_update(rows, ["note", "reason", "token"])
    members = list(_memberships(subject))
    for member in members:
        member.token = new_token()
    Member.objects.bulk_update(members, ["token"])
    return len(rows)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the delegations that somebody heads, as the activity log knows them."""
    for code in _headed(subject).values_list("code", flat=True):
        yield "delegation", code


def _rows(subject: Subject) -> Iterator[tuple[Roster, list[Any]]]:
    """Yield the lists on which somebody stands, with their rows there: by address, or as the head."""
    addresses = {address.casefold() for address in subject.addresses}
    names = {person.name_key for person in subject.people}
    for roster in Roster.objects.filter(~Q(rows=[]), delegation__event=subject.event).select_related("delegation"):
        heads = roster.delegation.head_id in set(subject.keys)
        if own := [row for row in roster.rows if (heads and row["head"]) or _is_of(row["values"], addresses, names)]:
            yield roster, own


def _is_of(typed: dict[str, str], addresses: set[str], names: set[str]) -> bool:
    """Whether a row is about somebody: by the address, where there is none by the name."""
    email = typed.get("email", "").casefold()
    return email in addresses if email else name_key(typed.get("family_name", ""), typed.get("given_name", "")) in names


def collect_rows(subject: Subject) -> Iterator[Record]:
    """Yield what stands of somebody on lists of people to be registered."""
    for _roster, rows in _rows(subject):
        for row in rows:
            yield [item("data", _("Typed"), row["values"])]


def erase_rows(subject: Subject) -> int:
    """Take them off these lists."""
    count = 0
    for roster, rows in _rows(subject):
        gone = {row["id"] for row in rows}
        roster.rows = [row for row in roster.rows if row["id"] not in gone]
        roster.save()
        count += len(rows)
    return count
