"""Guests race for the last places of a choice, and with the team that sets its limit."""

from threading import Event

import pytest
from django.db import connection, transaction
from django_scopes import scope

from conference.registration.questions import services, setup_services
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice
from conference.registration.questions.queries import in_order, questionnaire_of
from conference.registration.services import Details, change_registration
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
    def carelessly(*, give, wanted):
        for choice in Choice.objects.filter(pk__in=wanted):
            if choice.places_left == 0:
                raise services.ChoiceFullError(choice)
            Choice.objects.filter(pk=choice.pk).update(taken=choice.taken + 1)

    monkeypatch.setattr(services, "_move_places", carelessly)
    question = choosing(event, "Музей", places=PLACES)
    got_in, held = run(event, question)
    assert got_in == held > PLACES


def set_a_limit_meanwhile(event, monkeypatch) -> Choice:
    """Let the team limit a choice just when a guest who takes it has seen that it is not limited."""
    question, guest = choosing(event, "Музей", "Архив", kind=Kind.CHOICE), RegistrationFactory(event=event)
    museum, is_seen, is_set = code_of(question, "Музей"), Event(), Event()
    claim = services._claim_uploads

    def slowly(*args):
        claim(*args)
        is_seen.set()
        is_set.wait(1)  # with the guard it is set only afterwards

    def answer():
        questions = list(in_order(questionnaire_of(event)))
        details = Details(questions=questions, answers={question.code: museum})
        return change_registration(registration=guest, details=details, by=None)

    def limit() -> None:
        is_seen.wait(5)
        lines = [{"code": choice.code, "label": choice.label, "capacity": 100} for choice in question.choices.all()]
        setup_services.save_question(event=event, by=UserFactory(), question=question, choices=lines, kind=Kind.CHOICE)
        is_set.set()

    monkeypatch.setattr(services, "_claim_uploads", slowly)
    race(event, answer, limit)
    assert Answer.objects.filter(choice__code=museum).count() == 1
    return Choice.objects.get(code=museum)


def test_a_limit_set_meanwhile_counts_everybody(event, monkeypatch) -> None:
    assert set_a_limit_meanwhile(event, monkeypatch).taken == 1


def test_without_holding_the_categories_the_guest_is_missed(event, monkeypatch) -> None:
    monkeypatch.setattr(setup_services, "hold_categories", lambda event: None)
    assert set_a_limit_meanwhile(event, monkeypatch).taken == 0
