"""Tables in and out as XLSX and CSV. What goes out runs nothing in a spreadsheet; what comes in is read leniently.

A file that cannot be read at all is an `ImportRefusedError` whose text is one clear sentence in the reader's language.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, Final

import openpyxl
import tablib
from defusedcsv import csv as defused
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from conference.core.imports import ImportRefusedError
from conference.core.text.cleaning import printable
from conference.core.text.folding import fold

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
FORMATS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 50 * 1024 * 1024  # an XLSX file is a ZIP archive: a small one may hold a very large sheet
MOST_ROWS: Final = 2000
LONGEST_CELL: Final = 2000
Row = dict[str, str]


def as_file(titles: Sequence[str], rows: Iterable[Sequence[str]], file_format: str, *, title: str) -> bytes:
    """Return a table as `xlsx` or `csv` (UTF-8 with a mark, for Excel)."""
    if file_format == "csv":
        stream = io.StringIO()
        defused.writer(stream).writerows([printable(cell) for cell in row] for row in [titles, *rows])
        return stream.getvalue().encode("utf-8-sig")
    table = tablib.Dataset(headers=[disarmed(cell) for cell in titles], title=title[:31])
    for row in rows:
        table.append([disarmed(cell) for cell in row])
    content: bytes = table.export("xlsx")
    return content


def handed_out(content: bytes, file_format: str, *, name: str, zone: tzinfo) -> HttpResponse:
    """Return a table made by `as_file` as a file to keep: `name`, the day where the event is, and the ending."""
    day = timezone.now().astimezone(zone).date()
    response = HttpResponse(content, content_type=FORMATS[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{file_format}"'
    return response


def disarmed(cell: str) -> str:
    """Return the cell with an apostrophe before what would start a formula; phone numbers stay as they are."""
    plain = str(printable(cell))  # first: what it drops would hide the sign from us, and not from the spreadsheet
    starts_formula = plain.startswith(DANGEROUS) and not plain[1:].replace(" ", "").isdigit()
    return f"'{plain}" if starts_formula else plain


def rows_of(data: bytes, columns: Mapping[str, str]) -> list[Row]:
    """Return the rows of a table as texts by the names of `columns`, without empty ones; see `numbered_rows_of`."""
    return [row for _number, row in numbered_rows_of(data, columns)]


def numbered_rows_of(data: bytes, columns: Mapping[str, str]) -> list[tuple[int, Row]]:
    """Return the rows of a table with their numbers in it, as a spreadsheet counts them: the titles are row 1.

    Each is given as texts by the names of `columns`, without empty ones. `columns` maps a title as people write it to
    the name; titles count in any case and script. Raises ImportRefusedError: no table, too large, none of the columns.
    """
    if len(data) > MOST_BYTES:
        raise ImportRefusedError(_("The file is larger than 5 MB."))
    lines = _from_xlsx(data) if data.startswith(b"PK") else _from_csv(data)
    known = {fold(title): name for title, name in columns.items()}
    names = [known.get(fold(cell), "") for cell in (lines[0] if lines else [])]
    if not any(names):
        raise ImportRefusedError(_("The first row has to hold the titles of the columns; none of them is known here."))
    if len(lines) > MOST_ROWS + 1:
        raise ImportRefusedError(_("The table has more than %(n)s rows. Divide it.") % {"n": MOST_ROWS})
    rows = [{name: cell for name, cell in zip(names, line, strict=False) if name and cell} for line in lines[1:]]
    return [(number, row) for number, row in enumerate(rows, start=2) if row]


def _from_csv(data: bytes) -> list[list[str]]:
    if b"\x00" in data[:1000]:
        raise ImportRefusedError(_("This is not a table. Save it as XLSX or CSV."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")  # how Excel saves CSV on Russian and Kazakh systems
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return [[plain_cell(cell) for cell in line] for line in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as fault:
        raise ImportRefusedError(_("This is not a table. Save it as XLSX or CSV.")) from fault


def _from_xlsx(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise ImportRefusedError(_("The file is larger than 5 MB."))
            for member in archive.namelist():
                if member.endswith(".xml") and re.search(rb"<!(?:DOCTYPE|ENTITY)", archive.read(member)):
                    raise ImportRefusedError(_("This is not a table. Save it as XLSX or CSV."))
        sheet: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        lines = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=100)
        return [[plain_cell(cell) for cell in line] for line in lines]
    except ImportRefusedError:
        raise
    except Exception as fault:  # openpyxl raises whatever a broken archive leads it to
        raise ImportRefusedError(_("This is not a table. Save it as XLSX or CSV.")) from fault


def plain_cell(cell: Any) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without a point, no apostrophe that disarmed it."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(printable("" if cell is None else str(cell))).split())[:LONGEST_CELL]
    text = text.encode("utf-8", "ignore").decode()
    return text[1:] if text[:1] == "'" and text[1:].startswith(DANGEROUS) else text
