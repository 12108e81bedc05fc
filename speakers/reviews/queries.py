"""Reading reviews."""

from typing import NamedTuple

from conference.accounts.models import User
from conference.events.models import Event
from speakers.reviews.models import HIGHEST, LOWEST, Review
from speakers.submissions.choices import State
from speakers.submissions.models import Submission, SubmissionQuerySet
from speakers.submissions.queries import SORTS, for_team, has_part
from speakers.submissions.rules import SUBMISSIONS_DECIDE


class Opinions(NamedTuple):
    """What one reader may see of the reviews of one submission."""

    own: Review | None
    others: list[Review]
    average: float | None
    hidden: int
    may_review: bool

    @property
    def marks(self) -> range:
        """The marks of the scale, for drawing a score."""
        return range(LOWEST, HIGHEST + 1)


def opinions_for(user: User, event: Event, submission: Submission) -> Opinions:
    """Return the reviews as `user` may see them.

    The author sees nothing. A reviewer reads the others only after giving an own opinion, so that it stays their own;
    whoever decides reads all.
    """
    if has_part(user, submission):
        return Opinions(None, [], None, 0, may_review=False)
    reviews = list(Review.objects.filter(submission=submission).select_related("reviewer"))
    own = next((review for review in reviews if review.reviewer_id == user.pk), None)
    others = [review for review in reviews if review is not own]
    may_review = submission.state == State.SUBMITTED
    if own is None and may_review and not user.has_perm(SUBMISSIONS_DECIDE, event):
        return Opinions(None, [], None, len(others), may_review)
    average = sum(review.score for review in reviews) / len(reviews) if reviews else None
    return Opinions(own, others, average, 0, may_review)


def to_review(event: Event, user: User) -> SubmissionQuerySet:
    """Return what waits for a decision and `user` has not reviewed yet, the least reviewed first, without their own."""
    waiting = for_team(event).filter(state=State.SUBMITTED).exclude(pk__in=Submission.objects.by(user).values("pk"))
    reviewed = Review.objects.filter(reviewer=user).values("submission_id")
    return waiting.exclude(pk__in=reviewed).order_by(*SORTS["few"])
