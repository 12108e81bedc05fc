"""Reading the table: what an event has to filter by, the rows asked for."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from conference.core.findable import sort_column
from conference.core.text.folding import search_words
from conference.events.models import Event
from conference.people.models import Organisation, Person
from conference.registration.consents.models import Agreement, ConsentVersion
from conference.registration.consents.queries import current_versions
from conference.registration.models import Category, Registration
from conference.registration.questions.choices import Kind, YesNo
from conference.registration.questions.models import Answer, Choice, Question, Row, Upload
from conference.registration.table.filters import WITHOUT, Wanted, day_of, wanted_from
from conference.registration.table.models import Mark

ROWS: Final = 50
# Orders by name, each with the columns of the database; the language of the reader decides about names.
ORDERS: Final = ("name", "organisation", "created", "changed", "town", "country", "region", "category", "state", "code")
_COLUMNS: Final = {
    "created": "created_at",
    "changed": "changed_at",
    "town": "person__town",
    "country": "person__country",
    "region": "person__region",
    "category": "category__position",
    "state": "state",
    "code": "code",
}


class Options:
    """What the event has to filter by and to show: categories, questions, consents, marks. Read when first needed."""

    def __init__(self, event: Event) -> None:
        self.event = event

    @cached_property
    def categories(self) -> list[Category]:
        """The categories, in their order."""
        return list(Category.objects.filter(event=self.event))

    @cached_property
    def questions(self) -> list[Question]:
        """Every question in the order of the form, those no longer asked among them, with choices and rows."""
        rows = Question.objects.filter(event=self.event).select_related("section").prefetch_related("choices", "rows")
        return list(rows.order_by(F("section__position").asc(nulls_first=True), "section", "position", "pk"))

    @cached_property
    def consents(self) -> list[ConsentVersion]:
        """The consents that the team wrote, in the words of today."""
        return [version for version in current_versions(self.event) if version.pk]

    @cached_property
    def versions(self) -> dict[int, tuple[int, int]]:
        """Consent and number of every version by its key."""
        rows = ConsentVersion.objects.filter(consent__event=self.event)
        return {pk: (consent, number) for pk, consent, number in rows.values_list("pk", "consent", "number")}

    @cached_property
    def choices(self) -> dict[int, Choice]:
        """The choices of every question by their keys."""
        return {choice.pk: choice for question in self.questions for choice in question.choices.all()}

    @cached_property
    def table_rows(self) -> dict[int, Row]:
        """The rows of questions that are tables, by their keys."""
        return {row.pk: row for question in self.questions for row in question.rows.all()}

    @cached_property
    def marks(self) -> list[str]:
        """The marks that there are."""
        rows = Mark.objects.filter(registration__event=self.event).order_by("name")
        return list(rows.values_list("name", flat=True).distinct())

    @property
    def category_codes(self) -> set[str]:
        """The codes of the categories."""
        return {category.code for category in self.categories}

    @cached_property
    def answers(self) -> dict[str, tuple[Question, Any, str]]:
        """Question, choice (or yes and no) and words by the value by which an answer is asked for."""
        found: dict[str, tuple[Question, Any, str]] = {}
        for question in self.questions:
            if question.kind == Kind.YES_NO:
                for value, label in YesNo.choices:
                    found[f"{question.code}-{value}"] = question, value, str(label)
            elif question.has_choices:
                found.update({choice.code: (question, choice, str(choice)) for choice in question.choices.all()})
        return found

    @property
    def answer_codes(self) -> set[str]:
        """The values by which answers are asked for."""
        return set(self.answers)

    @property
    def consent_codes(self) -> set[str]:
        """The codes of the consents."""
        return {version.consent.code for version in self.consents}

    @cached_property
    def _places(self) -> list[tuple[str, str]]:
        """Countries and regions of the people, where they wrote none that of their organisation."""
        people = Person.objects.filter(event=self.event).order_by()
        found = set(people.values_list("country", "region", "organisation").distinct())
        houses = {house for _country, region, house in found if house and not region}
        regions = dict(Organisation.objects.filter(pk__in=houses).values_list("pk", "region"))
        return [(str(country), region or regions.get(house, "")) for country, region, house in found]

    @property
    def countries(self) -> set[str]:
        """The codes of the countries that people come from."""
        return {country for country, _region in self._places} - {""}

    @property
    def regions(self) -> list[str]:
        """The regions that people come from, as they wrote them or as their organisation has it."""
        return sorted({region for _country, region in self._places} - {""})


def region_of() -> Any:
    """Return a guest's region, else that of their organisation."""
    return Coalesce(NullIf("person__region", Value("")), "person__organisation__region", Value(""))


