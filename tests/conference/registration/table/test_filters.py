"""What the table finds for an address, and what its pages, chips and sheets say of it."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conference.core import clock
from conference.core.text.localized import i18n
from conference.registration import rules
from conference.registration.choices import Mode, State
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer
from conference.registration.table.models import Mark
from conference.registration.table.queries import rows
from conference.registration.table.views import parts
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.questions import QuestionFactory, choosing
from tests.factories.registration import CategoryFactory, RegistrationFactory
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db


def address(event, name: str = "registrations", **more: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **more})


def listed(browser, event, **query) -> list[str]:
    answer = browser.get(address(event), query)
    return sorted(row.person.given_name for row in answer.context["page"])


@pytest.fixture
def guests(in_event):
    """Three guests who differ in everything that one can filter by."""
    now = timezone.now()
    food = choosing(in_event, "Мясо", "Рыба")
    visa = QuestionFactory(event=in_event, kind=Kind.YES_NO)
    consent = Consent.objects.create(event=in_event, kind=ConsentKind.OTHER)
    version = ConsentVersion.objects.create(consent=consent, number=1, title=i18n(ru="Съёмка"))
    houses = [OrganisationFactory(event=in_event, name=i18n(ru=f"Дом {n}"), region="Алматы") for n in "АБВ"]
    made = []
    for number, given in enumerate(("Анна", "Болат", "Вера")):
        person = PersonFactory(
            event=in_event,
            given_name=given,
            country=("KZ", "RU", "KZ")[number],
            region=("", "Омская область", "Астана")[number],
            organisation=houses[number],
        )
        registration = RegistrationFactory(
            event=in_event,
            person=person,
            category=CategoryFactory(event=in_event, taken=1),
            mode=Mode.REMOTE if number == 1 else Mode.IN_PERSON,
            state=State.CANCELLED if number == 2 else State.CONFIRMED,
            cancelled_at=now if number == 2 else None,
            created_at=now - timedelta(days=10 * number),
        )
        Answer.objects.create(registration=registration, question=food, choice=food.choices.all()[number % 2])
        Answer.objects.create(registration=registration, question=visa, text=("yes", "no", "yes")[number])
        made.append(registration)
    Agreement.objects.create(registration=made[0], version=version)
    Agreement.objects.create(registration=made[1], version=version, withdrawn_at=now + timedelta(seconds=1))
    Mark.objects.create(registration=made[1], name="переводчик")
    return made


def test_each_filter_finds_its_guests_and_all_of_them_together(in_event, registrar, guests) -> None:
    anna, _bolat, _vera = guests
    meat = Answer.objects.get(registration=anna, choice__isnull=False).choice.code
    visa = Answer.objects.get(registration=anna, choice=None).question.code
    consent = Consent.objects.get().code
    day = (timezone.now() - timedelta(days=10)).astimezone(in_event.zone).date().isoformat()
    cases = [
        ({"q": "Болат"}, ["Болат"]),
        ({"state": "cancelled"}, ["Вера"]),
        ({"category": anna.category.code}, ["Анна"]),
        ({"country": "KZ"}, ["Анна", "Вера"]),
        ({"region": "Алматы"}, ["Анна"]),
        ({"region": "Астана"}, ["Вера"]),
        ({"organisation": "dom b"}, ["Болат"]),
        ({"mode": "remote"}, ["Болат"]),
        ({"mark": "переводчик"}, ["Болат"]),
        ({"answer": meat}, ["Анна", "Вера"]),
        ({"answer": [meat, f"{visa}-no"]}, []),
        ({"answer": f"{visa}-yes"}, ["Анна", "Вера"]),
        ({"consent": consent}, ["Анна"]),
        ({"consent": f"-{consent}"}, ["Болат", "Вера"]),
        ({"since": day, "until": day}, ["Болат"]),
        ({"country": "KZ", "answer": meat, "state": "confirmed", "consent": consent}, ["Анна"]),
        (
            {
                "state": "?",
                "category": "?",
                "answer": "?",
                "consent": "-?",
                "since": "32",
                "mode": "x",
                "country": "XX",
            },
            ["Анна", "Болат", "Вера"],
        ),
    ]
    assert {str(query): listed(registrar, in_event, **query) for query, _found in cases} == {
        str(query): found for query, found in cases
    }


def test_chips_take_one_filter_out_and_the_number_is_said(in_event, registrar, guests) -> None:
    page = registrar.get(address(in_event), {"country": "KZ", "state": "confirmed", "q": "анна"})
    assert "1 регистрация<" in page.content.decode()
    chips = {chip.words: chip.address for chip in page.context["chips"]}
    assert set(chips) == {"«анна»", "Оформлена", "Казахстан"}
    assert chips["Оформлена"] == f"{address(in_event)}?q=%D0%B0%D0%BD%D0%BD%D0%B0&country=KZ"
    assert "2 регистрации<" in registrar.get(address(in_event), {"country": "KZ"}).content.decode()


def test_columns_are_chosen_in_an_order_and_the_sheet_has_the_same(in_event, registrar, guests) -> None:
    chosen = {
        "arrange": "1",
        "column": ["marks", "email", "name"],
        "place-name": "2",
        "place-email": "1",
        "mode": "remote",
    }
    target = registrar.get(address(in_event, "registration_columns"), chosen)["Location"]
    assert target.endswith("?mode=remote&columns=email%2Cname%2Cmarks")
    html = registrar.get(target).content.decode()
    assert html.index("Электронная почта</th>") < html.index("Пометки</th>")
    sheet = registrar.get(target.replace("registrations/?", "registrations/export.csv?")).content.decode("utf-8-sig")
    bolat = guests[1].person
    assert list(csv.reader(io.StringIO(sheet))) == [
        ["Электронная почта", "ФИО", "Пометки"],
        [bolat.email, bolat.full_name, "переводчик"],
    ]


def test_contacts_are_for_roles_that_may_see_them(in_event, registrar, guests, monkeypatch) -> None:
    columns = {"columns": "name,email,phone"}
    assert guests[0].person.email in registrar.get(address(in_event), columns).content.decode()
    monkeypatch.setattr(parts, "REGISTRATION_CONTACTS", "nobody.has_this")
    for page in (
        registrar.get(address(in_event), columns),
        registrar.get(address(in_event, "registration_export", file_format="csv"), {**columns, "whole": "1"}),
    ):
        assert guests[0].person.given_name in page.content.decode()
        assert guests[0].person.email not in page.content.decode()
    assert rules.REGISTRATION_CONTACTS == "registration.contacts"


@pytest.mark.parametrize("number", [1, 3])
def test_all_columns_cost_the_same_queries_for_any_number_of_rows(in_event, registrar, guests, number) -> None:
    everything = ",".join(parts.columns_of(parts.Options(in_event), with_contacts=True))
    query = {"columns": everything} | ({"q": "Болат"} if number == 1 else {})
    target = f"{address(in_event)}?" + "&".join(f"{name}={value}" for name, value in query.items())
    queries_of(registrar, target)
    assert len(registrar.get(target).context["page"].object_list) == number
    assert queries_of(registrar, target) == 27


def test_the_last_pages_hold_what_the_order_says(in_event, registrar, monkeypatch) -> None:
    monkeypatch.setattr(rows, "ROWS", 2)
    category = CategoryFactory(event=in_event, taken=5)
    for family in ("Әуезов", "Ғабитов", "Ёлкин", "Қасымов", "Яров"):
        person = PersonFactory(event=in_event, family_name=family, given_name="А", patronymic="")
        RegistrationFactory(event=in_event, person=person, category=category)
    pages = [registrar.get(address(in_event), {"order": "name", "page": number}) for number in (1, 2, 3)]
    names = [row.person.family_name for page in pages for row in page.context["page"]]
    assert names == ["Әуезов", "Ғабитов", "Ёлкин", "Қасымов", "Яров"]
    down = [registrar.get(address(in_event), {"order": "-name", "page": number}) for number in (1, 2, 3)]
    assert [row.person.family_name for page in down for row in page.context["page"]] == names[::-1]


def test_charts_count_the_confirmed_whom_the_filter_finds(in_event, registrar, guests) -> None:
    page = registrar.get(address(in_event, "registration_charts"))
    shown = {chart["name"]: [(row["label"], row["number"]) for row in chart["rows"]] for chart in page.context["bars"]}
    assert shown["countries"] == [("Казахстан", 1), ("Россия", 1)]
    assert shown["regions"] == [("Алматы", 1), ("Омская область", 1)]
    assert sum(bar["number"] for bar in page.context["days"]["rows"]) == 2
    assert len(page.context["days"]["rows"]) == 11, "no day between is left out"
    only = registrar.get(address(in_event, "registration_charts"), {"state": "cancelled"})
    assert only.context["total"] == 1
    empty = registrar.get(address(in_event, "registration_charts"), {"q": "qwerty"})
    assert "empty-state" in empty.content.decode()


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_bars_of_days_are_numbers_to_every_browser(in_event, registrar, guests, language) -> None:
    html = registrar.get(address(in_event, "registration_charts"), headers={"accept-language": language}).content
    drawn = re.findall(r'<rect [^>]* x="([^"]*)" y="([^"]*)" width="8" height="([^"]*)"', html.decode())
    assert len(drawn) == 11
    for x, y, height in drawn:
        assert float(x) % 10 == 0
        assert float(y) + float(height) == 40, "a bar stands on the ground"


def test_names_stay_text_in_the_table(in_event, registrar) -> None:
    house = OrganisationFactory(event=in_event, name=i18n(ru="<b>Дом</b>"))
    person = PersonFactory(event=in_event, given_name="<script>alert(1)</script>", organisation=house)
    RegistrationFactory(event=in_event, person=person)
    html = registrar.get(address(in_event)).content.decode()
    assert "<script>alert" not in html
    assert "<b>Дом" not in html
    assert "&lt;b&gt;Дом" in html


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Almaty", 28), ("UTC", 27), ("Asia/Kathmandu", 28), ("America/New_York", 27)]
)
def test_days_are_those_of_the_events_zone(in_event, registrar, zone, day) -> None:
    in_event.timezone = zone
    in_event.save()
    RegistrationFactory(event=in_event, created_at=datetime(2026, 11, 27, 19, 20, tzinfo=UTC))
    page = registrar.get(address(in_event, "registration_charts"))
    assert page.context["days"]["rows"][0]["said"] == clock.day(date(2026, 11, day))
