"""Places of a category: taken by one conditional update and never by counting."""

from django.db.models import F, Q

from conference.registration.choices import Mode
from conference.registration.models import Category


class CategoryFullError(Exception):
    """No place is left in the category."""


def take_place(category: Category, *, also_closed: bool = False) -> None:
    """Take one place of the category. Raises CategoryFullError when there is none; never oversells in any race.

    A closed category has a place for nobody, unless the team gives it.
    """
    free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    if not also_closed:
        free &= Q(is_open=True)
    if not Category.objects.filter(free, pk=category.pk).update(taken=F("taken") + 1):
        raise CategoryFullError


def mode_in(category: Category, wanted: Mode | str) -> Mode | str:
    """Return how a guest of the category takes part. Asked while its row is held, so that the team's change waits."""
    ways = Category.objects.values_list("ways", flat=True).get(pk=category.pk)
    return Category(ways=ways).only_mode or wanted


def give_place_back(category: Category) -> None:
    """Free one place."""
    Category.objects.filter(pk=category.pk, taken__gt=0).update(taken=F("taken") - 1)


def lock_categories(*categories: Category) -> None:
    """Lock the rows in the order of their keys: two who change places with each other wait in a line."""
    rows = Category.objects.select_for_update(no_key=True).filter(pk__in=[row.pk for row in categories])
    list(rows.order_by("pk").values_list("pk"))
