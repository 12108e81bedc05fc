"""What people paste without seeing it: control characters that no page, table or database can do anything with."""

import re
from typing import Any

from i18nfield.strings import LazyI18nString

# All of C0 but tab, line feed and return; DEL; the two code points that are no characters (XML 1.0, 2.2).
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SOFT_BREAKS = re.compile("[\x0b\x0c]")  # a line break inside a paragraph, as word processors copy it


def printable(value: Any) -> Any:
    """Return a text, or one in several languages, without control characters; anything else as it is."""
    if isinstance(value, str):
        return CONTROLS.sub("", SOFT_BREAKS.sub("\n", value)) if CONTROLS.search(value) else value
    if isinstance(value, LazyI18nString) and isinstance(value.data, dict):
        return LazyI18nString({code: printable(text) for code, text in value.data.items()})
    return value
