"""Who may write calls."""

from conference.events.choices import Role
from conference.events.rules import allow

CALLS_EDIT = allow("calls.edit", Role.CHAIR)
