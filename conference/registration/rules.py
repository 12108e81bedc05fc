"""Who of the team may do what with registrations."""

from conference.events.choices import Role
from conference.events.rules import allow

REGISTRATION_VIEW = allow("registration.view", Role.REGISTRAR)
REGISTRATION_CONTACTS = allow("registration.contacts", Role.REGISTRAR)
REGISTRATION_EDIT = allow("registration.edit", Role.REGISTRAR)
REGISTRATION_SETUP = allow("registration.setup", Role.REGISTRAR)
