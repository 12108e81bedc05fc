"""The sentences that we translate for Django must be Django's, letter by letter."""

from pathlib import Path

import django
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from conference.core.catalogues import KEYWORDS
from conference.core.text import borrowed

ROOT = Path(django.__file__).parent


def _first(message):
    return message if isinstance(message, str) else message[0]


@pytest.fixture(scope="module")
def known() -> set[str]:
    found = set()
    for part in ("conf", "contrib/auth"):
        with (ROOT / part / "locale" / "ru" / "LC_MESSAGES" / "django.po").open("rb") as stream:
            found |= {_first(message.id) for message in read_po(stream) if message.id}
    return found


def test_every_borrowed_sentence_is_one_of_djangos(known: set[str]) -> None:
    rows = extract_from_file("python", borrowed.__file__, keywords=KEYWORDS)
    sentences = {_first(message) for _line, message, _comments, _context in rows}
    assert len(sentences) > 15
    assert sentences - known == set()
