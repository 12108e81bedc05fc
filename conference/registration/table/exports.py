"""The table as a spreadsheet: the columns that are shown, or all of them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from conference.core import sheets
from conference.events.models import Event
from conference.registration.table.columns import Column, Reader
from conference.registration.table.queries import in_order

CHUNK: Final = 500  # rows read at once


def as_file(pks: Sequence[int], columns: Sequence[Column], reader: Reader, file_format: str) -> bytes:
    """Return the registrations with these keys, in this order, as `xlsx` or `csv`."""
    titles = [str(column.title) for column in columns]
    return sheets.as_file(titles, _rows(pks, columns, reader), file_format, title=_("Registrations"))


def handed_out_as(
    file_format: str, pks: Sequence[int], columns: Sequence[Column], reader: Reader, event: Event
) -> HttpResponse:
    """Return the registrations as a file to keep."""
    content = as_file(pks, columns, reader, file_format)
    return sheets.handed_out(content, file_format, name=f"registrations-{event.slug}", zone=event.zone)


def _rows(pks: Sequence[int], columns: Sequence[Column], reader: Reader) -> Iterator[list[str]]:
    keys = frozenset(column.key for column in columns)
    waiting: Any = iter(pks)
    while chunk := list(islice(waiting, CHUNK)):
        for row in in_order(chunk, keys):
            yield [column.text(row, reader) for column in columns]
