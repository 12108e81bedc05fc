"""What the board of the programme needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template

register = template.Library()


@register.filter
def at_index(values: Sequence[Any], index: int) -> Any:
    """Return one of `values` by its place."""
    return values[index]


@register.filter
def local_minute(value: datetime, zone: str) -> str:
    """Return the moment in `zone` without its offset, for an address: 2026-12-14T10:15."""
    return value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")
