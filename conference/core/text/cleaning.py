"""What people paste without seeing it: characters that no page can do anything with, or that turn what follows."""

import re
import unicodedata
from typing import Any

from i18nfield.strings import LazyI18nString

# All of C0 but tab, line feed and return; DEL; the two code points that are no characters (XML 1.0, 2.2); what turns
# the direction of all that follows, which telephones copy along with numbers (Unicode UAX 9, 2); the byte order mark.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})  # categories of Unicode
SOFT_BREAKS = re.compile("[\x0b\x0c]")  # a line break inside a paragraph, as word processors copy it


def printable(value: Any) -> Any:
    """Return a text, or one in several languages, without control characters; anything else as it is."""
    if isinstance(value, str):
        return CONTROLS.sub("", SOFT_BREAKS.sub("\n", value)) if CONTROLS.search(value) else value
    if isinstance(value, LazyI18nString) and isinstance(value.data, dict):
        return LazyI18nString({code: printable(text) for code, text in value.data.items()})
    return value


def is_invisible(text: str) -> bool:
    """Return whether nothing of a text is seen: it is empty, or all spaces, joiners and the like."""
    return all(unicodedata.category(char) in INVISIBLE for char in text)


def on_one_line(text: str) -> str:
    """Return a text without line breaks, tabs and double spaces."""
    return " ".join(text.split())
