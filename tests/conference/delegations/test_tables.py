"""Lists of people: read from files as people write them, judged row by row, nothing lost."""

import io
import re

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from conference.core.imports import ImportRefusedError
from conference.core.text.localized import i18n
from conference.delegations.choices import Fate
from conference.delegations.tables import blank_sheet, judge, rows_from
from conference.delegations.tables.sheet import COLUMNS, as_form_takes, new_row
from conference.people.models import AskedField
from conference.registration.choices import Mode
from conference.registration.models import Category, RegistrationSettings
from tests.factories.delegations import announced, bring, row, sheet_of, switched_on
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db

RU = ["Фамилия", "Имя", "Отчество", "Должность", "Электронная почта", "Категория", "Участие"]


@pytest.fixture
def categories(in_event) -> list[Category]:
    RegistrationSettings.objects.create(event=in_event)
    switched_on(in_event)
    names = i18n(ru="Слушатель", kk="Тыңдаушы", en="Listener"), i18n(ru="Докладчик", kk="Баяндамашы", en="Speaker")
    return [CategoryFactory(event=in_event, name=name, capacity=5) for name in names]


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_a_file_is_read_with_the_numbers_of_its_rows(in_event, categories, file_format) -> None:
    rows = [["Ахметова", "Айгүл", "", "Директор", "a@example.org", "тыңдаушы", "онлайн"], [""] * 7, ["Ли", "Виктор"]]
    read = rows_from(sheet_of(RU, rows, file_format), categories)
    assert [one["number"] for one in read] == [2, 4]
    assert read[0]["values"] == {
        "family_name": "Ахметова",
        "given_name": "Айгүл",
        "post": "Директор",
        "email": "a@example.org",
        "category": categories[0].code,
        "mode": Mode.REMOTE,
    }


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_our_own_table_is_read_in_every_language(in_event, categories, language) -> None:
    with translation.override(language):
        data = blank_sheet()
        assert rows_from(data, categories) == []
        titles = [str(cell) for cell in _first_row(data)]
    assert len(set(titles)) == len(COLUMNS)
    read = rows_from(sheet_of(titles, [list(COLUMNS)]), categories)
    assert set(read[0]["values"]) == set(COLUMNS)


def _first_row(data: bytes) -> list[str]:
    return [cell.value for cell in next(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows())]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("77012345601", "+77012345601"),
        ("87012345601", "+77012345601"),
        ("8 (701) 234-56-01", "+77012345601"),
        ("+998901234567", "+998901234567"),
    ],
)
def test_telephones_as_spreadsheets_and_people_write_them(in_event, categories, typed, stored) -> None:
    delegation = announced(in_event)
    [read] = rows_from(sheet_of(["Имя", "Телефон", "Категория"], [["Айгүл", typed, "Слушатель"]]), categories)
    [one] = judge(delegation, [read], categories)
    assert one.newcomer.person["phone"] == stored


def test_what_is_no_table_is_refused_in_one_sentence(categories) -> None:
    for data in (b"", b"\x00\x01", b"%PDF-1.7", b"PK\x03\x04broken", "Цвет;Вес\nсиний;2".encode()):
        with pytest.raises(ImportRefusedError):
            rows_from(data, categories)


def test_each_fault_stands_beside_its_field_in_the_readers_language(in_event, categories) -> None:
    delegation = announced(in_event)
    rows = [
        new_row({"email": "a@example.org", "category": categories[0].code}),
        new_row({"given_name": "Б", "email": "нет", "category": categories[0].code}),
        new_row({"given_name": "В", "email": "", "category": "Гость"}),
        new_row({"given_name": "Г", "phone": "12", "category": categories[0].code}),
        new_row({"given_name": "Д", "country": "Атлантида", "category": categories[0].code}),
        new_row({"given_name": "Е"}),
    ]
    judged = judge(delegation, rows, categories)
    assert {one.fate for one in judged} == {Fate.REFUSED}
    assert [next(iter(one.errors)) for one in judged] == [
        "given_name", "email", "category", "phone", "country", "category",
    ]  # fmt: skip
    assert all(re.search("[а-яё]", one.faults[0]) for one in judged)
    with translation.override("kk"):
        assert "санат" in judge(delegation, rows[2:3], categories)[0].faults[0].lower()


def test_the_same_person_is_not_registered_twice(in_event, categories) -> None:
    delegation = announced(in_event)
    bring(delegation, "Айгүл", category=categories[0].code)
    rows = [
        row("Айгүл", category=categories[0].code),
        row("Ержан", category=categories[0].code),
        row("Ержан", category=categories[0].code),
        row("Ержан", email="other@example.org", category=categories[0].code),
    ]
    judged = judge(delegation, rows, categories)
    assert [one.fate for one in judged] == [Fate.REFUSED, Fate.READY, Fate.REFUSED, Fate.READY]


def test_two_who_share_an_address_are_pointed_out_and_taken(in_event, categories) -> None:
    code = categories[0].code
    rows = [row("Айгүл", category=code), row("Ержан", email="aigul@example.org", category=code)]
    judged = judge(announced(in_event), rows, categories)
    assert [one.fate for one in judged] == [Fate.READY, Fate.READY]
    assert judged[1].notes


def test_one_category_needs_no_column(in_event, categories) -> None:
    [one] = judge(announced(in_event), [row("Айгүл")], categories[:1])
    assert (one.fate, one.category) == (Fate.READY, categories[0])


def test_a_closed_category_is_the_teams_to_give(in_event, categories) -> None:
    Category.objects.filter(pk=categories[0].pk).update(is_open=False)
    delegation = announced(in_event)
    rows = [row("Айгүл", category=categories[0].code)]
    assert judge(delegation, rows, categories)[0].fate == Fate.WAITS
    assert judge(delegation, rows, categories, is_team=True)[0].fate == Fate.READY


def test_what_the_event_does_not_ask_is_not_stored(in_event, categories) -> None:
    AskedField.objects.create(event=in_event, field="patronymic", asked="hidden")
    [one] = judge(announced(in_event), [row("Айгүл", patronymic="Серікқызы", category=categories[0].code)], categories)
    assert "patronymic" not in one.newcomer.person


def test_members_come_from_the_institution_unless_the_row_says_otherwise(in_event, categories) -> None:
    code = categories[0].code
    rows = [row("А", category=code), row("Б", town="Алматы", country="KZ", organisation="КазНУ", category=code)]
    first, second = (one.newcomer.person for one in judge(announced(in_event), rows, categories))
    assert (first["country"], first["town"], first["organisation"]) == (
        "RU", "Новосибирск", "Новосибирская областная библиотека",
    )  # fmt: skip
    assert (second["country"], second["town"], second["organisation"]) == ("KZ", "Алматы", "КазНУ")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(min_size=1, max_size=40)))
def test_no_cell_is_lost_and_reading_twice_changes_nothing(values) -> None:
    plain = as_form_takes(values, {})
    assert plain.keys() == values.keys()
    assert all(plain.values())
    assert as_form_takes(plain, {}) == plain


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>", "\u202eавт", "a\x00b", "😀" * 60, "x" * 5000])
def test_odd_names_do_no_harm(in_event, categories, text) -> None:
    [read] = rows_from(sheet_of(["Имя", "Категория"], [[text.replace("\x00", ""), "Слушатель"]]), categories)
    [one] = judge(announced(in_event), [read], categories)
    assert one.fate in Fate
