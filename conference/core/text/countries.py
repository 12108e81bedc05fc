"""Names of countries in the page's language, from CLDR: the catalogues of django-countries know no Kazakh."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import django_countries
from babel import Locale
from django.utils.functional import lazy
from django.utils.translation import get_language
from django_countries.data import COUNTRIES

from conference.core.text.collation import sort_key

# Where CLDR is behind what people say in Kazakhstan.
SAID: Mapping[tuple[str, str], str] = {("ru", "KG"): "Кыргызстан"}


def name_of(code: str) -> str:
    """Return the name of a country in the active language: «Қазақстан»; the code itself when CLDR has no name."""
    language = get_language() or "ru"
    return SAID.get((language, code)) or str(_territories(language).get(code, code))


@cache
def _territories(language: str) -> Mapping[str, str]:
    found: Mapping[str, str] = Locale.parse(language, sep="-").territories
    return found


def names() -> dict[str, Any]:
    """Return names by code for the setting COUNTRIES_OVERRIDE; each says itself in the language of its page."""
    said = lazy(name_of, str)
    return {code: said(code) for code in COUNTRIES}


def sort_by_alphabet() -> None:
    """Let lists of countries follow the alphabet of the page; django-countries itself sorts by ASCII letters alone."""
    django_countries.sort_key = lambda item: sort_key(str(item[1]), get_language() or "ru")
