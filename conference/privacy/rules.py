"""Who of the team may do what with personal data."""

from conference.events.choices import Role
from conference.events.rules import allow

# Requests of guests and reports: whoever looks after the guests.
PRIVACY_REQUESTS = allow("privacy.requests", Role.REGISTRAR)
# How long data are kept: the owner alone.
PRIVACY_SETUP = allow("privacy.setup")
