"""How deep tags stand inside each other, and the blocks at the top of a text: each in one pass, whatever was typed.

Engines that lay out HTML call themselves once for each level, and a parser's work on what is left open grows with the
square of its length; so nothing deeper than `DEEPEST` reaches the one, and nothing deeper than `PARSED` the other.
A formula may have as many levels again.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

DEEPEST: Final = 24
PARSED: Final = 256  # what a parser is given: it also has to see what is too deep, to say so or to show it otherwise
TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
VOID: Final = frozenset("area br col embed hr img input link meta source track wbr".split())
# Tags that authors leave open: the next of the kind closes them, and in themselves they stand only inside a container.
ENDED_BY_THE_NEXT: Final = frozenset("p li dt dd tr td th thead tbody tfoot caption option".split())
# A parser repeats these, when they are left open, in every block that follows; alike ones three times at most.
REPEATED: Final = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^<>]*>", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag in a text, how deep its content stands, and where it is."""

    name: str
    is_end: bool
    depth: int
    start: int
    end: int


def _tags(text: str, *, into_formulas: bool = True) -> Iterator[Tag]:
    """Yield the tags that make levels; an end without its beginning has none."""
    still_open: list[str] = []
    counts: dict[str, int] = {}
    for found in TAG.finditer(text):
        name = found[2].lower()
        if name in VOID or name in ENDED_BY_THE_NEXT:
            continue
        if not into_formulas and counts.get("math") and name != "math":
            continue
        if not found[1]:
            still_open.append(name)
            counts[name] = counts.get(name, 0) + 1
            yield Tag(name, False, len(still_open), *found.span())
        elif counts.get(name):
            yield Tag(name, True, _closed(still_open, counts, name), *found.span())


def _closed(still_open: list[str], counts: dict[str, int], name: str) -> int:
    """Close the innermost `name` with all that stands open in it; return the level it was on."""
    while True:
        last = still_open.pop()
        counts[last] -= 1
        if last == name:
            return len(still_open) + 1


def depth_of(text: str, *, into_formulas: bool = True) -> int:
    """Return how many tags stand inside each other at the deepest place."""
    return max((tag.depth for tag in _tags(text, into_formulas=into_formulas)), default=0)


def shallow(text: str) -> str:
    """Return HTML without the tags beyond the deepest level that is allowed; their words stay, and formulas as such."""
    return _without(text, _tags(text, into_formulas=False), DEEPEST)


def parsable(text: str) -> str:
    """Return typed HTML on which a parser spends no more time than its length deserves."""
    return REPEATED.sub(r"<\1>", _without(text, _tags(text), PARSED))


def _without(text: str, tags: Iterator[Tag], deepest: int) -> str:
    kept, position = [], 0
    for tag in tags:
        if tag.depth > deepest:
            kept.append(text[position : tag.start])
            position = tag.end
    return "".join([*kept, text[position:]]) if kept else text


def blocks(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where the outermost elements with one of `names` begin and end; one that is never closed is none."""
    tags = [(found[2].lower(), bool(found[1]), found.start(), found.end()) for found in TAG.finditer(text)]
    last_end = {name: end for name, is_end, _start, end in tags if is_end}
    begun, name_of_it, level = -1, "", 0
    for name, is_end, start, end in tags:
        if begun < 0:
            if name == "hr" and name in names:
                yield start, end
            elif name in names and not is_end and end < last_end.get(name, 0):
                begun, name_of_it, level = start, name, 1
        elif name == name_of_it:
            level += -1 if is_end else 1
            if not level or end == last_end[name]:
                yield begun, end
                begun = -1
