"""The columns that the table and its sheets can have: fields of person and registration, answers, consents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from conference.core.text.languages import language_name, language_names
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.registration.choices import Mode, State, Visibility
from conference.registration.consents.models import ConsentVersion
from conference.registration.models import Registration
from conference.registration.questions.answers import Answers, plain_from
from conference.registration.questions.models import Question
from conference.registration.questions.sentences import answers_in_words
from conference.registration.table.queries import ORDERS, Options

USUAL: Final = ("name", "organisation", "town", "country", "category", "state", "created")
LONGEST_TITLE: Final = 60


class Reader:
    """Who reads: words that many rows have in common are found once."""

    def __init__(self, event: Event, options: Options) -> None:
        self.zone, self.language = event.zone, translation.get_language() or "ru"
        self.options = options
        self._words: dict[tuple[str, Any], str] = {}
        self.questions = options.questions
        self._answers: tuple[int, dict[int, str]] = 0, {}

    def once(self, kind: str, value: Any, words: Callable[[Any], Any]) -> str:
        """Return the words for a value, found the first time that it is met."""
        key = kind, value
        if key not in self._words:
            self._words[key] = str(words(value))
        return self._words[key]

    def country(self, code: Any) -> str:
        """Return the name of a country."""
        return self.once("country", str(code), countries.name) if code else ""

    def moment(self, at: datetime | None) -> str:
        """Return a moment as a spreadsheet sorts it, in the event's zone."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}" if at else ""

    def category(self, row: Registration) -> str:
        """Return the name of the category."""
        return self.once("category", row.category_id, self._category)

    def _category(self, pk: int) -> str:
        return next(str(category) for category in self.options.categories if category.pk == pk)

    def organisation(self, row: Registration) -> str:
        """Return the name of the organisation."""
        house = row.person.organisation
        return self.once("organisation", house.pk, lambda _pk: house) if house else ""

    def answer(self, row: Any, question: Question) -> str:
        """Return what a guest answered to one question; all of a guest's answers are put into words together."""
        if self._answers[0] != row.pk:
            given = answers_in_words(self.questions, self._plain(row), {one.code: one.name for one in row.attached})
            self._answers = row.pk, {one.question.pk: one.words for one in given}
        return self._answers[1].get(question.pk, "")

    def _plain(self, row: Any) -> Answers:
        """Return the answers read along with a registration in their plain form."""
        by_question: dict[int, list[Any]] = {}
        for answer in row.said:
            if answer.choice_id:
                answer.choice = self.options.choices[answer.choice_id]
            if answer.row_id:
                answer.row = self.options.table_rows[answer.row_id]
            by_question.setdefault(answer.question_id, []).append(answer)
        asked = [question for question in self.questions if question.pk in by_question]
        return {question.code: plain_from(question, by_question[question.pk]) for question in asked}


Text = Callable[[Any, Reader], str]  # of a registration with what is read along


@dataclass(frozen=True)
class Column:
    """One column: how the address names it, its title, and what it says of a registration.

    `is_contact` columns are for those alone who may see contacts; by `order` the table can be ordered.
    """

    key: str
    title: Any
    text: Text
    group: Any
    is_contact: bool = False

    @property
    def order(self) -> str:
        """The name of the order by this column, "" where there is none."""
        return self.key if self.key in ORDERS else ""

    @property
    def short_title(self) -> str:
        """The title for the head of a table."""
        title = str(self.title)
        return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _of_person(name: str) -> Text:
    return lambda row, reader: str(getattr(row.person, name))


def _labelled(name: str, choices: Any) -> Text:
    return lambda row, reader: reader.once(name, getattr(row, name), lambda value: choices(value).label)


def _at(name: str) -> Text:
    return lambda row, reader: reader.moment(getattr(row, name))


