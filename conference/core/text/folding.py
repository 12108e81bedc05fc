"""One spelling for searching: case, script and diacritics folded away, the same in Python and in stored columns.

SQLite compares Cyrillic letters case-sensitively and no database folds Өскемен to Оскемен, so what is searched is
stored folded, and what is typed is folded the same way before it is compared.
"""

import re
import unicodedata

from conference.core.text.transliteration import to_latin

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold(text: str) -> str:
    """Return `text` for comparison: «Өскемен», «Оскемен» and «Oskemen» all give ``oskemen``; words by one space."""
    latin = to_latin(text)
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(ch))
    # Қызылорда is often written Кызылорда, and Latin spellings waver between q and k.
    return _NOT_WORD.sub(" ", bare.casefold().replace("q", "k")).strip()


def search_text(*parts: str) -> str:
    """Join what a row can be found by into one folded line, with a space before and after so that words match whole."""
    return f" {' '.join(filter(None, map(fold, parts)))} "


def search_words(typed: str) -> list[str]:
    """Split what somebody typed into folded words; each must be found."""
    return fold(typed).split()
