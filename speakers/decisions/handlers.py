"""What follows from what authors do."""

from django_scopes import scope

from conference.events.models import Event
from speakers.decisions import services
from speakers.submissions.facts import SubmissionWithdrawn
from speakers.submissions.models import Submission


def cancel_session(fact: SubmissionWithdrawn) -> None:
    """Take what was withdrawn out of the programme."""
    with scope(event=Event.objects.get(pk=fact.event_pk)):
        services.cancel_after_withdrawal(submission=Submission.objects.get(pk=fact.submission_pk))
