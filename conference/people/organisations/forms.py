"""Forms of organisations: one of them, which of several stays, and a sheet."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form, TranslatedModelForm
from conference.core.imports import ImportRefusedError
from conference.core.sheets import MOST_BYTES, Row, plain_cell, rows_of
from conference.people.identifiers import check_isil, check_ror, plain_isil, plain_ror
from conference.people.models import Organisation
from conference.people.organisations.choices import titles_read
from conference.people.organisations.services import FIELDS


class OrganisationForm(TranslatedModelForm):
    """One organisation; identifiers may be pasted as addresses."""

    isil = forms.CharField(
        label="ISIL", required=False, max_length=40, help_text=_("The library's international code.")
    )
    ror = forms.CharField(
        label="ROR", required=False, max_length=60, help_text=_("The address or the nine signs from ror.org.")
    )

    class Meta:
        model = Organisation
        fields = FIELDS
        help_texts = {
            "short_name": _("As people say and write it: an abbreviation, for instance."),
            "is_known": _("Its name is proposed to everybody who registers."),
        }
        widgets = {"website": forms.URLInput(attrs={"placeholder": "https://"})}

    def clean_isil(self) -> str:
        """Return the code as it is stored."""
        value = plain_isil(self.cleaned_data["isil"])
        if value:
            check_isil(value)
        return value

    def clean_ror(self) -> str:
        """Return the identifier without its address."""
        value = plain_ror(self.cleaned_data["ror"])
        if value:
            check_ror(value)
        return value


class MergeForm(Form):
    """Which of several organisations stays."""

    kept = forms.ChoiceField(label=_("Stays"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rows: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, initial={"kept": rows[0].code} if rows else {}, **kwargs)
        self.rows = rows
        self.fields["kept"].choices = [(row.code, str(row)) for row in rows]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Organisation, list[Organisation]]:
        """Return who stays and who goes."""
        kept = next(row for row in self.rows if row.code == self.cleaned_data["kept"])
        return kept, [row for row in self.rows if row != kept]


class SheetForm(Form):
    """A list to import: the file first, then its rows again, once they were looked at."""

    file = forms.FileField(
        label=_("List as XLSX or CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("The first row holds the titles of the columns, as in the exported table. Up to 2000 rows."),
    )
    looked_at = forms.CharField(required=False, max_length=MOST_BYTES, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the rows of the file, or those that the page has shown."""
        values: dict[str, Any] = super().clean() or {}
        self.rows: list[Row] = []
        if file := values.get("file"):
            try:
                self.rows = rows_of(file.read(MOST_BYTES + 1), titles_read())
            except ImportRefusedError as fault:
                raise ValidationError({"file": str(fault)}) from fault
        elif looked_at := values.get("looked_at"):
            self.rows = _rows_from(looked_at)
        if not self.rows and "file" not in self.errors:
            raise ValidationError({"file": _("Choose a file with at least one row below its titles.")})
        return values


def _rows_from(text: str) -> list[Row]:
    try:
        rows = json.loads(text)
    except ValueError:
        return []
    is_list = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    return [{str(name): plain_cell(value) for name, value in row.items()} for row in rows] if is_list else []
