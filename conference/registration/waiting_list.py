"""The waiting list as numbers: who is in line, what they need, what is free, who would be offered a place."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from conference.events.models import Event
from conference.registration.choices import Mode, State
from conference.registration.fairness import Waiting, next_in_line
from conference.registration.models import Category, Quota, Registration
from conference.registration.queries import may_be_chosen, someone_waits

Guests = tuple[int, ...]  # the primary keys of registrations that come together


def of_category(category: int) -> tuple[str, int]:
    """Return the name under which the places of a category are counted."""
    return "category", category


def of_quota(quota: int) -> tuple[str, int]:
    """Return the name under which the places of a quota are counted."""
    return "quota", quota


def line_of(event: Event) -> list[Waiting[Guests]]:
    """Return who waits, first come first; the guests of a party have the turn of the first of them."""
    quotas = list(Quota.objects.filter(event=event).prefetch_related("categories"))
    members: dict[Hashable, list[int]] = {}
    needs: dict[Hashable, Counter[Hashable]] = {}
    rows = Registration.objects.filter(event=event, state=State.WAITING).order_by("waiting_since", "pk")
    for row in rows.only("pk", "party_id", "category_id", "mode"):
        who: Hashable = ("party", row.party_id) if row.party_id else ("guest", row.pk)
        members.setdefault(who, []).append(row.pk)
        counted = needs.setdefault(who, Counter())
        counted[of_category(row.category_id)] += 1
        counted.update(of_quota(quota.pk) for quota in quotas if _needs(row.category_id, row.mode, quota))
    return [Waiting(tuple(pks), needs[who]) for who, pks in members.items()]


def _needs(category: int, mode: str, quota: Quota) -> bool:
    counts = quota.counts_remote or mode != Mode.REMOTE
    return counts and category in {row.pk for row in quota.categories.all()}


def placed(
    event: Event, wanted: Sequence[tuple[Category, str]], *, also_closed: bool = False
) -> list[frozenset[int] | None]:
    """Say of each who would come, by category and way of taking part, whether there is a place; in their order.

    Returns the keys of the quotas that each takes a place of, None for who finds no place. Where somebody waits there
    is none for who comes now, and a closed category has none, unless `also_closed` (the team gives the places).
    Whoever counts on it holds the rows of the categories and quotas.
    """
    quotas = list(Quota.objects.filter(event=event).prefetch_related("categories"))
    free = free_places(event, also_closed=also_closed)
    crowded = (
        set()
        if also_closed
        else set(Category.objects.filter(someone_waits(), event=event).values_list("pk", flat=True))
    )
    found: list[frozenset[int] | None] = []
    for category, mode in wanted:
        own = frozenset(quota.pk for quota in quotas if _needs(category.pk, mode, quota))
        needed = [of_category(category.pk), *(of_quota(pk) for pk in own)]
        if category.pk in crowded or any(free.get(what, 1) < 1 for what in needed):
            found.append(None)
            continue
        for what in needed:
            if what in free:
                free[what] -= 1
        found.append(own)
    return found


def free_places(
    event: Event, more: Mapping[Hashable, int] | None = None, *, also_closed: bool = False
) -> dict[Hashable, int]:
    """Return what is limited with its free places; a category that is closed has none, unless `also_closed`.

    `more` adds places that there are not, to see who would get them.
    """
    free: dict[Hashable, int] = {}
    open_now = set(Category.objects.filter(may_be_chosen(), event=event).values_list("pk", flat=True))
    for category in Category.objects.filter(event=event):
        if category.pk not in open_now and not also_closed:
            free[of_category(category.pk)] = 0
        elif category.places_left is not None:
            free[of_category(category.pk)] = category.places_left
    for quota in Quota.objects.filter(event=event):
        if quota.places_left is not None:
            free[of_quota(quota.pk)] = quota.places_left
    for what, number in (more or {}).items():
        if what in free:
            free[what] += number
    return free


def place_names(event: Event) -> dict[tuple[str, int], str]:
    """Return what is limited at the event with its name."""
    names: dict[tuple[str, int], str] = {}
    for category in Category.objects.filter(event=event, capacity__isnull=False):
        names[of_category(category.pk)] = str(category)
    for quota in Quota.objects.filter(event=event, capacity__isnull=False):
        names[of_quota(quota.pk)] = str(quota)
    return names


def planned_offers(event: Event, more: Mapping[Hashable, int] | None = None) -> set[int]:
    """Return the keys of the registrations that would be offered a place now, were there `more`."""
    return {pk for one in next_in_line(line_of(event), free_places(event, more)) for pk in one.key}
