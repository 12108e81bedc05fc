"""Who of the team may do what with letters. What a passport says is for the visa officer alone, see `allow_only`."""

from typing import Any

from conference.events.choices import Role
from conference.events.rules import allow, allow_only
from conference.letters.choices import Kind

LETTERS_VIEW = allow("letters.view", Role.REGISTRAR, Role.VISA)
LETTERS_SETUP = allow("letters.setup", Role.REGISTRAR)
LETTERS_ISSUE = allow("letters.issue", Role.REGISTRAR, Role.VISA)
LETTERS_OPENINGS = allow("letters.openings", Role.VISA)
LETTERS_PASSPORT = allow_only("letters.passport", Role.VISA)


def may_issue(user: Any, event: Any, kind: str) -> bool:
    """Return whether `user` may issue letters of a kind: whoever issues a visa letter has read the passport's data."""
    return bool(user.has_perm(LETTERS_PASSPORT if kind == Kind.VISA else LETTERS_ISSUE, event))
