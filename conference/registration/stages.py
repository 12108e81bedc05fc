"""What a guest is told who has no place yet, or none any more: the same on their page and in the letter."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from conference.registration.choices import State

OPEN = _("Open the registration")


@dataclass(frozen=True)
class Stage:
    """Words for one stage: the heading (and the letter's subject), a sentence, the label of the way to the page."""

    title: Any
    text: Any
    button: Any = OPEN


PENDING = Stage(
    _("Your application has arrived"),
    _("In this category the organisers decide on each application. They write to you; nothing is left for you to do."),
)
WAITING = Stage(
    _("You are on the waiting list"),
    _("All places are taken. As soon as one is free and it is your turn, we offer it to you by mail."),
)
OFFERED = Stage(
    _("A place is free for you"),
    _("It is kept for you until the time below. Accept or decline it; after that it goes to the next in line."),
    _("Accept or decline"),
)
MISSED = Stage(
    _("The offer of a place has run out"),
    _("The place went to the next in line. You are still on the waiting list, now at its end."),
)
DECLINED = Stage(
    _("We cannot admit you this time"),
    _("The organisers considered your application and cannot give you a place."),
)
REOPENED = Stage(
    _("Your application is considered again"),
    _("The organisers took their decision back. They write to you as soon as there is a new one."),
)
WITHDRAWN = Stage(
    _("Your application is withdrawn"),
    _("You are not considered for a place any more."),
)
# What a guest's page says of a state; of a confirmed and a cancelled registration it speaks in its own words.
BY_STATE = {
    State.PENDING: PENDING,
    State.WAITING: WAITING,
    State.OFFERED: OFFERED,
    State.DECLINED: DECLINED,
}
# The stages by the names under which letters ask for them.
BY_NAME = {
    "pending": PENDING,
    "waiting": WAITING,
    "offered": OFFERED,
    "missed": MISSED,
    "declined": DECLINED,
    "reopened": REOPENED,
    "withdrawn": WITHDRAWN,
}
