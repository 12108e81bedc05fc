"""What templates say about people."""

from django import template
from django.utils import translation

from conference.people.models import Person

register = template.Library()


@register.filter
def shown_name(person: Person) -> str:
    """Return the name for the page's language: English pages show the Latin form of a Cyrillic name."""
    return person.shown_name(translation.get_language() or "ru")