PERSON, TAKING_PART = _("Guest"), _("Participation")
FIXED: Final = (
    Column("name", _("Full name"), _of_person("full_name"), PERSON),
    Column("family_name", _("Family name"), _of_person("family_name"), PERSON),
    Column("given_name", _("Given name"), _of_person("given_name"), PERSON),
    Column("patronymic", _("Patronymic"), _of_person("patronymic"), PERSON),
    Column("latin_name", _("Name in Latin letters"), _of_person("latin_name"), PERSON),
    Column("badge_name", _("Name on the badge"), _of_person("name_on_badge"), PERSON),
    Column("honorific", _("Form of address"), _of_person("honorific"), PERSON),
    Column("email", _("E-mail"), _of_person("email"), PERSON, is_contact=True),
    Column("phone", _("Phone"), _of_person("phone"), PERSON, is_contact=True),
    Column("organisation", _("Organisation"), lambda row, reader: reader.organisation(row), PERSON),
    Column("post", _("Post"), _of_person("post"), PERSON),
    Column("degree", _("Academic degree"), _of_person("degree"), PERSON),
    Column("town", _("Town"), _of_person("town"), PERSON),
    Column("region", _("Region"), _of_person("region"), PERSON),
    Column("country", _("Country"), lambda row, reader: reader.country(row.person.country), PERSON),
    Column("citizenship", _("Citizenship"), lambda row, reader: reader.country(row.person.citizenship), PERSON),
    Column("languages", _("Languages"), lambda row, reader: language_names(row.person.spoken_languages), PERSON),
    Column(
        "language",
        _("Language of mails"),
        lambda row, reader: language_name(row.person.language, reader.language),
        PERSON,
    ),
    Column("code", _("Code"), lambda row, reader: row.code, TAKING_PART),
    Column("category", _("Category"), lambda row, reader: reader.category(row), TAKING_PART),
    Column("mode", _("Participation"), _labelled("mode", Mode), TAKING_PART),
    Column("state", _("State"), _labelled("state", State), TAKING_PART),
    Column("created", _("Registered"), _at("created_at"), TAKING_PART),
    Column("changed", _("Changed"), _at("changed_at"), TAKING_PART),
    Column("confirmed", _("Address confirmed"), _at("email_confirmed_at"), TAKING_PART),
    Column("cancelled", _("Cancelled"), _at("cancelled_at"), TAKING_PART),
    Column("waiting", _("Waiting since"), _at("waiting_since"), TAKING_PART),
    Column("offered", _("Offered until"), _at("offered_until"), TAKING_PART),
    Column("visibility", _("Who may see that you take part"), _labelled("visibility", Visibility), TAKING_PART),
    Column("note", _("A word to the organisers"), lambda row, reader: row.note, TAKING_PART),
    Column("reason", _("Reason of the decision"), lambda row, reader: row.reason, TAKING_PART),
    Column("access_code", _("Access code"), lambda row, reader: str(row.access_code or ""), TAKING_PART),
    Column("party", _("Comes together with"), lambda row, reader: str(row.party or ""), TAKING_PART),
    Column("marks", _("Marks"), lambda row, reader: ", ".join(mark.name for mark in row.marked), TAKING_PART),
)


def columns_of(options: Options, *, with_contacts: bool) -> dict[str, Column]:
    """Return every column of the event by its key, for a reader who may see contacts or may not."""
    rows = [*FIXED, *_answers(options), *_consents(options)]
    return {column.key: column for column in rows if with_contacts or not column.is_contact}


def chosen_from(known: dict[str, Column], keys: tuple[str, ...]) -> list[Column]:
    """Return the columns chosen, or the usual ones."""
    return [known[key] for key in keys or USUAL if key in known]


def _answers(options: Options) -> Iterator[Column]:
    def text(question: Question) -> Text:
        return lambda row, reader: reader.answer(row, question)

    for question in options.questions:
        title = localized(question.label)
        yield Column(f"answer-{question.code}", title, text(question), gettext("Answers"))


def _consents(options: Options) -> Iterator[Column]:
    def text(version: ConsentVersion) -> Text:
        return lambda row, reader: _agreed(row, version, reader)

    for version in options.consents:
        title = localized(version.title)
        yield Column(f"consent-{version.consent.code}", title, text(version), gettext("Consents"))


def _agreed(row: Any, version: ConsentVersion, reader: Reader) -> str:
    """Return when a guest agreed to what stands, and to which version where it is an older one; else nothing."""
    known = reader.options.versions
    given = [(known[one.version_id][1], one) for one in row.given if known[one.version_id][0] == version.consent_id]
    if not given:
        return ""
    number, newest = max(given, key=lambda pair: pair[0])
    said = reader.moment(newest.agreed_at)
    if number == version.number:
        return said
    return gettext("%(moment)s, version %(number)s") % {"moment": said, "number": number}
