"""What templates say about people."""

from django import template
from django.utils import translation

from conference.people.models import Person
from conference.people.names import is_latin

register = template.Library()


@register.filter
def shown_name(person: Person) -> str:
    """Return the name for the page's language: English pages show the Latin form of a Cyrillic name."""
    return person.shown_name(translation.get_language() or "ru")


@register.filter
def signed_name(person: Person) -> str:
    """Return the name below a signature: «А. С. Ахметова»; on English pages the name in Latin letters."""
    if translation.get_language() == "en" or is_latin(person.full_name) or not person.family_name:
        return person.shown_name("en")
    letters = [f"{part[0]}." for part in (person.given_name, person.patronymic) if part]
    return " ".join([*letters, person.family_name])
