"""What the event knows of a person, and how it is forgotten."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.core.activity.models import ActivityEntry
from conference.core.personal import Record, Subject, Trace, record_of, remove_file
from conference.events.models import Event
from conference.people.models import Organisation, Person

SHOWN = (
    "code honorific family_name given_name patronymic latin_name badge_name degree post organisation email phone "
    "country citizenship region town spoken_languages language created_at"
).split()
NAMES = ("family_name", "patronymic", "latin_name", "degree", "post")
CONTACTS = ("honorific", "badge_name", "email", "phone", "town", "citizenship")
NOBODY = "—"  # stands for a name that was erased
KEYS = ("search_key", "name_key", "sort_ru", "sort_kk", "sort_en")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield name, contacts and where they come from."""
    for person in subject.people:
        yield [one for one in record_of(person, *SHOWN, zone=subject.event.zone) if one.value not in {"", None}]


def files(subject: Subject) -> Iterator[tuple[str, object]]:
    """Yield the photographs."""
    for person in subject.people:
        if person.photo:
            yield "photo.jpg", person.photo


def erase(subject: Subject) -> int:
    """Empty names, contacts and photographs; country, region, language and the name in the public record stay.

    An institution stays where others came from it, too: then it says nothing of one person.
    """
    alone = _institutions_of_one(subject)
    for person in subject.people:
        remove_file(person.photo)
        person.user, person.photo, person.erased_at = None, "", timezone.now()
        person.spoken_languages = []
        for name in CONTACTS:
            setattr(person, name, "")
        if person.pk not in subject.kept:
            for name in NAMES:
                setattr(person, name, "")
            person.given_name, person.is_key_person = NOBODY, False
            if person.organisation_id in alone:
                person.organisation = None
        person.fill_keys()
    fields = (*CONTACTS, *NAMES, *KEYS, "given_name", "is_key_person", "organisation", "spoken_languages")
    Person.objects.bulk_update(subject.people, ("user", "photo", "erased_at", *fields))
    Organisation.objects.filter(pk__in=alone, people=None).delete()
    return len(subject.people)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the people, as the activity log knows them, also under the codes of those who were merged into them."""
    codes = fresh = {person.code for person in subject.people}
    merged = ActivityEntry.objects.filter(event=subject.event, target_type="person", action="people_merged")
    while fresh:
        fresh = set(merged.filter(target_code__in=fresh).values_list("after__merged", flat=True)) - codes - {None}
        codes = codes | fresh
    for code in sorted(codes):
        yield "person", code


def needed_accounts(users: Collection[int]) -> set[int]:
    """Return the accounts of somebody who is known at an event and was not erased there."""
    with scopes_disabled():
        known = Person.objects.filter(erased_at=None)
        tied = known.filter(user__in=users).values_list("user", flat=True)
        addresses = known.exclude(email="").annotate(address=Lower("email")).values("address")
        named = User.objects.annotate(address=Lower("email")).filter(Q(pk__in=users), address__in=addresses)
        return {*tied, *named.values_list("pk", flat=True)}


def _institutions_of_one(subject: Subject) -> set[int]:
    keys = {person.organisation_id for person in subject.people if person.organisation_id}
    counted = Organisation.objects.filter(pk__in=keys).annotate(n=Count("people"))
    return set(counted.filter(n=1).values_list("pk", flat=True))


def names_of(people: Iterable[Person]) -> frozenset[str]:
    """Return the words by which others' entries may mention these people."""
    found: set[str] = set()
    for person in people:
        found |= {person.full_name, person.latin_name, person.badge_name, person.email, str(person.phone)}
        found |= {person.shown_name(code) for code in ("ru", "en")} | {person.name_in("ru")}
    return frozenset(name for name in found if len(name) > 2)


def records_of_key_people(event: Event, keys: Collection[int]) -> dict[int, list[str]]:
    """Return those whom the event's home page names."""
    rows = Person.objects.filter(event=event, pk__in=keys, is_key_person=True)
    return {person.pk: [gettext("The event's home page")] for person in rows}
