"""Registering on one page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conference.core.text.localized import i18n
from conference.registration.models import Category, Registration, RegistrationSettings
from conference.registration.questions.choices import Kind
from conference.registration.setup_services import save_code
from tests.factories.questions import QuestionFactory, choosing
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event) -> Category:
    RegistrationSettings.objects.create(event=in_event, is_one_page=True)
    return CategoryFactory(event=in_event)


@pytest.fixture
def address(in_event) -> str:
    with translation.override("ru"):
        return reverse("public:register_start", kwargs={"event": in_event.slug})


def typed(category: Category, **more: str) -> dict[str, str]:
    return {
        "given_name": "Айгүл",
        "family_name": "Ахметова",
        "email": "aigul@example.org",
        "country": "KZ",
        "category": category.code,
        "mode": "in_person",
        "visibility": "nobody",
        "consent": "1",
        "form_key": "a-key",
        **more,
    }


def text(answer) -> str:
    return answer.content.decode()


def test_everything_is_asked_and_registered_at_once(address, category) -> None:
    page = text(Client().get(address))
    for name in ("given_name", "email", "category", "visibility", "consent"):
        assert f'name="{name}"' in page
    answer = Client().post(address, typed(category))
    made = Registration.objects.get()
    assert answer["Location"].endswith(f"/registration/{made.token}/")
    assert made.is_confirmed
    assert made.agreements.count() == 1


def test_steps_stay_where_the_team_wants_them(address, in_event) -> None:
    CategoryFactory(event=in_event)
    assert 'name="category"' not in text(Client().get(address))


def test_a_file_is_asked_for_in_steps(address, category, in_event) -> None:
    QuestionFactory(event=in_event, kind=Kind.FILE)
    assert 'name="category"' not in text(Client().get(address))


def test_sent_twice_it_registers_once(address, category) -> None:
    first, second = (Client().post(address, typed(category)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


def test_who_goes_back_and_sends_something_else_comes_to_their_own_page(address, category) -> None:
    first = Client().post(address, typed(category))
    again = Client().post(address, typed(category, given_name="Марат"))
    assert again["Location"] == first["Location"]
    assert Registration.objects.get().person.given_name == "Айгүл"


def test_each_page_has_a_key_of_its_own(address, category) -> None:
    keys = {re.search(r'name="form_key" value="([^"]+)"', text(Client().get(address)))[1] for _ in range(2)}
    assert len(keys) == 2


def test_what_is_wrong_is_said_at_every_field_and_nothing_is_lost(address, category) -> None:
    answer = Client().post(address, {"family_name": "Ахметова", "note": "у окна", "form_key": "a-key"})
    page = text(answer)
    assert answer.status_code == 200
    for name in ("email", "country", "category", "consent"):
        assert f'href="#id_{name}' in page, name
    assert 'value="Ахметова"' in page
    assert "у окна" in page
    assert 'value="a-key"' in page
    assert not Registration.objects.exists()


def test_the_last_place_gone_offers_the_waiting_list(address, category) -> None:
    Category.objects.update(capacity=0)
    page = text(Client().post(address, typed(category)))
    assert 'name="wait"' in page
    assert 'value="Ахметова"' in page
    Client().post(address, typed(category, wait="yes"))
    assert Registration.objects.get().state == "waiting"


def test_a_full_choice_is_said_at_the_question(address, category, in_event) -> None:
    visit = choosing(in_event, "Музей", places=0)
    museum = visit.choices.get().code
    page = text(Client().post(address, typed(category, **{f"q_{visit.code}": museum})))
    assert f"id_q_{visit.code}" in page
    assert not Registration.objects.exists()


def test_a_code_opens_its_category_and_keeps_what_was_typed(address, category, in_event) -> None:
    closed = CategoryFactory(event=in_event, needs_code=True, name=i18n(ru="Для приглашённых"))
    save_code(event=in_event, by=None, code=None, categories=[closed], word="ALQA-80")
    assert "Для приглашённых" not in text(Client().get(address))
    assert "Для приглашённых" in text(Client().get(address, {"code": "ALQA-80"}))
    opened = text(Client().post(address, typed(category, code="alqa-80", apply_code="yes")))
    assert "Для приглашённых" in opened
    assert 'value="Ахметова"' in opened
    assert not Registration.objects.exists()
    Client().post(address, typed(closed, code="alqa-80"))
    assert Registration.objects.get().access_code.taken == 1


def test_nobody_finds_a_code_by_trying(address, category, in_event, settings) -> None:
    closed = CategoryFactory(event=in_event, needs_code=True)
    save_code(event=in_event, by=None, code=None, categories=[closed], word="ALQA-80")
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "access_code": "2/m/ip"}
    client = Client()
    for _ in range(2):
        client.post(address, typed(category, code="WRONG", apply_code="yes"))
    page = text(client.post(address, typed(closed, code="ALQA-80")))
    assert 'value="ALQA-80"' in page
    page = text(client.get(address, {"code": "ALQA-80"}))
    assert 'value="ALQA-80"' in page
    assert closed.code not in page, "nor by the address"
    assert closed.code in text(client.get(address, {"code": "ALQA-80"}, REMOTE_ADDR="10.0.0.9"))
    assert not Registration.objects.exists()


def test_too_many_from_one_network_are_told_so(address, category, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "register_guest": "1/m/ip"}
    client = Client()
    assert client.post(address, typed(category)).status_code == 302
    answer = client.post(address, typed(category, form_key="b-key", email="b@example.org"))
    assert answer.status_code == 429
    assert 'value="Ахметова"' in text(answer)
    assert Registration.objects.count() == 1


def test_a_robot_that_fills_the_hidden_field_is_not_registered(address, category) -> None:
    Client().post(address, typed(category, fax_number="1"))
    assert not Registration.objects.exists()


def test_the_language_changes_and_keeps_what_was_typed(address, category) -> None:
    answer = Client().post(address, typed(category, switch_language="kk"), follow=True)
    assert 'value="Ахметова"' in text(answer)
    assert 'lang="kk"' in text(answer)
    assert not Registration.objects.exists()
