"""Long work, as the team sees it: waiting, running, done, failed, broken off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conference.accounts.models import User
from conference.badges.rules import BADGES_PRINT
from conference.core.jobs import services as jobs
from conference.core.jobs.models import SILENCE_MEANS_LOST, Job, JobState
from conference.events.choices import Role
from conference.events.models import Event
from tests.factories.events import EventFactory
from tests.support.workspace import page

pytestmark = pytest.mark.django_db


@jobs.handles("test.pages", "Печать бейджей", BADGES_PRINT)
def work(run: jobs.Run, *, fail: bool = False) -> dict:
    if fail:
        raise jobs.UserError("Нет ни одного бейджа")
    return {"url": "/files/badges.pdf", "label": "Скачать бейджи"}


@pytest.fixture
def job(event: Event, owner: User) -> Job:
    return Job.objects.create(event=event, kind="test.pages", started_by=owner)


def shown(team: Client, event: Event, job: Job) -> str:
    whole = page(team, event, f"jobs/{job.code}/")
    answer = team.get(f"/manage/{event.slug}/jobs/{job.code}/", headers={"HX-Request": "true"})
    fragment = answer.content.decode()
    assert "<html" not in fragment
    assert ('hx-trigger="every 1s"' in fragment) is ('http-equiv="refresh"' in whole)
    return fragment


def test_a_job_that_waits_or_runs_asks_for_itself(team: Client, event: Event, job: Job) -> None:
    assert 'hx-trigger="every 1s"' in shown(team, event, job)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, done=3, total=10, note="Зал 2")
    html = shown(team, event, job)
    assert '<progress id="progress" value="3" max="10">' in html
    assert "3 / 10" in html
    assert "Зал 2" in html


def test_a_finished_job_shows_its_result_and_asks_no_more(team: Client, event: Event, job: Job) -> None:
    result = {"url": "/files/badges.pdf", "label": "Скачать бейджи"}
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result=result, finished_at=timezone.now())
    html = shown(team, event, job)
    assert 'href="/files/badges.pdf"' in html
    assert "Скачать бейджи" in html
    assert "hx-trigger" not in html


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_says_why_and_can_be_started_again(team: Client, event: Event, owner: User) -> None:
    job = jobs.start(kind="test.pages", by=owner, event=event, fail=True)
    html = shown(team, event, job)
    assert "Нет ни одного бейджа" in html
    retry = f"/manage/{event.slug}/jobs/{job.code}/retry/"
    assert f'action="{retry}"' in html
    Job.objects.filter(pk=job.pk).update(params={})
    assert team.post(retry)["Location"] == f"/manage/{event.slug}/jobs/{job.code}/"
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert "notice-danger" in team.post(retry, follow=True).content.decode(), "there is nothing to repeat"


def test_a_job_whose_worker_died_can_be_started_again(team: Client, event: Event, job: Job) -> None:
    silent = timezone.now() - SILENCE_MEANS_LOST - timedelta(minutes=1)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, seen_at=silent)
    answer = team.get(f"/manage/{event.slug}/jobs/{job.code}/", headers={"HX-Request": "true"}).content.decode()
    assert "retry/" in answer
    assert "hx-trigger" not in answer


def test_a_job_of_another_event_is_not_found(team: Client, event: Event) -> None:
    foreign = Job.objects.create(event=EventFactory(), kind="test.pages")
    assert team.get(f"/manage/{event.slug}/jobs/{foreign.code}/").status_code == 404
    assert team.post(f"/manage/{event.slug}/jobs/{foreign.code}/retry/").status_code == 404


def test_routine_work_is_listed_only_when_it_failed(team: Client, event: Event) -> None:
    for code, state in (("AAAA2222", JobState.DONE), ("BBBB3333", JobState.FAILED)):
        Job.objects.create(event=event, kind="test.pages", code=code, state=state, is_routine=True)
    html = page(team, event, "jobs/")
    assert "BBBB3333" in html
    assert "AAAA2222" not in html
    assert "Печать бейджей" in html


@pytest.mark.parametrize(("role", "may"), [(Role.CHECKIN, True), (Role.EDITOR, False)])
def test_only_who_may_start_such_work_starts_it_again(event: Event, job: Job, member_of, signed_in, role, may) -> None:
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="x", finished_at=timezone.now())
    member = signed_in(member_of(event, role))
    retry = f"/manage/{event.slug}/jobs/{job.code}/retry/"
    assert (retry in page(member, event, f"jobs/{job.code}/")) is may
    assert member.post(retry).status_code == (302 if may else 403)
    job.refresh_from_db()
    assert (job.state == JobState.FAILED) is not may


def test_work_that_nothing_does_any_more_is_started_by_nobody(team: Client, event: Event, owner: User) -> None:
    old = Job.objects.create(event=event, kind="of.an.old.version", state=JobState.FAILED, finished_at=timezone.now())
    assert team.post(f"/manage/{event.slug}/jobs/{old.code}/retry/").status_code == 403
