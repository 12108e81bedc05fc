"""Imports every feature's models, so that Django finds them in this app."""

from speakers.calls.models import Call
from speakers.decisions.models import Decision
from speakers.profiles.models import Profile
from speakers.reviews.models import Review
from speakers.submissions.models import Submission, SubmissionAuthor

__all__ = ["Call", "Decision", "Profile", "Review", "Submission", "SubmissionAuthor"]
