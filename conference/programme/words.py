"""What the programme says in words, in one place for pages, messages and cards."""

from django.utils.translation import gettext as _

from conference.core.text.localized import localized
from conference.programme.queries.plan import Clash, Conflict


def collision(conflict: Conflict) -> str:
    """Return what collides, without saying with what."""
    if conflict.clash == Clash.PERSON:
        return _("%(name)s is in two places") % {"name": conflict.subject}
    if conflict.clash == Clash.ROOM:
        return _("Two sessions in one room: %(room)s") % {"room": localized(conflict.subject.name)}
    return _("Outside the days of the event")
