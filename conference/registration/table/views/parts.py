"""What every page of the table reads from its address."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_countries import countries

from conference.accounts.requests import SignedInRequest
from conference.core import clock
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.registration.choices import Mode, State
from conference.registration.models import Registration
from conference.registration.questions.choices import Kind, YesNo
from conference.registration.questions.models import Question
from conference.registration.rules import REGISTRATION_CONTACTS
from conference.registration.table.columns import Column, Reader, chosen_from, columns_of
from conference.registration.table.filters import WITHOUT, Wanted, day_of, wanted_from
from conference.registration.table.queries import ORDERS, Options, found

HERE = "conference/registration/table/manage/"


class Chip(NamedTuple):
    """One filter in words, and the address without it."""

    words: str
    address: str


class Choice(NamedTuple):
    """One value of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


class Asked:
    """What one request asks of the table: the wish, its columns, and what the event has to choose from."""

    def __init__(self, request: SignedInRequest, event: Event, query: QueryDict | None = None) -> None:
        self.event, self.options = event, Options(event)
        contacts = request.user.has_perm(REGISTRATION_CONTACTS, event)
        self.known = columns_of(self.options, with_contacts=contacts)
        given = request.GET if query is None else query
        self.wanted = wanted_from(given, self.options, orders=ORDERS, columns=self.known)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns to show."""
        return chosen_from(self.known, self.wanted.columns)

    @cached_property
    def reader(self) -> Reader:
        """Words for whoever asks."""
        return Reader(self.event, self.options)

    def rows(self) -> Any:
        """Return the registrations asked for."""
        return found(self.event, self.wanted, self.options)

    def chosen(self, codes: list[str]) -> list[int]:
        """Return the keys of the registrations with these codes, in the order of the table."""
        return list(self._in_order().filter(code__in=codes).values_list("pk", flat=True))

    def all(self) -> list[int]:
        """Return the keys of everything found, in the order of the table."""
        return list(self.rows().values_list("pk", flat=True))

    def _in_order(self) -> Any:
        return found(self.event, Wanted(order=self.wanted.order), self.options)

    def address(self, name: str = "registrations") -> str:
        """Return the address of a page of the table with this wish."""
        query = self.wanted.address
        return reverse(f"manage:{name}", kwargs={"event": self.event.slug}) + (f"?{query}" if query else "")

    def chips(self) -> Iterator[Chip]:
        """Yield the filters one by one."""
        page = reverse("manage:registrations", kwargs={"event": self.event.slug})
        for name, values in self.wanted.values.items():
            for value in values:
                # Without any filter the address still asks, so that the view that opens first does not.
                rest = self.wanted.without(name, value).address or "order=-created"
                yield Chip(self._words_of(name, value), f"{page}?{rest}")

    def _words_of(self, name: str, value: str) -> str:
        words: dict[str, Callable[[str], str]] = {
            "q": lambda value: _("“%(words)s”") % {"words": value},
            "state": lambda value: str(State(value).label),
            "mode": lambda value: str(Mode(value).label),
            "country": lambda value: str(countries.name(value)),
            "category": lambda value: next(str(row) for row in self.options.categories if row.code == value),
            "organisation": lambda value: _("organisation: %(words)s") % {"words": value},
            "region": lambda value: value,
            "mark": lambda value: _("mark: %(words)s") % {"words": value},
            "since": lambda value: _("from %(day)s") % {"day": self._day(value)},
            "until": lambda value: _("until %(day)s") % {"day": self._day(value)},
            "answer": self._answer,
            "consent": self._consent,
        }
        return words[name](value)

    def _day(self, value: str) -> str:
        day = day_of(value)
        return clock.day(day) if day else value

    def _answer(self, value: str) -> str:
        question, _choice, words = self.options.answers[value]
        return f"{question}: {words}"

    def _consent(self, value: str) -> str:
        code = value.removeprefix(WITHOUT)
        title = next(str(version) for version in self.options.consents if version.consent.code == code)
        return (_("without: %(title)s") if value.startswith(WITHOUT) else _("agreed: %(title)s")) % {"title": title}

    # --- what to choose from ---
    def choices(self) -> dict[str, Any]:
        """Return the lists of the filters, each value marked that is asked for."""
        return {
            "states": self._list("state", State.choices),
            "modes": self._list("mode", Mode.choices),
            "categories": self._list("category", [(row.code, str(row)) for row in self.options.categories]),
            "countries": self._list("country", self._countries()),
            "regions": self._list("region", [(region, region) for region in self.options.regions]),
            "marks": self._list("mark", [(mark, mark) for mark in self.options.marks]),
            "answers": [self._of_question(question) for question in self.options.questions if _is_chosen(question)],
            "consents": [self._of_consent(version) for version in self.options.consents],
        }

    def _list(self, name: str, pairs: Any) -> list[Choice]:
        asked = self.wanted.several(name)
        return [Choice(value, str(label), value in asked) for value, label in pairs]

    def _countries(self) -> list[tuple[str, str]]:
        named = [(code, str(countries.name(code))) for code in self.options.countries]
        return sorted(named, key=lambda pair: pair[1])

    def _of_question(self, question: Question) -> dict[str, Any]:
        if question.has_choices:
            pairs = [(choice.code, str(choice)) for choice in question.choices.all()]
        else:
            pairs = [(f"{question.code}-{value}", str(label)) for value, label in YesNo.choices]
        return {"label": localized(question.label), "values": self._list("answer", pairs)}

    def _of_consent(self, version: Any) -> dict[str, Any]:
        code = version.consent.code
        pairs = [(code, _("agreed")), (f"{WITHOUT}{code}", _("not agreed"))]
        return {"label": localized(version.title), "values": self._list("consent", pairs)}


def _is_chosen(question: Question) -> bool:
    return question.has_choices or question.kind == Kind.YES_NO


def names_of(pks: list[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of registrations by their keys."""
    rows = Registration.objects.filter(pk__in=pks).select_related("person")
    return {row.pk: (row.code, str(row.person)) for row in rows}
