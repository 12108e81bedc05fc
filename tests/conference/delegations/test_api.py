"""Delegations through the API: added, limited, filled, replaced; judged before anybody is registered."""

import pytest
from rest_framework.test import APIClient

from conference.delegations.models import Delegation, Member
from conference.events.choices import Role
from conference.registration.models import Category, Registration, RegistrationSettings
from tests.factories.delegations import announced, bring, switched_on
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
HEAD = {"given_name": "Жанар", "email": "zhanar@example.org", "language": "kk"}


@pytest.fixture
def category(in_event) -> Category:
    RegistrationSettings.objects.create(event=in_event)
    return CategoryFactory(event=in_event, capacity=3)


@pytest.fixture
def api(in_event, member_of) -> APIClient:
    client = APIClient()
    client.force_authenticate(member_of(in_event, Role.REGISTRAR))
    return client


@pytest.fixture
def address(in_event, category) -> str:
    switched_on(in_event)
    return f"/api/v1/events/{in_event.slug}/delegations/"


def test_a_delegation_is_added_limited_and_withdrawn(address, api, category) -> None:
    made = api.post(
        address, {"institution": "Осакаровская ЦБС", "country": "KZ", "head": HEAD, "size": 6}, format="json"
    )
    assert made.status_code == 201
    assert (made.json()["places"], made.json()["institution"], made.json()["head"]["language"]) == (
        6, "Осакаровская ЦБС", "kk",
    )  # fmt: skip
    own = f"{address}{made.json()['code']}/"
    limited = api.patch(own, {"places": 4, "allotments": {category.code: 2}}, format="json").json()
    assert (limited["places"], limited["allotments"][0]["places"]) == (4, 2)
    assert api.patch(own, {"allotments": {"XXXXXXXX": 2}}, format="json").status_code == 400
    assert api.post(f"{own}admit/").status_code == 409
    assert api.post(f"{own}withdraw/", {"reason": "Дорога."}, format="json").json()["state"] == "withdrawn"
    assert len(api.get(address).json()["results"]) == 1


def test_an_application_is_decided(address, api, in_event) -> None:
    made = announced(in_event)
    Delegation.objects.update(state="applied")
    own = f"{address}{made.code}/"
    assert api.post(f"{own}decline/", {"reason": "Мест нет."}, format="json").json()["state"] == "declined"
    assert api.post(f"{own}decline/").status_code == 409
    assert api.post(f"{own}admit/").json()["state"] == "open"


def test_rows_are_judged_first_and_the_good_ones_registered_once(address, api, in_event) -> None:
    made = announced(in_event)
    rows = [{"given_name": name, "email": f"g{n}@example.org"} for n, name in enumerate("АБВГ")] + [{"email": "x"}]
    members = f"{address}{made.code}/members/"
    tried = api.post(members, {"rows": rows, "dry_run": True}, format="json").json()
    assert [one["fate"] for one in tried["fates"]] == ["ready"] * 3 + ["waits", "refused"]
    assert "given_name" in tried["fates"][4]["faults"]
    assert not Registration.objects.exists()
    done = api.post(members, {"rows": rows}, format="json").json()
    assert len(done["members"]) == 4
    assert api.post(members, {"rows": rows}, format="json").json()["members"] == []
    assert Registration.objects.count() == 4
    assert len(api.get(members).json()["results"]) == 4


@pytest.mark.parametrize("rows", [[], [{}] * 1001, "x", None, [{"given_name": "x" * 301}]])
def test_too_few_too_many_and_odd_rows_are_refused(address, api, in_event, rows) -> None:
    members = f"{address}{announced(in_event).code}/members/"
    assert api.post(members, {"rows": rows}, format="json").status_code == 400


def test_a_delegation_without_places_is_a_conflict_only_in_a_race(address, api, in_event) -> None:
    made = announced(in_event)
    Delegation.objects.update(capacity=0)
    done = api.post(f"{address}{made.code}/members/", {"rows": [{"given_name": "А"}]}, format="json")
    assert [one["fate"] for one in done.json()["fates"]] == ["no_place"]


def test_a_member_is_replaced_and_taken_off(address, api, in_event) -> None:
    made = announced(in_event)
    [member] = bring(made, "Айгүл")
    own = f"{address}{made.code}/members/{member.code}/"
    assert api.post(f"{own}replace/", {"given_name": ""}, format="json").status_code == 400
    new = api.post(f"{own}replace/", {"given_name": "Ержан", "email": "e@example.org"}, format="json").json()
    assert (new["name"], new["replaces"], new["state"]) == ("Ержан", member.code, "confirmed")
    assert api.post(f"{own}replace/", {"given_name": "Ержан2"}, format="json").status_code == 409
    assert api.delete(f"{address}{made.code}/members/{new['code']}/").status_code == 204
    assert not Member.objects.filter(ended_at=None).exists()


def test_others_learn_and_change_nothing(address, in_event, member_of) -> None:
    made = announced(in_event)
    [member] = bring(made, "Айгүл")
    stranger = APIClient()
    stranger.force_authenticate(member_of(EventFactory(), Role.OWNER))
    reviewer = APIClient()
    reviewer.force_authenticate(member_of(in_event, Role.REVIEWER))
    paths = [address, f"{address}{made.code}/", f"{address}{made.code}/members/{member.code}/"]
    for path in paths:
        assert APIClient().get(path).status_code in {401, 403}
        assert stranger.get(path).status_code in {403, 404}
        assert reviewer.get(path).status_code == 403
    other = announced(in_event)
    assert reviewer.delete(paths[2]).status_code == 403
    assert Member.objects.filter(ended_at=None).count() == 1
    registrar = APIClient()
    registrar.force_authenticate(member_of(in_event, Role.REGISTRAR))
    assert registrar.get(f"{address}{other.code}/members/{member.code}/").status_code == 404
