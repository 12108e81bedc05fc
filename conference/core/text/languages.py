"""Names of languages, ours and any other that a session may be held in."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils import translation


@lru_cache(maxsize=500)
def language_name(code: str, reader: str) -> str:
    """Return the name of language `code` for a reader of `reader`: «казахский»; the code where nobody knows it."""
    try:
        return str(Locale.parse(code).get_language_name(reader) or code)
    except (UnknownLocaleError, ValueError):
        return code


def language_names(codes: Iterable[str]) -> str:
    """Return the names for the active language, separated by commas."""
    reader = translation.get_language() or "ru"
    return ", ".join(language_name(code, reader) for code in codes)
