"""Data go when their time has come, a trial changes nothing, and leftovers are cleared."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from django_scopes import scopes_disabled
from knox.models import AuthToken

from conference.core.jobs.models import Job, JobState
from conference.core.mail.models import MailState, OutgoingMail
from conference.events.choices import Role
from conference.people.models import Person
from conference.privacy import services, tasks
from conference.privacy.models import DataExport, ErasureReport, PrivacySettings
from conference.registration.choices import State
from conference.registration.models import Draft, Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Upload
from tests.conference.privacy.planted import after_the_event, found_in_database, found_in_files, plant
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("ends_on", "months", "day"),
    [
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), None, None),
    ],
)
def test_the_day_is_as_many_months_after_the_last_day(ends_on, months, day) -> None:
    event = EventFactory.build(ends_on=ends_on)
    assert PrivacySettings(event=event, keep_months=months).erased_from == day


def test_everybody_is_erased_when_the_time_has_come_and_not_before(in_event) -> None:
    plant(in_event)
    PrivacySettings.objects.create(event=in_event, keep_months=6)
    tasks.start_due_erasures()
    assert not ErasureReport.objects.exists()
    with time_machine.travel(timezone.now() + after_the_event(in_event)):
        call_command("requeue", verbosity=0)
        report = ErasureReport.objects.get()
        assert (report.people, report.by, report.cause) == (3, None, "schedule"), (
            "the guest and two heads of delegations"
        )
        assert (found_in_database(), found_in_files()) == ([], [])
        assert Registration.objects.get().state == State.CONFIRMED, "who came stays counted as they were"
        tasks.start_due_erasures()
    assert ErasureReport.objects.count() == 1, "there was nothing left to erase"


def test_what_is_under_way_is_not_started_again(in_event) -> None:
    PersonFactory(event=in_event)
    PrivacySettings.objects.create(event=in_event, keep_months=1)
    Job.objects.create(event=in_event, kind=tasks.RETENTION, state=JobState.RUNNING)
    with time_machine.travel(timezone.now() + after_the_event(in_event)):
        tasks.start_due_erasures()
    assert not ErasureReport.objects.exists()


def test_a_trial_tells_what_would_go_and_changes_nothing(in_event, member_of) -> None:
    plant(in_event)
    PersonFactory(event=in_event)
    before, files = found_in_database(), found_in_files()
    job = services.start_rehearsal(event=in_event, by=member_of(in_event, Role.OWNER))
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    report = ErasureReport.objects.get()
    assert (report.is_rehearsal, report.people) == (True, 4)
    assert report.counts["answers"] == 2
    assert [place for place in found_in_database() if "Job" not in place] == before
    assert found_in_files() == files
    assert Person.objects.filter(erased_at=None).count() == 4


def test_many_are_erased_some_at_a_time(in_event, monkeypatch) -> None:
    monkeypatch.setattr("conference.privacy.erasing.AT_ONCE", 2)
    for _number in range(5):
        PersonFactory(event=in_event)
    steps: list[tuple[int, int]] = []
    from conference.privacy import erasing

    report = erasing.erase_due(event=in_event, progress=lambda done, total: steps.append((done, total)))
    assert (report.people, report.counts["person"]) == (5, 5)
    assert steps == [(2, 5), (4, 5), (5, 5)]


def test_what_nobody_finished_or_needs_is_cleared(in_event) -> None:
    now = timezone.now()
    old, fresh = now - timedelta(days=31), now - timedelta(days=29)
    question = QuestionFactory(event=in_event, kind=Kind.FILE)
    for moment in (old, fresh):
        draft = Draft.objects.create(event=in_event)
        file = ContentFile(b"%PDF-", name="letter.pdf")
        Upload.objects.create(event=in_event, question=question, draft=draft, file=file, name="letter.pdf")
        Draft.objects.filter(pk=draft.pk).update(changed_at=moment)
        mail = OutgoingMail.objects.create(to="a@example.org", subject="Код", state=MailState.SENT)
        OutgoingMail.objects.filter(pk=mail.pk).update(created_at=moment)
    Session.objects.create(session_key="old", session_data="x", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="x", expire_date=now + timedelta(days=1))
    AuthToken.objects.create(user=UserFactory())
    AuthToken.objects.update(expiry=now - timedelta(seconds=1))
    tasks.forget_leftovers()
    assert (Draft.objects.count(), Upload.objects.count(), OutgoingMail.objects.count()) == (1, 1, 1)
    assert Upload.objects.get().file.storage.exists(Upload.objects.get().file.name)
    assert [row.session_key for row in Session.objects.all()] == ["new"]
    assert not AuthToken.objects.exists()
    with scopes_disabled():
        assert len(list(Upload.objects.get().file.storage.listdir("answers")[1])) == 1


def test_files_of_own_data_last_a_day(in_event) -> None:
    person = PersonFactory(event=in_event)
    export = services.ask_for_export(event=in_event, people=[person])
    export.refresh_from_db()
    storage, name = export.file.storage, export.file.name
    assert storage.exists(name)
    tasks.forget_files()
    assert storage.exists(name)
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        tasks.forget_files()
    assert not storage.exists(name)
    assert not DataExport.objects.exists()
