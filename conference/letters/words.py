"""The set phrases of letters and the starting texts in each language, and the activity log's words.

Letters are not interface strings: each language has its own conventions, so their phrases and texts are data, in
`phrases/` and `starters/`.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from conference.core import clock
from conference.core.activity import services as activity
from conference.core.text.phrases import phrases_beside

HERE = Path(__file__).parent
PHRASES = phrases_beside(__file__)


class Starter(NamedTuple):
    """A template to begin with: its heading and its text."""

    title: str
    body: str


def starter_of(kind: str, language: str) -> Starter:
    """Return the starting text of a kind in a language."""
    title, _blank, body = (HERE / "starters" / f"{kind}.{language}.md").read_text("utf-8").partition("\n")
    return Starter(title.strip(), body.strip())


def phrase(language: str, name: str, **values: str) -> str:
    """Return a set phrase with `values` in it."""
    return PHRASES[language][name].format(**values)


def instead_of(language: str, number: str, issued_on: date) -> str:
    """Say which letter a reissued one stands for: «Взамен письма от 9 декабря 2026 г. № 3/2026»."""
    return phrase(language, "instead", number=number, date=clock.day(issued_on, language))


def masked(family: str, given: str) -> str:
    """Return a name that its holder recognises and nobody else learns: «Ахм***а А.», «Л*** А.», of one name «Ай***».

    The number of asterisks says nothing about the length.
    """
    name, other = (family, given) if family else (given, "")
    kept = 3 if len(name) > 6 else 1
    end = name[-1] if len(name) > 4 else ""
    initial = f" {other[0]}." if other else ""
    return f"{name[:kept]}***{end}{initial}"


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        letter_settings_changed=_("changed the settings of letters"),
        letter_template_created=_("added a letter template"),
        letter_template_changed=_("changed a letter template"),
        letter_template_removed=_("removed a letter template"),
        letter_templates_taken=_("took the starting templates of letters"),
        letter_asked=_("asked for a letter"),
        letter_withdrawn=_("withdrew the request for a letter"),
        letter_declined=_("declined the request for a letter"),
        letter_issued=_("issued a letter"),
        letter_revoked=_("revoked a letter"),
        passport_stored=_("gave passport data"),
        passport_opened=_("opened passport data"),
        passport_erased=_("erased passport data"),
    )
