"""Content in several languages: one rule for which language is shown, in pages, mails, PDFs, calendars and exports."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from i18nfield.strings import LazyI18nString

LANGUAGE_CODES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "ru": ("ru", "kk", "en"),
    "kk": ("kk", "ru", "en"),
    "en": ("en", "ru", "kk"),
}


def translations(value: Any) -> dict[str, str]:
    """Return the filled translations of `value` by language code; a plain string counts for every reader ("")."""
    if isinstance(value, LazyI18nString):
        value = value.data
    if isinstance(value, Mapping):
        return {code: text for code, text in value.items() if text and str(text).strip()}
    return {"": str(value)} if value else {}


def chosen(value: Any, language: str | None = None) -> tuple[str, str]:
    """Return what a reader of `language` (default: the active one) gets: the code of the translation, and its text.

    The reader's own language, else the fallbacks in order, else what there is; the code of a plain string is "".
    """
    if isinstance(value, LazyI18nString):
        value = value.data
    if not isinstance(value, Mapping):
        return "", str(value) if value else ""
    wanted = language or translation.get_language() or settings.LANGUAGE_CODE
    for code in (*FALLBACKS.get(wanted, LANGUAGE_CODES), *value):
        text = value.get(code)
        if text and str(text).strip():
            return code, text
    return "", ""


def language_shown(value: Any, language: str | None = None) -> str:
    """Return the code of the translation that a reader of `language` (default: the active one) gets, or ""."""
    return chosen(value, language)[0]


def localized(value: Any, language: str | None = None) -> str:
    """Return `value` for a reader of `language`: in it, else in the fallbacks in order, else what there is."""
    return chosen(value, language)[1]


def i18n(**texts: str) -> LazyI18nString:
    """Build a text in several languages: `i18n(ru="Зал", kk="Зал", en="Hall")`; empty ones are left out."""
    return LazyI18nString({code: text for code, text in texts.items() if text})
