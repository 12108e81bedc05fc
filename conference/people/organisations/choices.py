"""What becomes of a row of an imported list, and the columns of such a list."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from conference.core.text.localized import LANGUAGE_CODES


class Fate(models.TextChoices):
    """What storing the row does."""

    ADDED = "added", gettext_lazy("is added")
    CHANGED = "changed", gettext_lazy("is completed")
    SAME = "same", gettext_lazy("is there already")
    REFUSED = "refused", gettext_lazy("is left out")


PEOPLE: Final = "people"
# Title by column; those of the import are the same in all languages of the interface.
COLUMNS: Final = {
    "code": gettext_lazy("Code"),
    "name_ru": gettext_lazy("Name in Russian"),
    "name_kk": gettext_lazy("Name in Kazakh"),
    "name_en": gettext_lazy("Name in English"),
    "short_name_ru": gettext_lazy("Short name in Russian"),
    "short_name_kk": gettext_lazy("Short name in Kazakh"),
    "short_name_en": gettext_lazy("Short name in English"),
    "town": gettext_lazy("Town"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "isil": "ISIL",
    "ror": "ROR",
    "website": gettext_lazy("Website"),
    PEOPLE: pgettext_lazy("of an organisation", "People"),
}


def titles_read() -> Mapping[str, str]:
    """Return the columns that an import reads by every title they may have: of any language, or the bare key."""
    found = {"name": "name", "название": "name", "атауы": "name", "организация": "name", "organisation": "name"}
    for language in LANGUAGE_CODES:
        with override(language):
            found |= {str(title): name for name, title in COLUMNS.items() if name != PEOPLE}
    return found | {name: name for name in COLUMNS if name != PEOPLE}
