"""Conditions and answers as words for people."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries

from conference.core import clock
from conference.core.text.localized import localized
from conference.registration.choices import Mode
from conference.registration.models import Registration
from conference.registration.questions.answers import Answers, Plain
from conference.registration.questions.choices import Kind, Test, YesNo
from conference.registration.questions.conditions import CATEGORY, MODE, Condition, Term
from conference.registration.questions.models import Question
from conference.registration.questions.queries import answers_of, files_of, in_order, questionnaire_of


class Given(NamedTuple):
    """A question with what was answered, in words and in its plain form."""

    question: Question
    words: str
    plain: Plain


# What is written otherwise than it is stored; every other answer is its own words.
WORDS_OF_VALUES: Final[dict[str, Callable[[str], str]]] = {
    Kind.COUNTRY: lambda plain: str(countries.name(plain)),
    Kind.DATE: lambda plain: clock.day(date.fromisoformat(plain)),
    Kind.NUMBER: lambda plain: str(number_format(plain)),
}


def condition_in_words(condition: Condition, questions: Mapping[str, Question], categories: Mapping[str, str]) -> str:
    """Return a condition as words, "" when there is none; `questions` and `categories` are named by their codes."""
    both, either = (" " + pgettext("condition", "and") + " ", ", " + pgettext("condition", "or") + " ")
    groups = [both.join(_in_words(term, questions, categories) for term in group) for group in condition]
    return either.join(groups)


def answers_in_words(questions: Iterable[Question], answers: Answers, files: Mapping[str, str]) -> list[Given]:
    """Return what was answered as words, question by question, without those that were left open.

    `files` names attached files by their codes.
    """
    shown = [(question, answers.get(question.code, "")) for question in questions]
    given = [Given(question, _answer_in_words(question, plain, files), plain) for question, plain in shown]
    return [one for one in given if one.words]


def answers_of_guest(registration: Registration) -> list[Given]:
    """Return what a guest answered as words, also to questions that are no longer asked. Seven queries at most."""
    answers = answers_of(registration)
    if not answers:
        return []
    questions = in_order(questionnaire_of(registration.event, only_asked=False))
    return answers_in_words(questions, answers, files_of(registration))


def _answer_in_words(question: Question, plain: Plain, files: Mapping[str, str]) -> str:
    labels = {choice.code: localized(choice.label) for choice in question.choices.all()} if question.has_choices else {}
    if isinstance(plain, dict):
        rows = [(localized(row.label), labels.get(plain.get(row.code, ""), "")) for row in question.rows.all()]
        return "; ".join(f"{row}: {column}" for row, column in rows if column)
    if isinstance(plain, list):
        return ", ".join(labels[code] for code in plain if code in labels)
    names: Mapping[str, str] = labels | dict(files) | {value: str(label) for value, label in YesNo.choices}
    if question.kind in {Kind.CHOICE, Kind.YES_NO, Kind.FILE}:
        return names.get(plain, "")
    return WORDS_OF_VALUES.get(question.kind, str)(plain) if plain else ""


def _in_words(term: Term, questions: Mapping[str, Question], categories: Mapping[str, str]) -> str:
    """Return one test as words: «Питание» — «вегетарианское»."""
    code, value = term["on"], term.get("value", "")
    question = questions.get(code)
    known = {CATEGORY: (_("Category"), categories), MODE: (_("Participation"), dict(Mode.choices))}
    if question is None:
        name, values = known.get(code, (code, {}))
    else:
        name = localized(question.label)
        values = {choice.code: localized(choice.label) for choice in question.choices.all()} | dict(YesNo.choices)
    patterns = {
        (Test.IS, False): _("“%(name)s” is “%(value)s”"),
        (Test.IS, True): _("“%(name)s” is not “%(value)s”"),
        (Test.FILLED, False): _("“%(name)s” has been answered"),
        (Test.FILLED, True): _("“%(name)s” has not been answered"),
        (Test.LEAST, False): _("“%(name)s” is at least %(value)s"),
        (Test.LEAST, True): _("“%(name)s” is less than %(value)s"),
        (Test.MOST, False): _("“%(name)s” is at most %(value)s"),
        (Test.MOST, True): _("“%(name)s” is more than %(value)s"),
    }
    pattern = patterns[Test(term["test"]), bool(term.get("is_not"))]
    return pattern % {"name": name, "value": values.get(value, value)}
