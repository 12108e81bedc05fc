"""The team's pages of delegations: decided, limited, listed by origin, taken along; and what pages cost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conference.delegations import services
from conference.delegations.models import Delegation, DelegationSettings, Member
from conference.events.choices import Role
from conference.people.models import Person
from conference.registration.models import Registration
from tests.conference.delegations.test_pages import ANNOUNCED, of_team, page
from tests.factories.delegations import bring, row

pytestmark = pytest.mark.django_db


def test_the_team_adds_decides_and_sets_places(in_event, category, member_of, signed_in) -> None:
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    added = {
        name: ANNOUNCED[name] for name in ("organisation", "country", "family_name", "given_name", "email", "size")
    }
    registrar.post(reverse("manage:delegation_add", kwargs={"event": in_event.slug}), added)
    made = Delegation.objects.get()
    assert made.capacity == 6
    registrar.post(of_team(made, "delegation_limits"), {"capacity": "3", f"allotment_{category.code}": "2"})
    assert made.allotments.get().capacity == 2
    services.put_rows(delegation=made, rows=[row("А"), row("Б"), row("В")])
    registrar.post(of_team(made, "delegation_register"))
    assert Registration.objects.count() == 2
    refused = registrar.post(of_team(made, "delegation_limits"), {"capacity": "1", f"allotment_{category.code}": "2"})
    assert refused.context["form"].errors["capacity"]
    head = {"given_name": "Жанна", "email": "zhanna@example.org"}
    registrar.post(of_team(made, "delegation_head"), head)
    assert Delegation.objects.get().head.given_name == "Жанна"
    for name in ("delegation", "delegation_people", "delegation_limits", "delegation_head"):
        assert registrar.get(of_team(made, name)).status_code == 200


def test_settings_are_kept(in_event, category, member_of, signed_in) -> None:
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    address = reverse("manage:delegation_settings", kwargs={"event": in_event.slug})
    registrar.post(address, {"is_on": "on", "places": "9", "categories": [category.pk]})
    stored = DelegationSettings.objects.get()
    assert (stored.is_on, stored.places, list(stored.categories.all())) == (True, 9, [category])


@pytest.mark.parametrize("by", ["institution", "region", "country", "nonsense"])
@pytest.mark.parametrize("who", ["", "members"])
def test_lists_by_origin(delegation, member_of, signed_in, by, who, django_assert_max_num_queries) -> None:
    bring(delegation, "Айгүл", "Ержан")
    registrar = signed_in(member_of(delegation.event, Role.REGISTRAR))
    address = reverse("manage:delegation_lists", kwargs={"event": delegation.event.slug})
    with django_assert_max_num_queries(20):
        answer = registrar.get(address, {"by": by, "who": who})
    [group] = answer.context["groups"]
    assert len(group.people) == 2
    for file_format in ("csv", "xlsx"):
        kwargs = {"event": delegation.event.slug, "file_format": file_format}
        assert registrar.get(reverse("manage:delegation_lists_export", kwargs=kwargs)).status_code == 200


def test_exports_run_nothing_in_a_spreadsheet(delegation, member_of, signed_in) -> None:
    bring(delegation, "=1+1", email="")
    registrar = signed_in(member_of(delegation.event, Role.REGISTRAR))
    for address in (
        of_team(delegation, "delegation_export", file_format="csv"),
        page(delegation, "delegation_export", file_format="csv"),
    ):
        assert "'=1+1" in registrar.get(address).content.decode("utf-8-sig")


@pytest.mark.parametrize("rows", [1, 12])
def test_pages_ask_as_much_for_many_as_for_one(delegation, client, rows, django_assert_max_num_queries) -> None:
    bring(delegation, *[f"Гость {n}" for n in range(rows)])
    services.put_rows(delegation=delegation, rows=[row(f"Ещё {n}", email="нет") for n in range(rows)])
    for name in ("delegation", "delegation_people"):
        with django_assert_max_num_queries(32):
            assert client.get(page(delegation, name)).status_code == 200


def test_the_head_sees_no_contacts_that_a_member_gave_themselves(delegation, client, member_of, signed_in) -> None:
    [done, _waiting] = bring(delegation, "Айгүл", "Ержан")
    Person.objects.filter(registrations=done.registration_id).update(
        email="own@example.org", phone="+77012345601", town="Семей", country="KG"
    )
    Member.objects.filter(pk=done.pk).update(completed_at=timezone.now())
    addresses = [page(delegation), page(delegation, "delegation_export", file_format="csv")]
    for address in addresses:
        shown = client.get(address).content.decode()
        assert "erzhan@example.org" in shown, "what the head wrote stays"
        for secret in ("own@example.org", "77012345601", "Семей", "Қырғызстан", "Киргизия"):
            assert secret not in shown, address
    registrar = signed_in(member_of(delegation.event, Role.REGISTRAR))
    assert "own@example.org" in registrar.get(of_team(delegation)).content.decode()
    exported = registrar.get(of_team(delegation, "delegation_export", file_format="csv")).content.decode()
    assert "own@example.org" in exported


@pytest.mark.parametrize("name", ["delegation_address", "delegation_replace"])
def test_letters_to_new_addresses_are_counted(delegation, client, name, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "register_guest": "1/m/ip"}
    bring(delegation, "Айгүл")
    for number in range(3):
        found = Member.objects.get(ended_at=None)
        typed = {"given_name": f"Гость {number}", "email": f"g{number}@example.org"}
        client.post(page(delegation, name, member=found.code), typed)
    assert Person.objects.filter(email="g0@example.org").exists()
    assert not Person.objects.filter(email__in=["g1@example.org", "g2@example.org"]).exists()
