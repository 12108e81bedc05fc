"""Who may stand at the desk."""

from conference.events.choices import Role
from conference.events.rules import allow

CHECKIN_DESK = allow("checkin.desk", Role.CHECKIN, Role.REGISTRAR)
