"""The demo of this app: everything that can become of a submission is there, and nothing but made-up addresses."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from conference.people import demo as people_demo
from conference.programme import demo as programme_demo
from conference.programme.models import Session
from speakers import demo
from speakers.calls.models import Call
from speakers.decisions.models import Decision
from speakers.profiles.models import Profile
from speakers.reviews.models import Review
from speakers.submissions.choices import OFFERED_KINDS, State
from speakers.submissions.models import Submission, SubmissionAuthor
from tests.factories.events import EventFactory


@pytest.mark.django_db
def test_the_demo_shows_every_state_and_ties_the_programmes_sessions():
    event = EventFactory(
        starts_on=timezone.localdate() + timedelta(weeks=3), ends_on=timezone.localdate() + timedelta(22)
    )
    with scope(event=event):
        people_demo.seed(event)
        programme_demo.seed(event)
        demo.seed(event)
        assert Call.objects.get().is_open()
        assert Submission.objects.count() == 24
        assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)
        talks = Session.objects.filter(kind__in=OFFERED_KINDS)
        titles = [str(session) for session in talks]
        assert len(titles) == len(set(titles))  # an accepted talk that the programme has is not there twice
        accepted = Submission.objects.filter(state=State.ACCEPTED).count()
        assert Decision.objects.exclude(session=None).count() == accepted
        assert Review.objects.exists()
        assert Profile.objects.exists()
        emails = SubmissionAuthor.objects.values_list("email", flat=True)
        assert all(email.endswith("@example.org") for email in emails)
