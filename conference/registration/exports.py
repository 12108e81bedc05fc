"""Registrations as a table for spreadsheets."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core import sheets
from conference.core.text.languages import language_names
from conference.events.models import Event
from conference.registration.models import Registration
from conference.registration.questions.models import Question
from conference.registration.questions.queries import answers_of, files_of, in_order, questionnaire_of, with_answers
from conference.registration.questions.sentences import answers_in_words


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
    return sheets.as_file(titles, rows, file_format, title=_("Registrations"))
