"""Rows of the table with every cell ready: a filter or a component for each of hundreds costs more than all else."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from conference.core import clock
from conference.core.text.localized import language_shown
from conference.events.models import Event
from conference.registration.choices import TONES, State
from conference.registration.models import Registration
from conference.registration.table.columns import Column, Reader


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its code for the tick, and its cells as HTML."""

    code: str
    name: SafeString
    cells: list[SafeString]


class Lines:
    """Makes the lines of one page."""

    def __init__(self, event: Event, columns: Sequence[Column], reader: Reader, twins: Collection[int]) -> None:
        self.columns, self.reader, self.twins = columns, reader, twins
        self.labels = [f' data-label="{escape(column.short_title)}"' for column in columns]
        address = reverse("manage:registration", kwargs={"event": event.slug, "code": "-"})
        self._address = escape(address.removesuffix("-/"))
        twin = _("perhaps registered twice")
        self._twin = f'<span class="tag tag-warning">{escape(twin)}</span>'
        self._languages: dict[Any, str] = {}

    def of(self, rows: Iterable[Registration]) -> list[Line]:
        """Return the lines of these registrations."""
        return [
            Line(row.code, mark_safe(escape(str(row.person))), [mark_safe(cell) for cell in self._cells(row)])
            for row in rows
        ]

    def _cells(self, row: Registration) -> Iterable[str]:
        for number, column in enumerate(self.columns):
            if number == 0:
                yield self._head(row, column)
            else:
                lang, shown = self._cell(row, column)
                yield f"<td{self.labels[number] if shown else ''}{lang}>{shown}</td>"

    def _head(self, row: Registration, column: Column) -> str:
        """Return the cell that leads to the registration."""
        lang, shown = self._cell(row, column)
        twin = self._twin if row.pk in self.twins else ""
        return f'<th scope="row"{lang}><a href="{self._address}{row.code}/">{shown or row.code}</a>{twin}</th>'

    def _cell(self, row: Registration, column: Column) -> tuple[str, str]:
        """Return the attribute for the language of a text that is not the page's, and the text escaped."""
        if column.key == "state":
            tone = TONES[State(row.state)]
            return "", f'<span class="state state-{tone}">{escape(column.text(row, self.reader))}</span>'
        if column.key == "created":
            return "", escape(clock.moment(row.created_at, self.reader.zone, self.reader.language))
        lang = self._language(row) if column.key == "organisation" else ""
        return lang, escape(column.text(row, self.reader))

    def _language(self, row: Registration) -> str:
        house = row.person.organisation
        if house is None:
            return ""
        if house.pk not in self._languages:
            code = language_shown(house.name)
            self._languages[house.pk] = f' lang="{escape(code)}"' if code and code != self.reader.language else ""
        return self._languages[house.pk]
