"""Money in templates."""

from typing import Any

from django import template

from conference.fees.money import shown

register = template.Library()


@register.filter
def money(amount: Any, currency: str) -> str:
    """Return an amount of smallest units for the reader: «12 000 ₸»."""
    return shown(int(amount), currency) if currency and amount not in (None, "") else ""
