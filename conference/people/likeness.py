"""How alike the names of two institutions are, in whatever script, case and punctuation they are written."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from conference.core.text.folding import fold, search_words

# Words of one meaning in the languages of our guests. They count little: every second name has them.
_SAME: Final = (
    "library библиотека библиотечная кітапхана кітапханасы kutubxona bibliothek biblioteka bibliothèque",
    "university университет университеті universitet universität",
    "institute институт институты institut",
    "museum музей музейі muzey",
    "school школа мектеп мектебі maktab",
    "system система жүйе жүйесі",
    "archive архив мұрағат мұрағаты arxiv",
    "centre center центр орталық орталығы markaz",
    "central центральная орталық орталықтандырылған centralised centralized централизованная",
    "regional oblast областная облыстық viloyat",
    "city town городская города қалалық қаласының қала г",
    "district районная аудандық района ауданының",
    "scientific научная ғылыми research",
    "universal универсальная әмбебап",
    "public публичная көпшілік",
    "state государственная мемлекеттік davlat",
    "national национальная ұлттық milliy",
)
_FILLERS: Final = frozenset(search_words("им имени атындағы named after of the and для при и № nomidagi de der"))
# How the trade shortens its own names.
_LONG: Final = {
    fold(short): search_words(long)
    for short, long in {
        "цбс": "централизованная библиотечная система",
        "окж": "орталықтандырылған кітапхана жүйесі",
        "оунб": "областная универсальная научная библиотека",
        "оәғк": "облыстық әмбебап ғылыми кітапхана",
        "цгб": "центральная городская библиотека",
        "црб": "центральная районная библиотека",
    }.items()
}
_ADJECTIVE: Final = re.compile(r"(?<=\w{4})(?:sk(?:aia|i|oe|oi)|n(?:aia|i|oe))$")
_COMMON: Final = {word: f"={number}" for number, words in enumerate(_SAME) for word in search_words(words)}
_LITTLE, _MUCH = 0.25, 1.0
ENDING: Final = 3  # letters by which words of one stem may differ: Абай and Абая, Алматы and Алматинская not


@lru_cache(maxsize=5000)
def words_of(name: str) -> frozenset[str]:
    """Return what is to be compared of a name: folded words, those of one meaning as one sign, without small ones."""
    words = [long for word in search_words(name) for long in _LONG.get(word, [word])]
    kept = [word for word in words if word not in _FILLERS and (len(word) > 1 or word.isdigit())]
    return frozenset(_COMMON.get(word) or _ADJECTIVE.sub("", word) for word in kept)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return from 0 to 1 how much of two names is the same: what weighs in both over what weighs in either.

    A word counts as another form of one with the same stem: «Абая» and "Abai".
    """
    shared = sum(_weight(word) for word in one if _partner(word, other))
    everything = sum(map(_weight, one)) + sum(_weight(word) for word in other if not _partner(word, one))
    has_own = any(not word.startswith("=") and _partner(word, other) for word in one)
    return shared / everything if everything and has_own else 0.0


def stems(words: Iterable[str]) -> set[str]:
    """Return by what to look for names that may be alike: the beginnings of words that are not common."""
    return {word[:4] for word in words if not word.startswith("=")}


def _weight(word: str) -> float:
    return _LITTLE if word.startswith("=") else _MUCH


def _partner(word: str, others: frozenset[str]) -> bool:
    return word in others or any(_same_stem(word, other) for other in others)


def _same_stem(one: str, other: str) -> bool:
    if one.startswith("=") or other.startswith("=") or one.isdigit() or other.isdigit():
        return False
    short, long = sorted((one, other), key=len)
    stem = short.rstrip("aeiou") if len(short) > 4 else short
    return len(stem) >= 4 and long.startswith(stem) and len(long) - len(stem) <= ENDING
