"""Who may prepare a volume and who may publish it."""

from conference.events.choices import Role
from conference.events.rules import allow

PROCEEDINGS_EDIT = allow("proceedings.edit", Role.EDITOR)
PROCEEDINGS_PUBLISH = allow("proceedings.publish", Role.EDITOR)
