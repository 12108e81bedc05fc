"""The team's table of registrations, its settings and its sheets, as requests."""

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.queries import setup_of
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

WHO = {
    "family_name": "Төлегенова",
    "given_name": "Ұлжан",
    "email": "ulzhan@example.org",
    "organisation": "Бұқар жырау ОКЖ",
    "country": "KZ",
    "town": "Ботақара",
}


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event, capacity=2)


@pytest.fixture
def registrar(in_event, member_of, signed_in) -> Client:
    return signed_in(member_of(in_event, Role.REGISTRAR))


def listed(browser: Client, event, **query: str) -> list[str]:
    response = browser.get(reverse("manage:registrations", kwargs={"event": event.slug}), query)
    return [row.person.full_name for row in response.context["page"]]


def test_the_table_is_searched_in_any_script_filtered_and_ordered(in_event, registrar) -> None:
    for family, country in [("Калинина", "RU"), ("Әбдірахманова", "KZ"), ("Байжанова", "KZ")]:
        person = PersonFactory(event=in_event, family_name=family, given_name="Анна", patronymic="", country=country)
        RegistrationFactory(event=in_event, person=person)
    assert listed(registrar, in_event, q="kalinina") == ["Калинина Анна"]
    assert listed(registrar, in_event, q="Абдирахманова") == ["Әбдірахманова Анна"]
    assert listed(registrar, in_event, country="KZ", order="name") == ["Әбдірахманова Анна", "Байжанова Анна"]
    assert listed(registrar, in_event, state="cancelled") == []
    assert len(listed(registrar, in_event, state="nonsense", order="nonsense")) == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_needs_the_same_queries_for_any_number_of_rows(
    in_event, registrar, django_assert_max_num_queries, rows
) -> None:
    for _ in range(rows):
        RegistrationFactory(
            event=in_event, person=PersonFactory(event=in_event, organisation=OrganisationFactory(event=in_event))
        )
    with django_assert_max_num_queries(13):
        assert len(listed(registrar, in_event)) == rows


def test_sheets_hold_what_is_filtered_and_run_nothing(in_event, registrar) -> None:
    evil = PersonFactory(
        event=in_event, family_name="=cmd|' /C calc'!A0", given_name="@SUM(1)", patronymic="", phone="+77011234567"
    )
    RegistrationFactory(event=in_event, person=evil)
    RegistrationFactory(event=in_event)
    address = reverse("manage:registration_export", kwargs={"event": in_event.slug, "file_format": "csv"})
    text = registrar.get(address, {"q": "sum"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2
    assert rows[1][1] == "'=cmd|' /C calc'!A0".replace("|", "\\|")
    sheet = openpyxl.load_workbook(io.BytesIO(registrar.get(address.replace(".csv", ".xlsx")).content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == 3
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=cmd|' /C calc'!A0" in [cell.value for cell in cells]
    assert "+77011234567" in [cell.value for cell in cells]


def test_html_in_a_name_stays_text(in_event, registrar) -> None:
    person = PersonFactory(event=in_event, family_name="<script>alert(1)</script>", given_name="A")
    made = RegistrationFactory(event=in_event, person=person)
    page = registrar.get(
        reverse("manage:registration", kwargs={"event": in_event.slug, "code": made.code})
    ).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_registrar_registers_changes_and_cancels(in_event, category, registrar) -> None:
    form = WHO | {
        "category": category.code,
        "mode": "in_person",
        "visibility": "nobody",
        "note": "по телефону",
        "consent": "1",
    }
    address = reverse("manage:registration_add", kwargs={"event": in_event.slug})
    done = registrar.post(address, form)
    made = Registration.objects.get()
    assert done["Location"].endswith(f"/registrations/{made.code}/")
    registrar.post(done["Location"] + "change/", form | {"town": "Абай"})
    made.person.refresh_from_db()
    assert made.person.town == "Абай"
    registrar.post(done["Location"] + "cancel/")
    made.refresh_from_db()
    assert made.state == State.CANCELLED
    assert registrar.get(done["Location"]).status_code == 200


def test_the_team_may_choose_a_closed_category(in_event, registrar) -> None:
    closed = CategoryFactory(event=in_event, is_open=False)
    form = WHO | {"category": closed.code, "mode": "in_person", "visibility": "nobody", "note": "", "consent": "1"}
    registrar.post(reverse("manage:registration_add", kwargs={"event": in_event.slug}), form)
    typed = {
        "person": {"given_name": "Ержан", "email": "erzhan@example.org", "country": "KZ"},
        "category": closed.code,
        "consent": True,
    }
    address = f"/api/v1/events/{in_event.slug}/registrations/"
    assert registrar.post(address, typed, content_type="application/json").status_code == 201
    assert Client().post(address, typed, content_type="application/json").status_code == 400
    closed.refresh_from_db()
    assert closed.taken == 2


def test_categories_and_dates_are_set_by_the_team(in_event, registrar) -> None:
    add = reverse("manage:category_add", kwargs={"event": in_event.slug})
    assert (
        registrar.post(
            add, {"name_0": "Гость", "capacity": "3", "ways": "either", "is_open": "on", "position": "0"}
        ).status_code
        == 302
    )
    from conference.registration.models import Category

    category = Category.objects.get()
    Category.objects.filter(pk=category.pk).update(taken=2)
    edit = reverse("manage:category", kwargs={"event": in_event.slug, "code": category.code})
    refused = registrar.post(
        edit, {"name_0": "Гость", "capacity": "1", "ways": "either", "is_open": "on", "position": "0"}
    )
    assert "capacity" in refused.context["form"].errors
    setup = reverse("manage:registration_setup", kwargs={"event": in_event.slug})
    wrong = registrar.post(setup, {"opens_at": "2026-12-02T09:00", "closes_at": "2026-12-01T09:00"})
    assert wrong.context["form"].errors
    always = {"offer_hours": "48", "hold_minutes": "30"}
    registrar.post(setup, {"opens_at": "2026-12-01T09:00", **always})
    stored = setup_of(in_event)
    assert stored.opens_at.isoformat() == "2026-12-01T04:00:00+00:00", "times are those of the event's zone"


def test_own_registrations_are_found_by_the_address_one_signed_in_with(in_event, signed_in, member_of) -> None:
    from tests.factories.events import UserFactory

    user = UserFactory(email="aigul@example.org")
    RegistrationFactory(event=in_event, person=PersonFactory(event=in_event, email="Aigul@example.org"))
    RegistrationFactory(event=in_event)
    page = signed_in(user).get("/my/")
    registrations = next(s["data"]["registrations"] for s in page.context["sections"] if "registrations" in s["data"])
    assert len(registrations) == 1
