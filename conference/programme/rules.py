"""Who may see, change and publish the programme."""

from conference.events.choices import Role
from conference.events.rules import allow

PROGRAMME_VIEW = allow("programme.view", *Role)
PROGRAMME_EDIT = allow("programme.edit", Role.CHAIR)
PROGRAMME_RELEASE = allow("programme.release", Role.CHAIR)
