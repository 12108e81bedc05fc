"""Alphabetical order for Kazakh, Russian and English, stored as a sort key so that every database orders alike.

The order of Cyrillic letters is the Kazakh alphabet of 42 letters, which contains the Russian one; Ё counts
as Е until nothing else differs (Unicode Technical Standard 10, level two). No maintained library gives this without a
compiler: PyICU has no wheels and pyuca puts І after И.
"""

import unicodedata
from typing import Final

KAZAKH_ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_BASE_OF: Final = {"ё": "е"}
# Signs are below 0x20 apart from digits, so a space ("Ким Анна") sorts before any letter ("Кимов").
_DIGITS: Final = {str(n): chr(0x21 + n) for n in range(10)}
_FIRST, _SECOND = 0x40, 0x80


def _weights(cyrillic_first: bool) -> dict[str, str]:
    cyrillic, latin = (_FIRST, _SECOND) if cyrillic_first else (_SECOND, _FIRST)
    table = {letter: chr(cyrillic + n) for n, letter in enumerate(KAZAKH_ALPHABET)}
    table |= {letter: chr(latin + n) for n, letter in enumerate(_LATIN)}
    return table | {letter: table[base] for letter, base in _BASE_OF.items()} | _DIGITS


_WEIGHTS: Final = {"ru": _weights(True), "kk": _weights(True), "en": _weights(False)}
SORT_KEY_LENGTH: Final = 200


def sort_key(text: str, language: str = "ru") -> str:
    """Return a string whose code-point order is the alphabetical order of `text` in `language`.

    In ru and kk Cyrillic stands before Latin, in en after it. At most 200 characters, to fit a column.
    """
    weights = _WEIGHTS.get(language, _WEIGHTS["ru"])
    lowered = text.casefold().strip()
    primary = []
    for char in unicodedata.normalize("NFC", lowered):
        weight = weights.get(char) or weights.get(unicodedata.normalize("NFD", char)[0])
        if weight:
            primary.append(weight)
        elif char.isspace() or char in "-–,.":
            primary.append("\x20")
        elif char.isalpha():
            primary.append("\xff" + char)
    # The second part only decides between equals: е before ё, and the bare letter before the accented one.
    return f"{''.join(primary)[: SORT_KEY_LENGTH // 2]}\x01{lowered[: SORT_KEY_LENGTH // 2 - 1]}"
