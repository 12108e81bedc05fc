"""Answers in their plain form, checked as if they came from a page: those of a draft, and of the API."""

from collections.abc import Sequence

from django.http import QueryDict

from conference.registration.models import Category
from conference.registration.questions.answers import Answers
from conference.registration.questions.choices import Kind
from conference.registration.questions.forms.answering import QuestionsForm, initial_from
from conference.registration.questions.queries import Part

Faults = dict[str, list[str]]


def data_from(parts: Sequence[Part], own: Answers) -> QueryDict:
    """Return answers as what a browser would send, to check them again."""
    data = QueryDict(mutable=True)
    for name, value in initial_from(parts, own).items():
        sent = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        data.setlist(name, [one for one in sent if one])  # a browser sends no box that is not ticked
    return data


def answered(
    parts: Sequence[Part], answers: Answers, *, category: Category, mode: str, own: Answers
) -> tuple[QuestionsForm, Faults]:
    """Return the checked form of what was answered elsewhere than on a page, and complaints by questions' codes.

    `own` is what the guest answered before and did not answer anew. A file cannot be sent in plain form, so none is
    demanded.
    """
    data = data_from(parts, {**own, **answers})
    form = QuestionsForm(data, parts=parts, category=category, mode=mode, own=own)
    for question in form.questions:
        if question.kind == Kind.FILE:
            form.fields[f"q_{question.code}"].required = False
    unknown = answers.keys() - {question.code for question in form.questions}
    faults = {code: ["This is not asked."] for code in sorted(unknown)}
    if not form.is_valid():
        faults |= {name.split("_")[1]: [str(text) for text in texts] for name, texts in form.errors.items()}
    return form, faults
