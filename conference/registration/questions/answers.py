"""What was answered, in its plain form, and the rows that hold it.

The plain form is what a draft and the API carry, by the question's code. It is text for a line, a longer text, a date
(ISO), a number (with a point), a country (two letters), a telephone number (E.164) and a file (its code); yes or no; a
choice's code, a list of such codes, or for a table a mapping from the code of a row to that of a column.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Question

Plain = str | list[str] | dict[str, str]
Answers = Mapping[str, Plain]


def said_by(plain: Plain) -> frozenset[str]:
    """Return the values of an answer, as conditions compare them."""
    if isinstance(plain, str):
        return frozenset({plain} if plain else ())
    return frozenset(plain.values() if isinstance(plain, dict) else plain)


def rows_of(question: Question, plain: Plain) -> list[Answer]:
    """Return an answer as rows to store, without their registration; what is no choice of the question is left out."""
    if not question.has_choices:
        return [Answer(question=question, text=str(plain))] if plain else []
    choices = {choice.code: choice for choice in question.choices.all()}
    if question.kind == Kind.MATRIX:
        rows = {row.code: row for row in question.rows.all()}
        pairs = plain.items() if isinstance(plain, dict) else ()
        return [
            Answer(question=question, row=rows[row], choice=choices[code])
            for row, code in pairs
            if row in rows and code in choices
        ]
    codes = [plain] if isinstance(plain, str) else plain
    return [Answer(question=question, choice=choices[code]) for code in dict.fromkeys(codes) if code in choices]


def plain_from(question: Question, answers: Iterable[Answer]) -> Plain:
    """Return the plain form of a question's stored rows; the inverse of `rows_of`."""
    found: list[Any] = list(answers)
    if question.kind == Kind.MATRIX:
        return {answer.row.code: answer.choice.code for answer in found}
    if question.kind == Kind.MANY:
        return [answer.choice.code for answer in found]
    if question.kind == Kind.CHOICE:
        return found[0].choice.code if found else ""
    return found[0].text if found else ""
