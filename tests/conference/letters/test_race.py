"""Letters race for numbers, with the lock of the register and, as proof that the race is a real one, without."""

from collections.abc import Callable
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import Max
from django_scopes import scope

from conference.letters.models import Letter
from conference.letters.services import AlreadyDecidedError, issue_letter, register
from tests.conference.registration.test_race import race
from tests.factories.events import EventFactory, UserFactory
from tests.factories.letters import LetterTemplateFactory, asked

CLIENTS = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time, so nobody reads a number while another letter is written")
    found = EventFactory()
    with scope(event=found):
        LetterTemplateFactory(event=found)
        yield found


def issue_at_once(event) -> list[object]:
    by = UserFactory()
    requests = [asked(event) for _ in range(CLIENTS)]
    runners: list[Callable[[], object]] = [
        lambda request=request: issue_letter(request=request, by=by) for request in requests
    ]
    return race(event, *runners)


def test_no_number_is_given_twice_and_none_is_left_out(event) -> None:
    answers = issue_at_once(event)
    assert all(isinstance(answer, Letter) for answer in answers), answers
    assert sorted(Letter.objects.values_list("n", flat=True)) == list(range(1, CLIENTS + 1))


def test_reading_the_last_number_first_fails_in_the_same_race(event, monkeypatch) -> None:
    read = Barrier(CLIENTS)

    def careless(_counter, *, event, year: int) -> int:
        last = Letter.objects.filter(event=event, year=year).aggregate(last=Max("n"))["last"] or 0
        read.wait(10)
        return last + 1

    monkeypatch.setattr(register, "next_number", careless)
    answers = issue_at_once(event)
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == CLIENTS - 1


def test_one_request_issued_several_times_at_once_is_one_letter(event) -> None:
    by, request = UserFactory(), asked(event)

    def once() -> object:
        try:
            return issue_letter(request=request, by=by)
        except AlreadyDecidedError as fault:
            return fault

    answers = race(event, *[once] * 4)
    assert sum(isinstance(answer, Letter) for answer in answers) == 1
    assert Letter.objects.count() == 1
