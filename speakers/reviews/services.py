"""Writing reviews."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from speakers.reviews.models import Review
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from speakers.submissions.queries import has_part
from speakers.submissions.services import ConflictOfInterestError, WrongStateError, locked

REVIEW_FIELDS = ("score", "comment")

activity.describe(review_given=_("reviewed an abstract"), review_changed=_("changed a review"))


@transaction.atomic
def give_review(*, submission: Submission, by: User, score: int, comment: str = "") -> Review:
    """Store the one review that `by` has of the submission.

    Raises ConflictOfInterestError for one's own, WrongStateError unless it waits for a decision, ValidationError.
    """
    stored = locked(submission)
    if has_part(by, stored):
        raise ConflictOfInterestError
    if stored.state != State.SUBMITTED:
        raise WrongStateError
    known = Review.objects.filter(submission=stored, reviewer=by).first()
    before = activity.snapshot(known, REVIEW_FIELDS) if known else {}
    review = known or Review(submission=stored, reviewer=by)
    review.score, review.comment = score, comment
    review.full_clean()
    review.save()
    activity.record(
        by=by,
        action="review_changed" if known else "review_given",
        target=stored,
        event=stored.event,
        before=before,
        after=activity.snapshot(review, REVIEW_FIELDS),
    )
    return review
