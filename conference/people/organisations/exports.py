"""Organisations as a table for spreadsheets, in the columns that the import reads."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core import sheets
from conference.core.text.localized import LANGUAGE_CODES, translations
from conference.people.models import Organisation
from conference.people.organisations.choices import COLUMNS


def as_file(organisations: QuerySet[Organisation], file_format: str) -> bytes:
    """Return the table as `xlsx` or `csv`; the rows have their `people_count`."""
    titles = [str(title) for title in COLUMNS.values()]
    return sheets.as_file(titles, map(_row_of, organisations), file_format, title=_("Organisations"))


def _row_of(row: Organisation) -> list[str]:
    names = [translations(value) for value in (row.name, row.short_name)]
    texts = [by_language.get(code, "") for by_language in names for code in LANGUAGE_CODES]
    if "" in names[0]:
        texts[0] = names[0][""]
    people = str(getattr(row, "people_count", ""))
    return [row.code, *texts, row.town, row.region, str(row.country), row.isil, row.ror, row.website, people]
