"""What can be done with many registrations at once, and how far that came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conference.registration.choices import LIVE, State


class Action(models.TextChoices):
    """What is done with each of the registrations that were chosen."""

    CATEGORY = "category", _("Change the category")
    ADMIT = "admit", _("Give a place")
    WAIT = "wait", _("Put on the waiting list")
    DECLINE = "decline", _("Do not admit")
    CANCEL = "cancel", _("Cancel the registrations")
    MARK = "mark", _("Put a mark")
    UNMARK = "unmark", _("Take a mark away")


# In which states an action is possible at all; the services judge again, one by one.
POSSIBLE: dict[str, tuple[str, ...]] = {
    Action.CATEGORY: LIVE,
    Action.ADMIT: (State.PENDING, State.WAITING),
    Action.WAIT: (State.PENDING,),
    Action.DECLINE: (State.PENDING, State.WAITING),
    Action.CANCEL: LIVE,
    Action.MARK: tuple(State.values),
    Action.UNMARK: tuple(State.values),
}
# The guest is told and it cannot simply be undone; a word for the guest may go with some of them.
TELLS_GUESTS = frozenset({Action.CATEGORY, Action.ADMIT, Action.WAIT, Action.DECLINE, Action.CANCEL})
WITH_REASON = frozenset({Action.ADMIT, Action.WAIT, Action.DECLINE, Action.CANCEL})


class Fate(models.TextChoices):
    """What became of one registration."""

    DONE = "done", _("carried out")
    SAME = "same", _("it was so already")
    STATE = "state", _("its state does not allow it, or somebody decided meanwhile")
    FULL = "full", _("no place is left")
    ANSWER = "answer", _("no place is left in something that the guest chose")
    GONE = "gone", _("it is not there any more")


GOOD = frozenset({Fate.DONE, Fate.SAME})
