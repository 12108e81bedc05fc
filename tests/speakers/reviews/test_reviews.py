"""Reviews: who may give one, who may read which, and the constraints behind them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from speakers.reviews import queries, services
from speakers.reviews.models import Review
from speakers.submissions.choices import State
from speakers.submissions.services import ConflictOfInterestError, WrongStateError
from tests.factories.speakers import ReviewFactory, SubmissionFactory


def test_ones_own_review_is_one_and_changes(call, reviewer):
    submission = SubmissionFactory(call=call)
    services.give_review(submission=submission, by=reviewer, score=3)
    services.give_review(submission=submission, by=reviewer, score=5, comment="Передумал")
    review = Review.objects.get()
    assert (review.score, review.comment, review.reviewer) == (5, "Передумал", reviewer)


def test_nobody_reviews_their_own(call, reviewer):
    handed_in = SubmissionFactory(call=call, submitter=reviewer)
    named = SubmissionFactory(call=call, authors=[{"email": "Reviewer@Example.org"}])
    for submission in (handed_in, named):
        with pytest.raises(ConflictOfInterestError):
            services.give_review(submission=submission, by=reviewer, score=5)
    assert list(queries.to_review(call.event, reviewer)) == []


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN])
def test_reviews_end_with_the_decision(call, reviewer, state):
    submission = SubmissionFactory(call=call, state=state)
    with pytest.raises(WrongStateError):
        services.give_review(submission=submission, by=reviewer, score=5)


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_is_one_to_five(call, reviewer, score):
    submission = SubmissionFactory(call=call)
    with pytest.raises(ValidationError):
        services.give_review(submission=submission, by=reviewer, score=score)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(submission=submission, score=score)


def test_the_database_keeps_one_review_a_reviewer(call, reviewer):
    submission = SubmissionFactory(call=call)
    ReviewFactory(submission=submission, reviewer=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(submission=submission, reviewer=reviewer)


def test_others_are_read_after_giving_ones_own(call, reviewer):
    submission = SubmissionFactory(call=call)
    ReviewFactory(submission=submission, score=2)
    before = queries.opinions_for(reviewer, call.event, submission)
    assert (before.others, before.average, before.hidden) == ([], None, 1)
    services.give_review(submission=submission, by=reviewer, score=4)
    after = queries.opinions_for(reviewer, call.event, submission)
    assert (len(after.others), after.average, after.hidden) == (1, 3.0, 0)


def test_the_chair_reads_all_and_an_author_nothing(call, chair):
    ReviewFactory(submission=SubmissionFactory(call=call), score=2)
    own = SubmissionFactory(call=call, submitter=chair)
    ReviewFactory(submission=own, score=5)
    other = Review.objects.exclude(submission=own).get().submission
    assert queries.opinions_for(chair, call.event, other).average == 2.0
    hidden = queries.opinions_for(chair, call.event, own)
    assert (hidden.others, hidden.average, hidden.may_review) == ([], None, False)


def test_the_least_reviewed_comes_first(call, reviewer):
    much = SubmissionFactory(call=call)
    ReviewFactory(submission=much)
    little = SubmissionFactory(call=call)
    SubmissionFactory(call=call, state=State.DRAFT)
    assert list(queries.to_review(call.event, reviewer)) == [little, much]
