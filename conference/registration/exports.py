"""Registrations as a table for spreadsheets. Cells that a spreadsheet would run as formulas are disarmed."""

import io
from collections.abc import Sequence

import tablib
from defusedcsv import csv as defused
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core.text.cleaning import printable
from conference.core.text.languages import language_names
from conference.events.models import Event
from conference.registration.models import Registration
from conference.registration.questions.models import Question
from conference.registration.questions.queries import answers_of, files_of, in_order, questionnaire_of, with_answers
from conference.registration.questions.sentences import answers_in_words

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def headers() -> list[str]:
    """Return the column titles in the active language."""
    return [
        _("Code"),
        _("Family name"),
        _("Given name"),
        _("Patronymic"),
        _("Name in Latin letters"),
        _("E-mail"),
        _("Phone"),
        _("Organisation"),
        _("Post"),
        _("Academic degree"),
        _("Town"),
        _("Region"),
        _("Country"),
        _("Citizenship"),
        _("Languages"),
        _("Category"),
        _("Participation"),
        _("State"),
        _("Registered"),
        _("Name on the badge"),
        _("Form of address"),
        _("Who may see that you take part"),
        _("A word to the organisers"),
    ]


def row_of(registration: Registration) -> list[str]:
    """Return one row, in the order of `headers`."""
    person = registration.person
    zone = registration.event.zone
    return [
        registration.code,
        person.family_name,
        person.given_name,
        person.patronymic,
        person.latin_name,
        person.email,
        str(person.phone),
        str(person.organisation or ""),
        person.post,
        person.degree,
        person.town,
        person.region,
        str(person.country.name),
        str(person.citizenship.name),
        language_names(person.spoken_languages),
        str(registration.category),
        registration.get_mode_display(),
        registration.get_state_display(),
        registration.created_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        person.name_on_badge,
        person.honorific,
        registration.get_visibility_display(),
        registration.note,
    ]


def answers_row(registration: Registration, questions: Sequence[Question]) -> list[str]:
    """Return what a guest answered, in the order of `questions`, empty where nothing was."""
    given = answers_in_words(questions, answers_of(registration), files_of(registration))
    words = {one.question.pk: one.words for one in given}
    return [words.get(question.pk, "") for question in questions]


def as_file(event: Event, registrations: QuerySet[Registration], file_format: str) -> bytes:
    """Return the table as `xlsx` or `csv`, with a column for each question."""
    questions = list(in_order(questionnaire_of(event, only_asked=False)))
    found = registrations.select_related("event", "person__organisation", "category")
    found = found.prefetch_related(with_answers(), "uploads") if questions else found
    rows = [[*row_of(registration), *answers_row(registration, questions)] for registration in found]
    titles = [*headers(), *(str(question) for question in questions)]
    return sheet(titles, rows, file_format, title=_("Registrations"))


def sheet(titles: Sequence[str], rows: Sequence[Sequence[str]], file_format: str, *, title: str) -> bytes:
    """Return a table in which no cell is a formula, as `csv` (UTF-8 with a mark, for Excel) or `xlsx`."""
    if file_format == "csv":
        stream = io.StringIO()
        writer = defused.writer(stream)
        writer.writerows([titles, *rows])
        return stream.getvalue().encode("utf-8-sig")
    table = tablib.Dataset(headers=[disarmed(name) for name in titles], title=title[:31])
    for row in rows:
        table.append([disarmed(cell) for cell in row])
    content: bytes = table.export("xlsx")
    return content


def disarmed(cell: str) -> str:
    """Return the cell with an apostrophe before what would start a formula; phone numbers stay as they are."""
    starts_formula = cell.startswith(DANGEROUS) and not cell[1:].replace(" ", "").isdigit()
    return str(printable(f"'{cell}" if starts_formula else cell))
