"""Questions and answers through the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from rest_framework.test import APIClient

from conference.events.choices import Role
from conference.registration.models import Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Choice
from conference.registration.questions.queries import answers_of
from tests.factories.questions import QuestionFactory, SectionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(event) -> str:
    return f"/api/v1/events/{event.slug}/"


@pytest.fixture
def category(event):
    with scope(event=event):
        return CategoryFactory(event=event)


def sent(category, **answers):
    person = {"given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ"}
    return {"person": person, "category": category.code, "consent": True, "answers": answers}


def test_what_is_asked_is_told_in_its_order(event, address, django_assert_max_num_queries) -> None:
    with scope(event=event):
        section = SectionFactory(event=event, condition=[[{"on": "mode", "test": "is", "value": "remote"}]])
        inside = choosing(event, "да", "нет", section=section, condition=[[{"on": "category", "test": "filled"}]])
        first = QuestionFactory(event=event, is_required=True)
        QuestionFactory(event=event, is_asked=False)
    with django_assert_max_num_queries(6):
        told = APIClient().get(address + "questions/").json()
    assert [row["code"] for row in told] == [first.code, inside.code]
    assert told[1]["condition"] == [
        [{"on": "mode", "test": "is", "value": "remote"}, {"on": "category", "test": "filled"}]
    ]
    assert [row["label"] for row in told[1]["choices"]] == [{"ru": "да"}, {"ru": "нет"}]


def test_answers_are_taken_and_told(event, address, category, member_of) -> None:
    with scope(event=event):
        food, age = choosing(event, "Рыба", places=1), QuestionFactory(event=event, kind=Kind.NUMBER)
        fish = code_of(food, "Рыба")
    made = APIClient().post(address + "registrations/", sent(category, **{food.code: fish, age.code: "30.5"}), "json")
    assert made.status_code == 201, made.json()
    assert made.json()["answers"] == {food.code: fish, age.code: "30.5"}
    with scope(event=event):
        assert answers_of(Registration.objects.get()) == {food.code: fish, age.code: "30.5"}
        assert Choice.objects.get(code=fish).taken == 1
    full = APIClient().post(address + "registrations/", sent(category, **{food.code: fish}), "json")
    assert full.status_code == 409
    assert fish in full.json()["detail"]
    registrar = APIClient()
    registrar.force_authenticate(member_of(event, Role.REGISTRAR))
    assert registrar.get(address + "registrations/").json()["results"][0]["answers"][food.code] == fish


@pytest.mark.parametrize(
    "answers", ["да", ["да"], {"X": 5}, {"X": None}, {"X": [1]}, {"X": {"y": 1}}, {"UNKNOWN2": "да"}, {"X": "\x00"}]
)
def test_odd_answers_are_refused(event, address, category, answers) -> None:
    data = sent(category) | {"answers": answers}
    answer = APIClient().post(address + "registrations/", data, "json")
    assert answer.status_code == 400
    with scope(event=event):
        assert not Registration.objects.exists()


def test_a_required_answer_is_demanded(event, address, category) -> None:
    with scope(event=event):
        question = QuestionFactory(event=event, is_required=True)
        QuestionFactory(event=event, kind=Kind.FILE, is_required=True)
    answer = APIClient().post(address + "registrations/", sent(category), "json")
    assert answer.json()["fields"]["answers"].keys() == {question.code}, "a file cannot be sent here"


def test_the_list_costs_the_same_for_one_and_for_many(event, address, category, member_of) -> None:
    registrar = APIClient()
    registrar.force_authenticate(member_of(event, Role.REGISTRAR))
    with scope(event=event):
        food = choosing(event, "Рыба")
        fish = code_of(food, "Рыба")

    def costs() -> int:
        with CaptureQueriesContext(connection) as found:
            registrar.get(address + "registrations/")
        return len(found)

    APIClient().post(address + "registrations/", sent(category, **{food.code: fish}), "json")
    costs()  # what is read once for the process
    one = costs()
    for _number in range(3):
        APIClient().post(address + "registrations/", sent(category, **{food.code: fish}), "json")
    assert costs() == one
