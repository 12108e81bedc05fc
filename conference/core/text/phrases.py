"""Set phrases of documents: data in files, because each language's papers have words of their own."""

import json
from collections.abc import Mapping
from pathlib import Path

from conference.core.text.localized import LANGUAGE_CODES

Phrases = Mapping[str, Mapping[str, str]]


def phrases_beside(module: str) -> Phrases:
    """Return the phrases by language and name from `phrases/` beside the module's file, one file for each language."""
    folder = Path(module).with_name("phrases")
    return {code: json.loads((folder / f"{code}.json").read_text("utf-8")) for code in LANGUAGE_CODES}
