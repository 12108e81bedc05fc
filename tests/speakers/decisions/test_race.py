"""Two chairs decide on one submission at once: one decision, one mail.

Run once as the product is, and once without the lock, as proof that the race is a real one.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django_scopes import scope

from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from speakers.decisions import services
from speakers.submissions.models import Submission
from speakers.submissions.services import WrongStateError
from tests.factories.events import EventFactory, MembershipFactory
from tests.factories.speakers import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time; the order of two decisions is tested in test_services.py")
    event = EventFactory()
    with scope(event=event):
        yield SubmissionFactory(call=CallFactory(event=event))


def race(submission: Submission) -> list[str]:
    """Let one chair accept and another decline; return what each met."""
    chairs = [MembershipFactory(event=submission.event, role=Role.CHAIR).user for _ in range(2)]
    start = Barrier(2)

    def run(number: int) -> str:
        decide = (services.accept_submission, services.decline_submission)[number]
        try:
            with scope(event=submission.event):
                seen = Submission.objects.select_related("event", "call").get(pk=submission.pk)
                start.wait()
                decide(submission=seen, by=chairs[number])
        except WrongStateError:
            return "too late"
        finally:
            connections.close_all()
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


def test_the_second_of_two_chairs_is_refused_and_one_mail_is_written(submission):
    assert race(submission) == ["decided", "too late"]
    assert OutgoingMail.objects.count() == 1


def test_without_the_lock_the_author_gets_both_decisions(submission, monkeypatch):
    both_looked = Barrier(2)

    def look(row: Submission) -> Submission:
        found = Submission.objects.select_related("call", "event").get(pk=row.pk)
        both_looked.wait()
        return found

    monkeypatch.setattr(services, "locked", look)
    assert race(submission) == ["decided", "decided"]
    assert OutgoingMail.objects.count() == 2
