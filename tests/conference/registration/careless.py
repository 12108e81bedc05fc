"""Taking a place as one must not: look, then count. The negative control of the races."""

from conference.registration.models import Category
from conference.registration.services import CategoryFullError


def take_place(category: Category, *, also_closed: bool = False) -> None:
    """Read, judge, save: what others did between reading and saving is lost."""
    seen = Category.objects.get(pk=category.pk)
    if seen.places_left == 0:
        raise CategoryFullError
    seen.taken += 1
    seen.save(update_fields=["taken"])
