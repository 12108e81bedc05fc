"""Names of countries in the page's language, from CLDR: the catalogues of django-countries know no Kazakh."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from django.utils.functional import lazy
from django.utils.translation import get_language
from django_countries.data import COUNTRIES


def name_of(code: str) -> str:
    """Return the name of a country in the active language: «Қазақстан»; the code itself when CLDR has no name."""
    return str(_territories(get_language() or "ru").get(code, code))


@cache
def _territories(language: str) -> Mapping[str, str]:
    found: Mapping[str, str] = Locale.parse(language, sep="-").territories
    return found


def names() -> dict[str, Any]:
    """Return names by code for the setting COUNTRIES_OVERRIDE; each says itself in the language of its page."""
    said = lazy(name_of, str)
    return {code: said(code) for code in COUNTRIES}
