"""One spelling for searching: case, script and diacritics folded away, the same in Python and in stored columns.

SQLite compares Cyrillic letters case-sensitively and no database folds Өскемен to Оскемен, so what is searched is
stored folded, and what is typed is folded the same way before it is compared.
"""

import re
import unicodedata
from typing import Final

from conference.core.text.transliteration import to_latin

_NOT_WORD: Final = re.compile(r"[^\w]+", re.UNICODE)
# Letters of our neighbours that neither fall apart into a letter and a mark nor stand in the table of transliteration;
# apostrophes and the letters written like them (Oʻzbek, O’Connor, Сағат’) count for nothing inside a word.
_LETTERS: Final = {
    **str.maketrans("ıłŁøØđĐðəƏҳҲҷҶҗҖҡҠҙҘҫҪєЄґҐўЎ", "ilLoOdDdaAhHjJjJkKzZsSeEgGoO", "'’‘`ʻʼʹ´"),
    ord("þ"): "th",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
# Spellings between which people and passports waver: Қ by q or k, Х by kh or h, Ж by zh or j, Ш by sh or ş, Я by ya or
# ia, Е by ye or e. In this order; of doubled letters one counts, of digits all.
_ALIKE: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"([^\W\d_])\1+", r"\1"),
        ("y", "i"),
        ("q", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("zh", "j"),
        ("j(?:k?h)+", "j"),  # жх and жһ
        ("kh", "h"),
        ("sh", "s"),
        ("ch", "c"),
        ("ie", "e"),
    )
)


def _bare(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))


def fold(text: str) -> str:
    """Return `text` for comparison: «Өскемен», «Оскемен» and «Oskemen» all give ``oskemen``; words by one space.

    One spelling stands for all that are read alike (`_ALIKE`), so the result is to be compared and never shown.
    """
    folded = _NOT_WORD.sub(" ", _bare(to_latin(_bare(text.translate(_LETTERS)))).casefold()).strip()
    before = ""
    while folded != before:  # «Кх» gives kkh, kh and h: until nothing changes, so that folding twice changes nothing
        before = folded
        for pattern, plain in _ALIKE:
            folded = pattern.sub(plain, folded)
    return folded


def search_text(*parts: str) -> str:
    """Join what a row can be found by into one folded line, with a space before and after so that words match whole."""
    return f" {' '.join(filter(None, map(fold, parts)))} "


def search_words(typed: str) -> list[str]:
    """Split what somebody typed into folded words; each must be found."""
    return fold(typed).split()
