"""Registering once however often it is sent, changing, and accepting an offer, through the API."""

from threading import Thread

import pytest
from django.db import connection
from rest_framework.test import APIClient

from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.questions.choices import Kind
from tests.factories.events import EventFactory
from tests.factories.questions import QuestionFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(in_event) -> str:
    return f"/api/v1/events/{in_event.slug}/registrations/"


@pytest.fixture
def category(in_event) -> Category:
    return CategoryFactory(event=in_event)


@pytest.fixture
def registrar(in_event, member_of) -> APIClient:
    client = APIClient()
    client.force_authenticate(member_of(in_event, Role.REGISTRAR))
    return client


def sent(category: Category, **person: str) -> dict:
    who = {"given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ", **person}
    return {"person": who, "category": category.code, "consent": True}


def post(address: str, data: dict, key: str) -> object:
    return APIClient().post(address, data, format="json", headers={"Idempotency-Key": key})


class TestSentAgain:
    def test_a_retry_registers_nobody_a_second_time(self, address, category) -> None:
        first, second = (post(address, sent(category), "7f3c") for _ in range(2))
        assert first.status_code == second.status_code == 201
        assert first.json()["code"] == second.json()["code"]
        assert first.json()["agreements"] == second.json()["agreements"]
        assert Registration.objects.count() == 1

    def test_without_a_key_two_requests_are_two_guests(self, address, category) -> None:
        for _ in range(2):
            assert APIClient().post(address, sent(category), format="json").status_code == 201
        assert Registration.objects.count() == 2

    def test_a_key_of_another_guest_is_refused(self, address, category) -> None:
        post(address, sent(category), "7f3c")
        answer = post(address, sent(category, given_name="Марат"), "7f3c")
        assert answer.status_code == 422
        assert answer.json()["code"] == "idempotency_key_reused"
        assert "Айгүл" not in answer.content.decode()

    def test_somebody_else_with_the_key_gets_no_answer_of_it(self, address, category, registrar) -> None:
        code = post(address, sent(category), "7f3c").json()["code"]
        again = registrar.post(address, sent(category), format="json", headers={"Idempotency-Key": "7f3c"})
        assert again.json()["code"] != code

    def test_what_was_refused_may_be_sent_again(self, address, category) -> None:
        Category.objects.update(capacity=0)
        assert post(address, sent(category), "7f3c").status_code == 409
        Category.objects.update(capacity=1)
        assert post(address, sent(category), "7f3c").status_code == 201

    def test_a_key_that_is_too_long_is_refused(self, address, category) -> None:
        assert post(address, sent(category), "k" * 256).status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory one writer comes at a time")
def test_many_retries_at_once_register_one_guest(address, category) -> None:
    answers = []

    def send() -> None:
        try:
            answers.append(post(address, sent(category), "7f3c"))
        finally:
            connection.close()

    crew = [Thread(target=send) for _ in range(8)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == Registration.objects.count() == 1
    category.refresh_from_db()
    assert category.taken == 1


class TestChanging:
    @pytest.fixture
    def guest(self, in_event, category) -> Registration:
        Category.objects.filter(pk=category.pk).update(taken=1)
        return RegistrationFactory(event=in_event, category=category)

    def change(self, client: APIClient, address: str, guest: Registration, data: dict) -> object:
        return client.patch(f"{address}{guest.code}/", data, format="json")

    def test_only_what_is_sent_changes(self, address, registrar, guest) -> None:
        before = guest.person
        answer = self.change(registrar, address, guest, {"person": {"post": "директор"}, "note": "у окна"})
        assert answer.status_code == 200, answer.json()
        guest.refresh_from_db()
        assert (guest.person.post, guest.note) == ("директор", "у окна")
        assert (guest.person.family_name, guest.person.email) == (before.family_name, before.email)
        assert guest.revision == 1

    def test_a_full_category_is_a_conflict(self, address, registrar, guest, in_event) -> None:
        full = CategoryFactory(event=in_event, capacity=0)
        answer = self.change(registrar, address, guest, {"category": full.code})
        assert answer.status_code == 409
        guest.refresh_from_db()
        assert guest.category_id != full.pk

    def test_another_category_takes_and_frees_places(self, address, registrar, guest, category, in_event) -> None:
        other = CategoryFactory(event=in_event)
        assert self.change(registrar, address, guest, {"category": other.code}).json()["category"] == other.code
        taken = dict(Category.objects.values_list("pk", "taken"))
        assert (taken[category.pk], taken[other.pk]) == (0, 1)

    def test_an_answer_changes_and_the_others_stay(self, address, registrar, guest, in_event) -> None:
        first, second = (QuestionFactory(event=in_event, kind=Kind.TEXT) for _ in range(2))
        self.change(registrar, address, guest, {"answers": {first.code: "Архивы", second.code: "Музеи"}})
        answer = self.change(registrar, address, guest, {"answers": {second.code: "Сканирование"}})
        assert answer.json()["answers"] == {first.code: "Архивы", second.code: "Сканирование"}
        assert self.change(registrar, address, guest, {"answers": {"UNKNOWN": "да"}}).status_code == 400

    def test_another_events_guest_is_not_found(self, registrar, guest) -> None:
        elsewhere = f"/api/v1/events/{EventFactory().slug}/registrations/"
        assert self.change(registrar, elsewhere, guest, {"note": "x"}).status_code == 404

    @pytest.mark.parametrize("role", [Role.CHECKIN, Role.CHAIR, Role.EDITOR])
    def test_other_roles_may_not(self, address, guest, in_event, member_of, role) -> None:
        client = APIClient()
        client.force_authenticate(member_of(in_event, role))
        assert self.change(client, address, guest, {"note": "x"}).status_code == 403

    def test_who_has_cancelled_is_not_changed(self, address, registrar, guest) -> None:
        registrar.delete(f"{address}{guest.code}/")
        assert self.change(registrar, address, guest, {"note": "x"}).status_code == 409


def test_an_offer_is_accepted_once(address, in_event, registrar, category) -> None:
    Category.objects.update(capacity=1)
    first = APIClient().post(address, sent(category), format="json").json()["code"]
    waits = sent(category, email="b@example.org") | {"wait": True}
    second = APIClient().post(address, waits, format="json").json()["code"]
    assert registrar.post(f"{address}{second}/accept/").status_code == 409
    registrar.delete(f"{address}{first}/")
    Registration.objects.filter(code=second).update(state=State.OFFERED, offered_until="2099-01-01T00:00Z")
    Category.objects.update(taken=1)
    assert registrar.post(f"{address}{second}/accept/").json()["state"] == State.CONFIRMED
