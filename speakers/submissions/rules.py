"""Who may read submissions, judge them and decide on them."""

from typing import Any

from conference.events.choices import Role
from conference.events.models import Event
from conference.events.rules import allow
from speakers.calls.models import Call

SUBMISSIONS_VIEW = allow("submissions.view", Role.CHAIR, Role.REVIEWER)
SUBMISSIONS_REVIEW = allow("submissions.review", Role.CHAIR, Role.REVIEWER)
SUBMISSIONS_DECIDE = allow("submissions.decide", Role.CHAIR)


def sees_names(user: Any, event: Event, call: Call) -> bool:
    """Return whether `user` may see who wrote what was handed in to `call`: of a blind one only who decides may."""
    return not call.is_blind or bool(user.has_perm(SUBMISSIONS_DECIDE, event))
