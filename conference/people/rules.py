"""Who of the team may do what with persons and organisations."""

from conference.events.choices import Role
from conference.events.rules import allow

PEOPLE_VIEW = allow("people.view", Role.REGISTRAR)
PEOPLE_EDIT = allow("people.edit", Role.REGISTRAR)
PEOPLE_SETUP = allow("people.setup", Role.REGISTRAR)
