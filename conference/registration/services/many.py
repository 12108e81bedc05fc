"""Registering many people at once, whoever names them: in few statements, however many they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import make_accounts
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.text.cleaning import on_one_line
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.people.services import organisation_named
from conference.registration.choices import LIVE, Mode, State
from conference.registration.counting import take
from conference.registration.facts import GuestsNamed
from conference.registration.models import Category, Quota, QuotaPlace, Registration
from conference.registration.places import CategoryFullError, lock_categories
from conference.registration.queries import setup_of
from conference.registration.waiting_list import placed

LOGGED = ("category", "state", "mode")


@dataclass(frozen=True)
class Newcomer:
    """Who is named: a person of the event, or the fields of a new one with `organisation` as text."""

    person: Person | Mapping[str, Any]
    category: Category
    mode: Mode | str = Mode.IN_PERSON


@transaction.atomic
def register_many(
    *, event: Event, newcomers: Sequence[Newcomer], by: User | None, may_wait: bool = True
) -> list[Registration | None]:
    """Register people whom somebody else named, in their order; each is the registration made, or None without a place.

    Those who find no place wait where the event has a waiting list and they `may_wait`. Where the team decides on
    applications they apply, unless one of the team (`by`) registers them. Whether registration is open is the
    caller's to judge; the guests are told by the caller, too. A person who is registered already is not made so twice.
    """
    organisations = _organisations(event, newcomers)
    make_accounts(_languages(newcomers))
    lock_categories(*{one.category.pk: one.category for one in newcomers}.values())
    list(Quota.objects.select_for_update(no_key=True).filter(event=event).order_by("pk").values_list("pk"))
    states = _states(event, newcomers, by=by, may_wait=may_wait and setup_of(event).has_waiting_list)
    coming = [(one, *found) for one, found in zip(newcomers, states, strict=True) if found]
    people = _store_people(event, [one for one, _state, _quotas in coming], organisations)
    now = timezone.now()
    made = [
        Registration(
            event=event,
            person=person,
            category=one.category,
            mode=one.mode,
            state=state,
            waiting_since=now if state == State.WAITING else None,
        )
        for person, (one, state, _quotas) in zip(people, coming, strict=True)
    ]
    Registration.objects.bulk_create(made)
    _take_places(made, [quotas for _one, _state, quotas in coming])
    told = ((row, activity.snapshot(row, LOGGED)) for row in made)
    activity.record_each(by=by, action="registration_made", event=event, after=told)
    publish(GuestsNamed(event.pk, tuple(row.pk for row in made)))
    stored = iter(made)
    return [next(stored) if found else None for found in states]


def _languages(newcomers: Sequence[Newcomer]) -> dict[str, str]:
    """Return the addresses of new people with the language of their letters."""
    new = [one.person for one in newcomers if not isinstance(one.person, Person)]
    return {typed["email"]: typed.get("language", "ru") for typed in new if typed.get("email")}


def _organisations(event: Event, newcomers: Sequence[Newcomer]) -> dict[tuple[str, ...], Organisation | None]:
    """Find or make each institution once."""
    found: dict[tuple[str, ...], Organisation | None] = {}
    for one in newcomers:
        if isinstance(one.person, Person):
            continue
        key = _institution(one.person)
        if key not in found:
            name, code, town, country, language = key
            found[key] = organisation_named(event, name, code=code, town=town, country=country, language=language)
    return found


def _institution(typed: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("organisation", "organisation_code", "town", "country")
    return (*(str(typed.get(name) or "") for name in names), typed.get("language", "ru"))


def _states(
    event: Event, newcomers: Sequence[Newcomer], *, by: User | None, may_wait: bool
) -> list[tuple[State, frozenset[int]] | None]:
    """Say in which state each begins and which quotas they hold; None for who finds no place. The rows are held."""
    known = [one.person.pk for one in newcomers if isinstance(one.person, Person)]
    busy = set(Registration.objects.filter(person__in=known, state__in=LIVE).values_list("person", flat=True))
    decided = [one.category.needs_approval and by is None for one in newcomers]
    barred = [isinstance(one.person, Person) and one.person.pk in busy for one in newcomers]
    wanted = [
        (one.category, str(one.mode))
        for one, waits, is_busy in zip(newcomers, decided, barred, strict=True)
        if not waits and not is_busy
    ]
    places = iter(placed(event, wanted, also_closed=by is not None))
    found: list[tuple[State, frozenset[int]] | None] = []
    for waits, is_busy in zip(decided, barred, strict=True):
        if is_busy:
            found.append(None)
        elif waits:
            found.append((State.PENDING, frozenset()))
        elif (quotas := next(places)) is not None:
            found.append((State.CONFIRMED, quotas))
        else:
            found.append((State.WAITING, frozenset()) if may_wait else None)
    return found


def _store_people(
    event: Event, newcomers: Sequence[Newcomer], organisations: Mapping[tuple[str, ...], Organisation | None]
) -> list[Person]:
    people = []
    for one in newcomers:
        if isinstance(one.person, Person):
            people.append(one.person)
            continue
        fields = {
            name: on_one_line(value) if isinstance(value, str) else value
            for name, value in one.person.items()
            if not name.startswith("organisation")
        }
        person = Person(event=event, organisation=organisations[_institution(one.person)], **fields)
        person.fill_keys()
        people.append(person)
    Person.objects.bulk_create([person for person in people if person._state.adding])
    return people


def _take_places(made: Sequence[Registration], quotas: Sequence[frozenset[int]]) -> None:
    """Count the places of who has one. Raises CategoryFullError, which the held rows make impossible."""
    confirmed = [row.category_id for row in made if row.state == State.CONFIRMED]
    for pk, number in sorted(Counter(confirmed).items()):
        if not take(Category.objects.filter(pk=pk), number):
            raise CategoryFullError
    held = [(quota, row) for row, keys in zip(made, quotas, strict=True) for quota in keys]
    for pk, number in sorted(Counter(quota for quota, _row in held).items()):
        if not take(Quota.objects.filter(pk=pk), number):
            raise CategoryFullError(Quota.objects.get(pk=pk))
    QuotaPlace.objects.bulk_create([QuotaPlace(quota_id=quota, registration=row) for quota, row in held])
