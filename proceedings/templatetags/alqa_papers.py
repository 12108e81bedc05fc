"""What templates say about articles: titles with their markup, and the ornament for paper."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from conference.core.text.localized import localized
from conference.templatetags.alqa_menus import ornament
from proceedings.papers.markup import clean_inline
from proceedings.papers.markup import plain as without_markup

register = template.Library()


@register.filter
def inline_markup(value: Any) -> SafeString:
    """Return a title or an abstract with its markup and formulas, in which nothing runs."""
    return mark_safe(clean_inline(localized(value)))


@register.filter
def plain(value: Any) -> str:
    """Return a title or an abstract without markup."""
    return without_markup(localized(value))


@register.filter
def decimal_in_language(value: Decimal) -> str:
    """Return a number with the comma or point of the active language."""
    return format_decimal(value, locale=translation.get_language() or "ru")


@register.simple_tag
def cover_ornament(seed: str) -> SafeString:
    """Return an event's ornament for paper: a PDF knows no custom properties inside pictures."""
    drawn = str(ornament(seed))
    drawn = drawn.replace('class="ornament-seats"', 'stroke="#ffffff" stroke-opacity="0.28" stroke-width="30"')
    drawn = drawn.replace('class="ornament-floor"', 'fill="#ffffff" fill-opacity="0.85"')
    return mark_safe(drawn)
