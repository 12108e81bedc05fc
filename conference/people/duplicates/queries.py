"""Which persons of an event are perhaps one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from conference.core.text.folding import search_words
from conference.events.models import Event
from conference.people.models import NotTheSame, Person

MOST_PAIRS: Final = 200
LARGEST_GROUP: Final = 20  # a secretary's address, or a switchboard's number, makes nobody the same


class Pair(NamedTuple):
    """Two persons who are perhaps one, and why."""

    one: Person
    other: Person
    reasons: list[str]


def pairs_of(event: Event) -> list[Pair]:
    """Return the persons who are perhaps one, those with most reasons first, without those told apart. Eight queries.

    One address or one telephone; or one name, in whatever script and order, with one organisation or country, unless
    the patronymics differ.
    """
    rows = Person.objects.filter(event=event)
    named = rows.exclude(name_key="")
    signs: list[tuple[str, Iterable[tuple[Any, ...]]]] = [
        (_("the same address"), _groups(rows.exclude(email="").annotate(sign=Lower("email")), "sign")),
        (_("the same telephone"), _groups(rows.exclude(phone=""), "phone")),
        (_("the same name and organisation"), _groups(named.exclude(organisation=None), "name_key", "organisation")),
        (_("the same name and country"), _groups(named.exclude(country=""), "name_key", "country")),
    ]
    by_name = {signs[2][0], signs[3][0]}
    reasons: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for reason, groups in signs:
        for keys in groups:
            for number, one in enumerate(keys):
                for other in keys[number + 1 :]:
                    reasons[one, other].append(reason)
    several = {key for pair in reasons for key in pair}
    stored = rows.filter(pk__in=several).exclude(patronymic="").values_list("pk", "patronymic")
    patronymics = {key: set(search_words(text)) for key, text in stored}
    different = {pair for pair in reasons if _are_of_two_fathers(*pair, patronymics)}
    for pair in different:
        reasons[pair] = [reason for reason in reasons[pair] if reason not in by_name]
    apart = set(NotTheSame.objects.filter(event=event).values_list("one", "other"))
    strongest = sorted(((pair, why) for pair, why in reasons.items() if why), key=lambda item: (-len(item[1]), item[0]))
    known = rows.in_bulk({key for pair, _reasons in strongest for key in pair}) if strongest else {}
    pairs = [Pair(known[one], known[other], why) for (one, other), why in strongest]
    found = [pair for pair in pairs if tuple(sorted((pair.one.code, pair.other.code))) not in apart][:MOST_PAIRS]
    return _with_organisations(event, found)


def has_candidates(event: Event) -> bool:
    """Return whether two persons have one address: what a page can ask at little cost; the list knows more signs."""
    rows = Person.objects.filter(event=event).exclude(email="").order_by()
    alike = rows.values("email").annotate(n=Count("pk"))
    return alike.filter(n__gt=1, n__lte=LARGEST_GROUP).exists()


def _are_of_two_fathers(one: int, other: int, patronymics: Mapping[int, set[str]]) -> bool:
    mine, theirs = patronymics.get(one), patronymics.get(other)
    return bool(mine and theirs and mine != theirs)


def with_codes(event: Event, codes: Iterable[str]) -> list[Person]:
    """Return the persons with these codes, in the order in which they came."""
    rows = Person.objects.filter(event=event, code__in=list(codes))
    return list(rows.select_related("organisation", "user", "event").order_by("pk"))


def _groups(rows: QuerySet[Any], *fields: str) -> list[tuple[int, ...]]:
    """Return the keys of the rows that have all of `fields` in common, for each value that several have."""
    several = rows.order_by().values(*fields).annotate(n=Count("pk")).filter(n__gt=1, n__lte=LARGEST_GROUP)
    values = {tuple(row[field] for field in fields) for row in several}
    if not values:
        return []
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    narrowed = rows.filter(**{f"{fields[0]}__in": {value[0] for value in values}})
    for key, *value in narrowed.order_by("pk").values_list("pk", *map(F, fields)):
        groups[tuple(value)].append(key)
    return [tuple(keys) for value, keys in groups.items() if value in values]


def _with_organisations(event: Event, pairs: list[Pair]) -> list[Pair]:
    keys = {person.pk for pair in pairs for person in (pair.one, pair.other)}
    full = {row.pk: row for row in Person.objects.filter(event=event, pk__in=keys).select_related("organisation")}
    return [Pair(full[pair.one.pk], full[pair.other.pk], pair.reasons) for pair in pairs]
