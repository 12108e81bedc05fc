"""Members made ready to be shown, and everybody in groups."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_countries import countries

from conference.core.text.collation import sort_key
from conference.delegations.choices import Grouping
from conference.delegations.models import Member
from conference.registration.choices import TONES, State
from conference.registration.models import Registration

BETWEEN_LETTERS: Final = timedelta(days=1)


@dataclass(frozen=True)
class MemberLine:
    """One member in words, with what can be done."""

    member: Member
    name: str
    email: str
    post: str
    category: str
    state: str
    tone: str
    note: str
    is_completed: bool
    has_ended: bool
    may_be_reminded: bool
    handed_link: str
    urls: dict[str, str]


def no_link(*_names: Any, **_more: Any) -> str:
    """Return no address, for lists on which nothing can be done."""
    return ""


def lines_of(
    members: Iterable[Member],
    url: Callable[..., str] = no_link,
    hand_on: Callable[[Member], str] = no_link,
    *,
    is_team: bool,
) -> list[MemberLine]:
    """Return the members in words, for the team or for the head, who see different contacts.

    `url(name, **more)` builds the addresses of the page's side, `hand_on(member)` the link to the form of somebody
    whom no letter reaches.
    """
    return [_line(member, url, hand_on, is_team=is_team) for member in members]


def shows_contacts(member: Member, *, is_team: bool) -> bool:
    """Whether somebody may see a member's contacts and home: the head those that the head wrote, the team all."""
    return is_team or member.completed_at is None


def _line(member: Member, url: Callable[..., str], hand_on: Callable[[Member], str], *, is_team: bool) -> MemberLine:
    registration = member.registration
    person = registration.person
    waits = member.completed_at is None and member.ended_at is None
    state, tone = _state(member)
    late = member.invited_at is None or member.invited_at < timezone.now() - BETWEEN_LETTERS
    return MemberLine(
        member=member,
        name=person.full_name,
        email=person.email if shows_contacts(member, is_team=is_team) else "",
        post=person.post,
        category=str(registration.category),
        state=state,
        tone=tone,
        note=_("in place of %(name)s") % {"name": member.replaces} if member.replaces else "",
        is_completed=member.completed_at is not None,
        has_ended=member.ended_at is not None,
        may_be_reminded=waits and bool(person.email) and late,
        handed_link=hand_on(member) if waits and not person.email else "",
        urls={name: url(f"delegation_{name}", member=member.code) for name in ("replace", "remove", "address")},
    )


def _state(member: Member) -> tuple[str, str]:
    registration = member.registration
    if member.ended_at:
        return str(registration.get_state_display()), "neutral"
    if registration.state != State.CONFIRMED:
        return str(registration.get_state_display()), TONES[State(registration.state)]
    if member.completed_at:
        return _("Has filled in the form"), "success"
    return _("Has a place; has not filled in the form"), "warning"


@dataclass(frozen=True)
class Group:
    """People who come from one institution, region or country."""

    title: str
    note: str
    people: Sequence[Registration]


def grouped(rows: Iterable[Registration], grouping: Grouping) -> list[Group]:
    """Return people by where they come from, groups and people in the reader's alphabetical order."""
    language = translation.get_language() or "ru"
    groups: dict[tuple[str, str], list[Registration]] = {}
    for row in rows:
        groups.setdefault(_whence(row.person, grouping), []).append(row)
    ordered = sorted(groups.items(), key=lambda pair: (not pair[0][0], sort_key(" ".join(pair[0]), language)))
    return [
        Group(title or _("Not stated"), note, sorted(people, key=lambda row: getattr(row.person, f"sort_{language}")))
        for (title, note), people in ordered
    ]


def _whence(person: Any, grouping: Grouping) -> tuple[str, str]:
    home = person.organisation
    country = str(person.country or (home.country if home else ""))
    named = str(countries.name(country)) if country else ""
    region = person.region or (home.region if home else "")
    if grouping == Grouping.COUNTRY:
        return named, ""
    if grouping == Grouping.REGION:
        return region, named
    return (str(home), ", ".join(filter(None, [home.town, named]))) if home else ("", "")
