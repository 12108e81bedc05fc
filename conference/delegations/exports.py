"""Delegations, their members and lists by origin as tables for spreadsheets."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from conference.core.sheets import as_file
from conference.delegations.lines import Group, lines_of, shows_contacts
from conference.delegations.models import Delegation, Member
from conference.registration.models import Registration


def members_file(members: Iterable[Member], file_format: str, *, is_team: bool) -> bytes:
    """Return the members of one delegation as `xlsx` or `csv`: for its head without what members gave themselves."""
    titles = [_("Number"), *_person_titles(), _("State")]
    rows = [
        [
            line.member.registration.code,
            *_person_cells(line.member.registration, with_contacts=shows_contacts(line.member, is_team=is_team)),
            line.state,
        ]
        for line in lines_of(members, is_team=is_team)
    ]
    return as_file(titles, rows, file_format, title=_("Members"))


def delegations_file(delegations: Iterable[Delegation], file_format: str) -> bytes:
    """Return delegations with their figures (`queries.with_figures`)."""
    titles = [
        _("Number"), _("Institution"), _("Country"), _("Region"), _("Town"), _("State"), _("Head"), _("E-mail"),
        _("Phone"), _("Expected"), _("Places"), _("Members"), _("With a place"), _("Have filled in the form"),
    ]  # fmt: skip
    return as_file(titles, map(_delegation_cells, delegations), file_format, title=_("Delegations"))


def _delegation_cells(row: Delegation) -> list[str]:
    home, head = row.organisation, row.head
    figures = [row.size, row.capacity, *(getattr(row, name) for name in ("people", "confirmed", "completed"))]
    return [
        row.code,
        str(home),
        str(home.country.name),
        home.region,
        home.town,
        str(row.get_state_display()),
        head.full_name,
        head.email,
        str(head.phone or ""),
        *("" if number is None else str(number) for number in figures),
    ]


def groups_file(groups: Iterable[Group], file_format: str) -> bytes:
    """Return people in groups, one row for each person."""
    titles = [_("Group"), *_person_titles(), _("State")]
    rows = [
        [group.title, *_person_cells(row), str(row.get_state_display())] for group in groups for row in group.people
    ]
    return as_file(titles, rows, file_format, title=_("People"))


def _person_titles() -> list[str]:
    return [
        _("Name"), _("Post"), _("Institution"), _("Country"), _("Region"), _("Town"), _("E-mail"), _("Phone"),
        _("Category"), _("Participation"),
    ]  # fmt: skip


def _person_cells(row: Registration, *, with_contacts: bool = True) -> list[str]:
    person = row.person
    private = [str(person.country.name), person.region, person.town, person.email, str(person.phone or "")]
    return [
        person.full_name,
        person.post,
        str(person.organisation or ""),
        *(private if with_contacts else [""] * len(private)),
        str(row.category),
        str(row.get_mode_display()),
    ]
