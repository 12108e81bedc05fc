"""Reading organisations: found for a table, offered to guests, and those that are perhaps one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from conference.core.text.folding import search_words
from conference.core.text.localized import translations
from conference.events.models import Event
from conference.people.likeness import likeness, stems, words_of
from conference.people.models import NotTheSame, Organisation

ALIKE: Final = (
    0.8  # «Национальная библиотека» and «Национальная академическая библиотека» of one country are 0.71 alike
)
MOST_OFFERED: Final = 8
LEAST_TYPED: Final = 2
MOST_PAIRS: Final = 200
ORDERS: Final = {"people": "-people_count"}


class Pair(NamedTuple):
    """Two organisations that are perhaps one, and why."""

    one: Organisation
    other: Organisation
    reasons: list[str]


def found_organisations(event: Event, wanted: Mapping[str, str]) -> QuerySet[Organisation]:
    """Return what a table asks for: `q`, `country`, `known` (yes, no) and `order`; each with its `people_count`."""
    rows = Organisation.objects.filter(event=event).annotate(people_count=Count("people"))
    rows = rows.filter(pk__in=Organisation.objects.filter(event=event).found_by(wanted.get("q", "")).values("pk"))
    if wanted.get("country"):
        rows = rows.filter(country=wanted["country"])
    if wanted.get("known") in {"yes", "no"}:
        rows = rows.filter(is_known=wanted["known"] == "yes")
    ordered = rows.alphabetical()
    order = ORDERS.get(wanted.get("order", ""))
    found: QuerySet[Organisation] = ordered.order_by(order, *ordered.query.order_by) if order else ordered
    return found


def offered(event: Event, typed: str) -> list[Organisation]:
    """Return the known organisations that fit what a guest has typed so far, in any script; nothing for a letter."""
    if sum(map(len, search_words(typed))) < LEAST_TYPED:
        return []
    rows = Organisation.objects.filter(event=event, is_known=True).found_by(typed)
    return list(rows.alphabetical()[:MOST_OFFERED])


def with_codes(event: Event, codes: Iterable[str]) -> list[Organisation]:
    """Return the organisations with these codes and their `people_count`, whoever most people come from first."""
    rows: Any = Organisation.objects.filter(event=event, code__in=list(codes)).annotate(people_count=Count("people"))
    return sorted(rows, key=lambda row: (-row.people_count, not row.is_known, row.pk))


def pairs_of(event: Event) -> list[Pair]:
    """Return the organisations that are perhaps one, most alike first, without those that the team told apart."""
    rows: list[Any] = list(
        Organisation.objects.filter(event=event).annotate(people_count=Count("people")).order_by("pk")
    )
    apart = set(NotTheSame.objects.filter(event=event).values_list("one", "other"))
    names = {row.pk: [words_of(text) for text in _names_of(row)] for row in rows}
    found: list[tuple[float, Pair]] = []
    for one, other in _candidates(rows, names):
        if codes_of(one, other) in apart or _differ(one, other):
            continue
        score = max((likeness(a, b) for a in names[one.pk] for b in names[other.pk]), default=0.0)
        reasons = [_("names alike")] if score >= ALIKE else []
        if _site(one) and _site(one) == _site(other):
            reasons.append(_("the same website"))
        if reasons:
            found.append((score + len(reasons), Pair(one, other, reasons)))
    return [pair for _score, pair in sorted(found, key=lambda row: -row[0])[:MOST_PAIRS]]


def codes_of(one: Organisation, other: Organisation) -> tuple[str, str]:
    """Return the codes in the order in which `NotTheSame` has them."""
    return min(one.code, other.code), max(one.code, other.code)


def _names_of(row: Organisation) -> list[str]:
    return [*translations(row.name).values(), *translations(row.short_name).values()]


def _candidates(
    rows: list[Organisation], names: Mapping[int, list[frozenset[str]]]
) -> list[tuple[Organisation, Organisation]]:
    """Return the pairs worth comparing: with a word of one beginning or with one website. Each once."""
    together: defaultdict[str, list[Organisation]] = defaultdict(list)
    for row in rows:
        signs = {stem for words in names[row.pk] for stem in stems(words)}
        for sign in signs | ({_site(row)} if row.website else set()):
            together[sign].append(row)
    pairs = {
        (one.pk, other.pk): (one, other)
        for group in together.values()
        for number, one in enumerate(group)
        for other in group[number + 1 :]
    }
    return list(pairs.values())


def _differ(one: Organisation, other: Organisation) -> bool:
    """Whether an identifier, the country or the town says that these are two."""
    both = [(one.isil.upper(), other.isil.upper()), (one.ror, other.ror), (str(one.country), str(other.country))]
    # Қарағанды and Караганда are one town: the beginning decides.
    both.append(("".join(search_words(one.town))[:4], "".join(search_words(other.town))[:4]))
    return any(a and b and a != b for a, b in both)


def _site(row: Organisation) -> str:
    return urlsplit(row.website).netloc.lower().removeprefix("www.")
