"""Questions with their choices. They need an open scope."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Choice, Question, Row, Section


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    title = factory.Sequence(lambda n: i18n(ru=f"Раздел {n}", kk=f"Бөлім {n}", en=f"Section {n}"))
    position = factory.Sequence(lambda n: n)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    label = factory.Sequence(lambda n: i18n(ru=f"Вопрос {n}", kk=f"Сұрақ {n}", en=f"Question {n}"))
    position = factory.Sequence(lambda n: n)


def choosing(
    event: Event, *labels: str, kind: Kind = Kind.CHOICE, rows: tuple[str, ...] = (), **fields: Any
) -> Question:
    """Make a question with choices of these labels; `places` limits each of them."""
    places = fields.pop("places", None)
    question: Question = QuestionFactory(event=event, kind=kind, **fields)
    for position, label in enumerate(labels):
        Choice.objects.create(question=question, label=i18n(ru=label), position=position, capacity=places)
    for position, label in enumerate(rows):
        Row.objects.create(question=question, label=i18n(ru=label), position=position)
    return question


def code_of(question: Question, label: str) -> str:
    """Return the code of the choice with this label."""
    return next(choice.code for choice in question.choices.all() if str(choice) == label)
