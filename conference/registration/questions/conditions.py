"""When a question is asked: conditions over earlier answers, as data.

A condition is a list of groups, one of which must hold; a group is a list of tests, all of which must hold:
`[[A, B], [C]]` reads "A and B, or C". The empty list always holds. A test is a mapping: `on` (a question's code, or
one of FACTS), `test` (`choices.Test`), `value` (of IS: a choice's code, "yes", "no"; of LEAST and MOST: a number) and
`is_not`, which turns it round. What a guest says is a mapping from those codes to the set of plain values they gave.
"""

from collections.abc import Iterable, Mapping, Set
from decimal import Decimal, InvalidOperation
from typing import Final, TypedDict

from conference.registration.questions.choices import Test

# What a guest said before the first question: the code of the category, and the way of taking part.
CATEGORY: Final = "category"
MODE: Final = "mode"
FACTS: Final = (CATEGORY, MODE)


class Term(TypedDict, total=False):
    """One test of one earlier answer."""

    on: str
    test: str
    value: str
    is_not: bool


Condition = list[list[Term]]
Said = Mapping[str, Set[str]]


def holds(condition: Condition, said: Said) -> bool:
    """Return whether a condition is met by what a guest said."""
    return not condition or any(all(_term_holds(term, said) for term in group) for group in condition)


def subjects(condition: Condition) -> set[str]:
    """Return the codes of what a condition asks about."""
    return {term["on"] for group in condition for term in group}


def values_tested(condition: Condition, code: str) -> set[str]:
    """Return the values that a condition compares the answer `code` with."""
    return {term.get("value", "") for group in condition for term in group if term["on"] == code}


def _term_holds(term: Term, said: Said) -> bool:
    given = said.get(term["on"], frozenset())
    value = term.get("value", "")
    match term["test"]:
        case Test.IS:
            found = value in given
        case Test.FILLED:
            found = bool(given)
        case Test.LEAST:
            found = any(number >= wanted for number, wanted in _numbers(given, value))
        case Test.MOST:
            found = any(number <= wanted for number, wanted in _numbers(given, value))
        case _:
            found = False
    return found != bool(term.get("is_not"))


def _numbers(given: Iterable[str], value: str) -> list[tuple[Decimal, Decimal]]:
    try:
        return [(Decimal(one), Decimal(value)) for one in given]
    except InvalidOperation:
        return []
