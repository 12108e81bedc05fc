"""Questions of the demo's registration, and what some of its guests answered."""

import random
from typing import Any, Final

from django.db import transaction

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.conditions import Condition, Term
from conference.registration.questions.models import Choice, Question, Row, Section
from conference.registration.questions.queries import in_order, questionnaire_of
from conference.registration.questions.services import ChoiceFullError, store_answers

PLACES_ON_A_VISIT: Final = 25


def seed(event: Event) -> None:
    """Write the questions and let three of four guests on site answer them."""
    _write(event)
    chance = random.Random(81)  # noqa: S311 - the same demo each time
    questions = list(in_order(questionnaire_of(event)))
    rows = Registration.objects.filter(event=event, state=State.CONFIRMED, mode="in_person").order_by("pk")
    for registration in rows:
        if chance.random() < 0.75:
            _answer(registration, questions, chance)


def _answer(registration: Registration, questions: list[Question], chance: random.Random) -> None:
    """Store what a guest answers; a visit that is full by then is left out."""
    answers: dict[str, Any] = {}
    food, visit, bus = questions[:3]
    answers[food.code] = chance.choice(list(food.choices.all())).code
    answers[visit.code] = [choice.code for choice in visit.choices.all() if chance.random() < 0.3]
    answers[bus.code] = "yes" if chance.random() < 0.3 else "no"
    try:
        with transaction.atomic():
            store_answers(registration=registration, questions=questions, answers=answers, is_new=True)
    except ChoiceFullError:
        answers[visit.code] = []
        store_answers(registration=registration, questions=questions, answers=answers, is_new=True)


def _write(event: Event) -> None:
    on_site: Condition = [[Term(on="mode", test="is", value="in_person")]]
    stay = Section.objects.create(
        event=event,
        title=i18n(ru="Пребывание в Караганде", kk="Қарағандыда болу", en="Your stay in Karaganda"),
        condition=on_site,
        position=1,
    )
    food = _question(
        event,
        stay,
        2,
        Kind.CHOICE,
        i18n(ru="Питание", kk="Тамақтану", en="Food"),
        is_required=True,
        help_text=i18n(
            ru="Обеды в дни конференции за счёт организатора.",
            kk="Конференция күндеріндегі түскі ас ұйымдастырушы есебінен.",
            en="Lunches on the days of the conference are on us.",
        ),
    )
    _offer(
        food,
        i18n(ru="Обычное", kk="Қарапайым", en="Anything"),
        i18n(ru="Вегетарианское", kk="Вегетариандық", en="Vegetarian"),
        i18n(ru="Халяль", kk="Халал", en="Halal"),
    )
    visit = _question(
        event,
        stay,
        3,
        Kind.MANY,
        i18n(ru="Экскурсии", kk="Экскурсиялар", en="Visits"),
        help_text=i18n(ru="Число мест ограничено.", kk="Орын саны шектеулі.", en="Places are limited."),
    )
    _offer(
        visit,
        i18n(
            ru="Методический отдел библиотеки",
            kk="Кітапхананың әдістемелік бөлімі",
            en="The library's methodical department",
        ),
        i18n(ru="Музей книги", kk="Кітап музейі", en="Museum of the book"),
        places=PLACES_ON_A_VISIT,
    )
    bus = _question(
        event,
        stay,
        4,
        Kind.YES_NO,
        i18n(
            ru="Нужен ли автобус от вокзала?",
            kk="Вокзалдан автобус керек пе?",
            en="Do you need the bus from the station?",
        ),
    )
    _question(
        event,
        stay,
        5,
        Kind.TEXT,
        i18n(
            ru="Поезд или рейс и время прибытия",
            kk="Пойыз немесе рейс, келу уақыты",
            en="Train or flight, and time of arrival",
        ),
        condition=[[Term(on=bus.code, test="is", value="yes")]],
    )
    talk = Section.objects.create(
        event=event, title=i18n(ru="Ваш доклад", kk="Баяндамаңыз", en="Your talk"), position=6
    )
    needs = _question(
        event,
        talk,
        7,
        Kind.MATRIX,
        i18n(ru="Что понадобится на месте", kk="Орнында не қажет болады", en="What you will need there"),
    )
    _offer(needs, i18n(ru="да", kk="иә", en="yes"), i18n(ru="нет", kk="жоқ", en="no"))
    rows = (
        i18n(ru="Проектор", kk="Проектор", en="Projector"),
        i18n(ru="Звук", kk="Дыбыс", en="Sound"),
        i18n(ru="Синхронный перевод", kk="Ілеспе аударма", en="Interpretation"),
    )
    for position, label in enumerate(rows):
        Row.objects.create(question=needs, label=label, position=position)
    needs.categories.set(Category.objects.filter(event=event).order_by("position")[:1])


def _question(event: Event, section: Section, position: int, kind: Kind, label: Any, **fields: Any) -> Question:
    return Question.objects.create(event=event, section=section, position=position, kind=kind, label=label, **fields)


def _offer(question: Question, *labels: Any, places: int | None = None) -> None:
    for position, label in enumerate(labels):
        Choice.objects.create(question=question, label=label, position=position, capacity=places)
