"""Lists of organisations as sheets, in and out."""

import csv
import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from conference.core.activity.models import ActivityEntry
from conference.core.imports import ImportRefusedError
from conference.core.sheets import MOST_ROWS, rows_of
from conference.core.text.localized import i18n
from conference.people.models import Organisation
from conference.people.organisations.choices import Fate, titles_read
from conference.people.organisations.tables import import_organisations, judge
from tests.conference.people.organisations.shelf import library, page

pytestmark = pytest.mark.django_db


def rows(text: str) -> list[dict[str, str]]:
    return rows_of(text.encode(), titles_read())


SHEET = """Название;Краткое название (рус.);Город;Страна;ISIL;ROR
Библиотека Абая;;Абай;Казахстан;;
Новая библиотека;НБ;Алматы;KZ;by-HM0001;https://ror.org/05dxps055
Библиотека имени;;;Атлантида;;
;;Пусто;;;
Ещё одна;;;;нет;05dxps056
Новая библиотека;;Алматы;;;
"""


def test_a_sheet_shows_the_fate_of_every_row_and_stores_only_then(in_event, registrar) -> None:
    known = library(in_event, "библиотека абая", town="Абай")
    judged = judge(in_event, rows(SHEET))
    assert [one.fate for one in judged] == [Fate.CHANGED, Fate.ADDED, *[Fate.REFUSED] * 4]
    assert [len(one.faults) for one in judged] == [0, 0, 1, 1, 2, 1]
    address = page(in_event, "organisation_import")
    shown = registrar.post(address, {"file": SimpleUploadedFile("list.csv", SHEET.encode("utf-8-sig"))})
    assert Organisation.objects.count() == 1
    assert "Атлантида" in shown.content.decode()
    looked_at = shown.context["looked_at"]
    assert registrar.post(address, {"looked_at": looked_at, "store": "yes"}).status_code == 302
    known.refresh_from_db()
    assert str(known.country) == "KZ"
    added = Organisation.objects.exclude(pk=known.pk).get()
    assert (str(added.name), added.isil, added.ror, added.is_known) == (
        "Новая библиотека",
        "BY-HM0001",
        "05dxps055",
        True,
    )
    assert [one.fate for one in judge(in_event, rows(SHEET))][:2] == [Fate.SAME, Fate.SAME]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_is_exported_can_be_imported_and_changes_nothing(in_event, registrar, language, file_format) -> None:
    library(in_event, "=Библиотека", "Кітапхана", isil="BY-HM0001", country="KZ", website="https://a.example.org")
    library(in_event, "Иная", short_name=i18n(en="Other"), town="Абай")
    registrar.cookies["django_language"] = language
    content = registrar.get(page(in_event, "organisation_export", file_format=file_format)).content
    if file_format == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    else:
        assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(content.decode())) for cell in row)
    with translation.override(language):
        judged = judge(in_event, rows_of(content, titles_read()))
    assert [one.fate for one in judged] == [Fate.SAME, Fate.SAME], [one.faults for one in judged]


def test_import_counts_and_logs(in_event) -> None:
    counts = import_organisations(event=in_event, rows=rows(SHEET), by=None)
    assert (counts[Fate.ADDED], counts[Fate.REFUSED]) == (2, 4)
    assert ActivityEntry.objects.latest("pk").after == {"created": 2, "updated": 0, "refused": 4}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no archive",
        b"\x00\x01\x02",
        "кто;где\nя;тут".encode(),
        "Название\n".encode() + "б\n".encode() * (MOST_ROWS + 1),
        b"x" * (6 * 1024 * 1024),
    ],
)
def test_files_that_are_no_list_are_refused_in_words(in_event, data, registrar) -> None:
    with pytest.raises(ImportRefusedError):
        rows_of(data, titles_read())
    answer = registrar.post(page(in_event, "organisation_import"), {"file": SimpleUploadedFile("a.csv", data)})
    assert answer.context["form"].errors


def test_tables_from_excel_in_the_old_code_page_are_read() -> None:
    assert rows_of("Название;Город\nАлма-Ата;Абай".encode("cp1251"), titles_read()) == [
        {"name": "Алма-Ата", "town": "Абай"}
    ]


@pytest.mark.parametrize(
    "looked_at", ["", "no json", "[1]", json.dumps([{"name": ["x"]}]), json.dumps([{"name": "\x00<b>"}])]
)
def test_what_comes_back_from_the_page_is_judged_anew(in_event, registrar, looked_at) -> None:
    answer = registrar.post(page(in_event, "organisation_import"), {"looked_at": looked_at, "store": "yes"})
    assert answer.status_code in {200, 302}
    assert all("\x00" not in str(row) for row in Organisation.objects.all())
