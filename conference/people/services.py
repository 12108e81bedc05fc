"""Creating persons and organisations, and tying persons to accounts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from conference.accounts.models import User
from conference.accounts.services import addresses_of
from conference.core.activity import services as activity
from conference.core.prepared import PreparedQuery
from conference.core.text.cleaning import on_one_line
from conference.core.text.folding import search_words
from conference.core.text.localized import i18n, translations
from conference.events.models import Event
from conference.people.models import NotTheSame, Organisation, Person
from conference.people.words import describe_actions

describe_actions()

PERSON_FIELDS = (
    "honorific family_name given_name patronymic latin_name badge_name degree post email phone country citizenship "
    "region town spoken_languages language"
).split()
# What the activity log does not keep: it can never be emptied of what a person asks us to forget.
CONTACTS = ("email", "phone")


def organisation_named(
    event: Event, name: str, *, code: str = "", town: str = "", country: str = "", language: str = "ru"
) -> Organisation | None:
    """Return the event's organisation of this name in any language and spelling, made where there is none.

    Of several with the name it is the one with `code`, chosen from the list; else that of the town, of the country, the
    first. The name comes from free text, so Қарағанды and Караганда count as one only where the folded words are equal.
    Returns None for an empty name.
    """
    name = " ".join(name.split())
    wanted = search_words(name)
    if not wanted:
        return None
    found = [row for row in _with_words.rows(event.pk, f" {' '.join(wanted)} ") if is_named(row, wanted)]
    if found:
        return max(found, key=lambda row: (row.code == code, _is_at(row, town, country), -row.pk))
    return Organisation.objects.create(event=event, name=i18n(**{language: name}), town=town, country=country)


_with_words: PreparedQuery[Organisation] = PreparedQuery(
    lambda event, words: (
        Organisation.objects.alias(at=StrIndex("search_key", Value(words))).filter(at__gt=0).order_by()
    ),
    scoped=True,
)


def is_named(organisation: Organisation, words: list[str]) -> bool:
    """Whether these folded words are a name of the organisation, a short one among them."""
    names = [*translations(organisation.name).values(), *translations(organisation.short_name).values()]
    return any(search_words(text) == words for text in names)


def _is_at(organisation: Organisation, town: str, country: str) -> tuple[bool, bool]:
    is_in_town = bool(town) and search_words(organisation.town) == search_words(town)
    return is_in_town, bool(country) and str(organisation.country) == country


def save_person(
    person: Person, *, organisation: str | None = None, organisation_code: str = "", **fields: Any
) -> Person:
    """Set the fields of a new or known person, find or make the institution, and store; None leaves it as it is.

    Who was erased and is written down anew is somebody of whom something is known again, to be erased in their turn.
    `organisation_code` tells which of several institutions of that name was chosen from the list.
    """
    for name, value in fields.items():
        setattr(person, name, on_one_line(value) if isinstance(value, str) else value)
    person.erased_at = None
    if organisation is not None:
        person.organisation = organisation_named(
            person.event,
            organisation,
            code=organisation_code,
            town=person.town,
            country=str(person.country),
            language=person.language,
        )
    person.save()
    return person


@transaction.atomic
def keep_apart(*, one: Organisation | Person, other: Organisation | Person, by: User) -> None:
    """Remember that these two are not one, so that nobody is asked again."""
    first, second = sorted((one.code, other.code))
    _row, is_new = NotTheSame.objects.get_or_create(event=one.event, one=first, other=second)
    if is_new:
        after = {"not_the_same": [str(one), str(other)]}  # each by itself, so that one can be struck out
        activity.record(by=by, action="kept_apart", target=one, event=one.event, after=after)


@transaction.atomic(savepoint=False)
def person_for(*, event: Event, user: User | None, email: str, among: Callable[[Event], QuerySet[Person]]) -> Person:
    """Return who registers: somebody known `among` those of the event who may be, else a new person, not stored yet.

    Only who is signed in and gives an address of their own is known; what others type proves nothing. The rows are
    locked: one account registering twice at once is one person.
    """
    if user is None or email.lower() not in addresses_of(user):
        return Person(event=event)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    tied = Person.objects.filter(event=event, user=user).first()
    rows = among(event)
    known = rows.filter(event=event, pk=tied.pk) if tied else rows.filter(event=event, user=None, email__iexact=email)
    found = Person.objects.select_for_update().filter(pk__in=known.values("pk")).order_by("pk").first()
    if found is None:
        return Person(event=event, user=None if tied else user)
    found.user = user
    return found


def without_contacts(
    before: Mapping[str, Any], after: Mapping[str, Any], *, names: tuple[str, ...] = CONTACTS
) -> dict[str, dict[str, Any]]:
    """Return `before` and `after` for the activity log: of the contacts it only says that they changed."""
    changed = {name: "•••" for name in names if before.get(name) != after.get(name)}
    return {
        "before": {name: value for name, value in before.items() if name not in names},
        "after": {name: value for name, value in after.items() if name not in names} | changed,
    }
