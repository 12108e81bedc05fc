"""The register as a table for spreadsheets. It tells of nobody's passport."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conference.core import sheets
from conference.letters.models import Letter


def headers() -> list[str]:
    """Return the column titles in the active language."""
    return [
        _("Number"),
        _("Date"),
        _("Kind"),
        _("Language of the letter"),
        _("Name"),
        _("Organisation"),
        _("Country"),
        _("Signatory"),
        _("Issued by"),
        _("State"),
        _("Reason"),
        _("Replaces"),
        _("Registration"),
        _("Verification code"),
    ]


def row_of(letter: Letter) -> list[str]:
    """Return one row, in the order of `headers`."""
    person = letter.registration.person
    return [
        letter.number,
        letter.issued_on.isoformat(),
        letter.get_kind_display(),
        letter.get_language_display(),
        person.full_name,
        str(person.organisation or ""),
        str(letter.country.name),
        letter.text.get("signatory_name", ""),
        str(letter.issued_by or ""),
        _("revoked") if letter.is_revoked else _("valid"),
        letter.revoke_reason,
        letter.replaces.number if letter.replaces else "",
        letter.registration.code,
        letter.proof_shown,
    ]


def as_file(letters: QuerySet[Letter], file_format: str) -> bytes:
    """Return the register as `xlsx` or `csv`."""
    rows = [row_of(letter) for letter in letters]
    return sheets.as_file(headers(), rows, file_format, title=_("Register of letters"))
