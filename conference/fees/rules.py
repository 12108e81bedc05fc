"""Who of the team may do what with money."""

from conference.events.choices import Role
from conference.events.rules import allow

FEES_VIEW = allow("fees.view", Role.REGISTRAR)
FEES_MANAGE = allow("fees.manage", Role.REGISTRAR)
FEES_SETUP = allow("fees.setup")
