"""Places, applications, the waiting list and access codes through the API."""

import pytest
from rest_framework.test import APIClient

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import AccessCode, Category, Quota, Registration
from conference.registration.setup_services import save_code
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(in_event) -> str:
    return f"/api/v1/events/{in_event.slug}"


@pytest.fixture
def registrar(in_event, member_of) -> APIClient:
    client = APIClient()
    client.force_authenticate(member_of(in_event, Role.REGISTRAR))
    return client


def register(address: str, category: Category, *, client: APIClient | None = None, **more) -> object:
    person = {"given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ"}
    data = {"person": person, "category": category.code, "consent": True, **more}
    return (client or APIClient()).post(f"{address}/registrations/", data, format="json")


def test_who_may_wait_waits_and_who_may_not_is_refused(address, in_event) -> None:
    category = CategoryFactory(event=in_event, capacity=0)
    assert register(address, category).status_code == 409
    made = register(address, category, wait=True)
    assert made.status_code == 201
    assert made.json()["state"] == "waiting"
    assert made.json()["waiting_since"]


def test_a_name_is_seen_and_stands_on_one_line(address, in_event) -> None:
    category = CategoryFactory(event=in_event)
    names = ["Айгүл\r\n\r\nPay at https://evil.example", "\u200b"]
    person = {"email": "aigul@example.org", "country": "KZ", "post": "a\tb"}
    said = [register(address, category, person=person | {"given_name": name}) for name in names]
    assert [answer.status_code for answer in said] == [201, 400]
    stored = Registration.objects.get().person
    assert (stored.given_name, stored.post) == ("Айгүл Pay at https://evil.example", "a b")


def test_codes_are_not_found_by_trying(address, in_event, registrar, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"access_code": "2/10m/ip"}
    category = CategoryFactory(event=in_event, needs_code=True)
    save_code(event=in_event, by=None, code=None, categories=[category], word="ALQA-80")
    assert [register(address, category, access_code=guess).status_code for guess in ("AAAA", "BBBB")] == [400, 400]
    assert register(address, category, access_code="ALQA-80").status_code == 429
    assert register(address, CategoryFactory(event=in_event)).status_code == 201, "others are not held up"
    assert register(address, category, client=registrar, access_code="ALQA-80").status_code == 201


def test_a_category_for_the_invited_needs_its_code(address, in_event) -> None:
    category = CategoryFactory(event=in_event, needs_code=True)
    save_code(event=in_event, by=None, code=None, categories=[category], word="ALQA-80", capacity=1)
    assert register(address, category).status_code == 400
    assert register(address, category, access_code="нет").status_code == 400
    assert register(address, category, access_code="alqa-80").status_code == 201
    assert register(address, category, access_code="alqa-80").status_code == 409
    assert category.code not in str(APIClient().get(f"{address}/categories/").json())


def test_the_team_decides(address, in_event, registrar) -> None:
    category = CategoryFactory(event=in_event, needs_approval=True, capacity=1)
    codes = [register(address, category).json()["code"] for _ in range(3)]

    def decide(code: str, decision: str, **said: str) -> tuple[int, str]:
        asked = "?state=pending"  # left over from the list: what is named is found whatever its state
        answer = registrar.post(f"{address}/registrations/{code}/{decision}/{asked}", said, format="json")
        return answer.status_code, answer.json().get("state", "")

    assert decide(codes[0], "admit") == (200, "confirmed")
    assert decide(codes[0], "admit")[0] == 409
    assert decide(codes[1], "admit")[0] == 409, "no place is left"
    assert decide(codes[1], "wait") == (200, "waiting")
    assert decide(codes[2], "decline", reason="Увы") == (200, "declined")
    assert Registration.objects.get(code=codes[2]).reason == "Увы"
    assert decide(codes[2], "reopen") == (200, "pending")
    stranger = APIClient().post(f"{address}/registrations/{codes[2]}/admit/", {}, format="json")
    assert stranger.status_code in {401, 403}
    assert Registration.objects.get(code=codes[2]).state == State.PENDING


def test_quotas_are_set_up_and_show_what_is_left(address, in_event, registrar) -> None:
    category = CategoryFactory(event=in_event, capacity=None)
    made = registrar.post(
        f"{address}/quotas/", {"name": {"ru": "Зал"}, "capacity": 3, "categories": [category.code]}, format="json"
    )
    assert made.status_code == 201, made.json()
    register(address, category)
    one = f"{address}/quotas/{made.json()['code']}/"
    assert registrar.get(one).json()["taken"] == 1
    shown = APIClient().get(f"{address}/categories/").json()[0]
    assert (shown["places_in_person"], shown["places_remote"]) == (2, None)
    assert registrar.patch(one, {"capacity": 0}, format="json").status_code == 400
    assert registrar.patch(one, {"capacity": 1}, format="json").json()["categories"] == [category.code]
    assert APIClient().get(one).status_code in {401, 403}
    assert registrar.delete(one).status_code == 204
    assert not Quota.objects.exists()


def test_access_codes_are_set_up(address, in_event, registrar) -> None:
    category = CategoryFactory(event=in_event, needs_code=True)
    made = registrar.post(f"{address}/access-codes/", {"categories": [category.code]}, format="json").json()
    assert len(made["word"]) == 8
    twice = {"word": made["word"].lower(), "categories": [category.code]}
    assert registrar.post(f"{address}/access-codes/", twice, format="json").status_code == 400
    register(address, category, access_code=made["word"])
    one = f"{address}/access-codes/{made['code']}/"
    assert registrar.delete(one).status_code == 409
    assert registrar.patch(one, {"is_active": False}, format="json").json()["taken"] == 1
    assert AccessCode.objects.get().is_active is False


def test_nothing_of_another_event_can_be_named(address, registrar) -> None:
    other = EventFactory()
    from django_scopes import scope

    with scope(event=other):
        foreign = CategoryFactory(event=other)
        quota = Quota.objects.create(event=other, name=i18n(ru="Зал"))
    named = {"name": {"ru": "Зал"}, "categories": [foreign.code]}
    assert registrar.post(f"{address}/quotas/", named, format="json").status_code == 400
    assert registrar.get(f"{address}/quotas/{quota.code}/").status_code == 404
