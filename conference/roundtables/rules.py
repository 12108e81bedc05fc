"""Who may see, write and adopt at a round table."""

from conference.events.choices import Role
from conference.events.rules import allow

ROUNDTABLES_VIEW = allow("roundtables.view", *Role)
ROUNDTABLES_EDIT = allow("roundtables.edit", Role.MODERATOR, Role.RAPPORTEUR, Role.CHAIR)
ROUNDTABLES_ADOPT = allow("roundtables.adopt", Role.MODERATOR)
