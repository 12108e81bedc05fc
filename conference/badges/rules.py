"""Who may print badges."""

from conference.events.choices import Role
from conference.events.rules import allow

BADGES_PRINT = allow("badges.print", Role.REGISTRAR, Role.CHECKIN)
