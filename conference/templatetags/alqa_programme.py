"""What the board of the programme needs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template

from conference.programme.queries.plan import Conflict
from conference.programme.words import collision as collision_words

register = template.Library()


@register.filter
def at_index(values: Sequence[Any], index: int) -> Any:
    """Return one of `values` by its place."""
    return values[index]


@register.filter
def value_of(values: Mapping[Any, Any], key: Any) -> Any:
    """Return the value of a key that a template computes, "" where there is none."""
    return values.get(key, "")


@register.filter
def local_minute(value: datetime, zone: str) -> str:
    """Return the moment in `zone` without its offset, for an address: 2026-12-14T10:15."""
    return value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


@register.filter
def collision(conflict: Conflict) -> str:
    """Return what collides, in words."""
    return collision_words(conflict)
