"""What templates say about people."""

from typing import Any

from django import template
from django.utils import translation
from django_countries import countries

from conference.core.text import languages
from conference.people.models import Person

register = template.Library()


@register.filter
def shown_name(person: Person) -> str:
    """Return the name for the page's language: English pages show the Latin form of a Cyrillic name."""
    return person.shown_name(translation.get_language() or "ru")


@register.filter
def country_name(code: Any) -> str:
    """Return a country's name for the page's language; `code` is a text or what a person holds."""
    return str(countries.name(str(code)))


@register.filter
def language_names(codes: list[str]) -> str:
    """Return the names of languages for the page's language, separated by commas."""
    return languages.language_names(codes)


@register.filter
def where_from(person: Any, country: str) -> str:
    """Return town, region and country as one line; a town that is a region of its own is named once."""
    read = person.get if isinstance(person, dict) else lambda name: getattr(person, name)
    return ", ".join(dict.fromkeys(filter(None, [read("town"), read("region"), country])))
