"""Guests race for the last places of a choice, and with the team that sets its limit."""

import pytest
from django.db import connection, transaction
from django_scopes import scope

from conference.registration.questions import services, setup_services
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice
from conference.registration.questions.queries import in_order, questionnaire_of
from tests.conference.registration.test_race import race
from tests.factories.events import EventFactory, UserFactory
from tests.factories.questions import choosing, code_of
from tests.factories.registration import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)
GUESTS, PLACES = 12, 4


@pytest.fixture
def event():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    found = EventFactory()
    with scope(event=found):
        yield found


def chooser(registration, answers):
    def choose():
        with transaction.atomic():
            questions = list(in_order(questionnaire_of(registration.event)))
            services.store_answers(registration=registration, questions=questions, answers=answers, is_new=True)
        return "in"

    def tried():
        try:
            return choose()
        except services.ChoiceFullError:
            return "full"

    return tried


def run(event, question) -> tuple[int, int]:
    """Let all guests choose at once; return how many got in, and how many hold it."""
    code = question.choices.get().code
    guests = [RegistrationFactory(event=event) for _number in range(GUESTS)]
    answers = race(event, *(chooser(guest, {question.code: code}) for guest in guests))
    return answers.count("in"), Answer.objects.filter(question=question).count()


def test_the_last_places_of_a_choice_are_given_once(event) -> None:
    question = choosing(event, "Музей", places=PLACES)
    assert run(event, question) == (PLACES, PLACES)
    assert question.choices.get().taken == PLACES


def test_without_the_guard_the_same_race_oversells(event, monkeypatch) -> None:
    def carelessly(*, give, take):
        for choice in Choice.objects.filter(pk__in=take):
            if choice.places_left == 0:
                raise services.ChoiceFullError(choice)
            Choice.objects.filter(pk=choice.pk).update(taken=choice.taken + 1)

    monkeypatch.setattr(services, "_move_places", carelessly)
    question = choosing(event, "Музей", places=PLACES)
    got_in, held = run(event, question)
    assert got_in == held > PLACES


def test_a_limit_set_meanwhile_counts_everybody(event) -> None:
    question = choosing(event, "Музей", "Архив", kind=Kind.CHOICE)
    museum, team = code_of(question, "Музей"), UserFactory()
    guests = [RegistrationFactory(event=event) for _number in range(6)]

    def set_limit():
        lines = [{"code": choice.code, "label": choice.label, "capacity": 100} for choice in question.choices.all()]
        setup_services.save_question(event=event, by=team, question=question, choices=lines, kind=Kind.CHOICE)
        return "set"

    runners = [chooser(guest, {question.code: museum}) for guest in guests]
    answers = race(event, *runners[:3], set_limit, *runners[3:])
    assert answers.count("in") == 6, answers
    assert Choice.objects.get(code=museum).taken == Answer.objects.filter(choice__code=museum).count() == 6
