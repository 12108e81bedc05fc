"""Samples for the living page of components."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Page, Paginator

register = template.Library()


@register.filter
def wordlist(words: str) -> list[str]:
    """Return the words of a text: for short lists of names that only a template knows."""
    return words.split()


@register.simple_tag
def icon_names() -> list[str]:
    """Return the names of all icons."""
    sprite = Path(str(finders.find("img/icons.svg"))).read_text("utf-8")
    return re.findall(r'<symbol id="([^"]+)"', sprite)


@register.simple_tag
def sample_page() -> Page[int]:
    """Return the second of three pages."""
    return Paginator(range(30), 10).get_page(2)


@register.simple_tag
def sample_moment() -> datetime:
    """Return a moment at which a programme might begin."""
    return datetime(2026, 12, 9, 4, 30, tzinfo=UTC)