def found(event: Event, wanted: Wanted, options: Options) -> QuerySet[Registration]:
    """Return the registrations asked for, in their order, with nothing read along."""
    rows = Registration.objects.filter(event=event)
    for word in search_words(wanted.one("q")):
        rows = rows.filter(person__search_key__contains=word)
    for word in search_words(wanted.one("organisation")):
        rows = rows.filter(person__organisation__search_key__contains=word)
    if region := wanted.one("region"):
        own = Q(person__region=region)
        rows = rows.filter(own | Q(person__region="", person__organisation__region=region))
    for name in ("state", "mode"):
        if value := wanted.one(name):
            rows = rows.filter(**{name: value})
    if code := wanted.one("category"):
        rows = rows.filter(category__in=[row.pk for row in options.categories if row.code == code])
    if country := wanted.one("country"):
        rows = rows.filter(person__country=country)
    rows = rows.filter(_days(event, wanted))
    for condition in (*_answered(wanted, options), *_agreed(wanted, options), *_marked(wanted)):
        rows = rows.filter(condition)
    return rows.order_by(*order_of(wanted.order))


def order_of(order: str) -> list[Any]:
    """Return what to order by for the reader; equals always in the same order."""
    name, down = order.removeprefix("-"), order.startswith("-")
    named = {"name": f"person__{sort_column()}", "organisation": f"person__organisation__{sort_column()}"}
    column = F(named.get(name) or _COLUMNS[name])
    return [column.desc(nulls_last=True) if down else column.asc(nulls_last=True), "-pk" if down else "pk"]


def _days(event: Event, wanted: Wanted) -> Q:
    since, until = day_of(wanted.one("since")), day_of(wanted.one("until"))
    condition = Q()
    if since:
        condition &= Q(created_at__gte=datetime.combine(since, time(), event.zone))
    if until:
        condition &= Q(created_at__lt=datetime.combine(until + timedelta(days=1), time(), event.zone))
    return condition


def _answered(wanted: Wanted, options: Options) -> Iterator[Any]:
    """Yield a condition for each question asked about: one of the answers named."""
    by_question: dict[int, list[Any]] = {}
    for code in wanted.several("answer"):
        question, value, _words = options.answers[code]
        by_question.setdefault(question.pk, []).append(value)
    for pk, values in by_question.items():
        chosen = [value.pk for value in values if not isinstance(value, str)]
        said = [value for value in values if isinstance(value, str)]
        rows = Answer.objects.filter(Q(choice__in=chosen) | Q(text__in=said), question=pk)
        yield Exists(rows.filter(registration=OuterRef("pk")).order_by())


def _agreed(wanted: Wanted, options: Options) -> Iterator[Any]:
    keys = {version.consent.code: version.consent_id for version in options.consents}
    for code in wanted.several("consent"):
        given = Agreement.objects.filter(
            registration=OuterRef("pk"), withdrawn_at=None, version__consent=keys[code.removeprefix(WITHOUT)]
        ).order_by()
        yield ~Exists(given) if code.startswith(WITHOUT) else Exists(given)


def _marked(wanted: Wanted) -> Iterator[Any]:
    if mark := wanted.one("mark"):
        yield Exists(Mark.objects.filter(registration=OuterRef("pk"), name=mark).order_by())


def asked_by(event: Event, query: Any) -> QuerySet[Registration]:
    """Return the registrations that an address without columns asks for: for the API."""
    options = Options(event)
    return found(event, wanted_from(query, options, orders=ORDERS, columns=()), options)


class KeysPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of keys: what is skipped is neither read nor joined; towards the end it is skipped from the end."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """The number of rows, without the joins of the order."""
        return int(self.object_list.order_by().count())

    def page(self, number: Any) -> Page[Any]:
        """Return a page, from whichever end is nearer."""
        number = self.validate_number(number)
        first, last = (number - 1) * self.per_page, min(number * self.per_page, self.count)
        if first <= self.count - last:
            keys = list(self.object_list[first:last])
        else:
            keys = list(self.object_list.reverse()[self.count - last : self.count - first])[::-1]
        return Page(keys, number, self)


def page_of(rows: QuerySet[Registration], number: Any, keys: frozenset[str]) -> Page[Any]:
    """Return a page of registrations with all that columns with these keys show."""
    page = KeysPaginator(rows.values_list("pk", flat=True), ROWS).get_page(number)
    page.object_list = in_order(list(page.object_list), keys)
    return page


def in_order(pks: list[int], keys: frozenset[str]) -> list[Registration]:
    """Return the registrations with these keys, in this order, with all that columns with these keys show.

    The same number of queries however many there are.
    """
    rows = Registration.objects.filter(pk__in=pks).select_related("person__organisation")
    if keys & {"access_code", "party"}:
        rows = rows.select_related("access_code", "party")
    rows = rows.prefetch_related(*_along(keys))
    by_key = {row.pk: row for row in rows.order_by()}
    return [by_key[pk] for pk in pks if pk in by_key]


def _along(keys: frozenset[str]) -> list[Prefetch[str]]:
    """Return what these columns read besides the registration.

    Each into an attribute of its own: Django's own place for related rows costs a query set for every registration.
    """
    related: list[tuple[str, Prefetch[str]]] = [
        ("answer-", Prefetch("answers", Answer.objects.order_by("pk"), to_attr="said")),
        ("answer-", Prefetch("uploads", Upload.objects.all(), to_attr="attached")),
        ("consent-", Prefetch("agreements", Agreement.objects.filter(withdrawn_at=None), to_attr="given")),
        ("marks", Prefetch("marks", Mark.objects.all(), to_attr="marked")),
    ]
    return [prefetch for beginning, prefetch in related if any(key.startswith(beginning) for key in keys)]
