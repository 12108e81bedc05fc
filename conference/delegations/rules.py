"""Who of the team may do what with delegations."""

from conference.events.choices import Role
from conference.events.rules import allow

DELEGATIONS_VIEW = allow("delegations.view", Role.REGISTRAR)
DELEGATIONS_EDIT = allow("delegations.edit", Role.REGISTRAR)
DELEGATIONS_SETUP = allow("delegations.setup", Role.REGISTRAR)
