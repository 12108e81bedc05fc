"""Conditions as words for the team."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conference.core.text.localized import localized
from conference.registration.choices import Mode
from conference.registration.questions.choices import Test, YesNo
from conference.registration.questions.conditions import CATEGORY, MODE, Condition, Term
from conference.registration.questions.models import Question


def condition_in_words(condition: Condition, questions: Mapping[str, Question], categories: Mapping[str, str]) -> str:
    """Return a condition as words, "" when there is none; `questions` and `categories` are named by their codes."""
    both, either = " " + pgettext("condition", "and") + " ", ", " + pgettext("condition", "or") + " "
    groups = [both.join(_in_words(term, questions, categories) for term in group) for group in condition]
    return either.join(groups)


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
