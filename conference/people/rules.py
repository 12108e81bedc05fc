"""Who of the team may do what with persons and organisations."""

from conference.events.choices import Role
from conference.events.rules import allow

PEOPLE_SETUP = allow("people.setup", Role.REGISTRAR)
