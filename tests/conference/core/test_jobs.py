"""Long work: stored, run once, its progress and failures kept, and startable again."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from conference.core.jobs import services as jobs
from conference.core.jobs.models import SILENCE_MEANS_LOST, Job, JobState

calls: list[dict] = []


@jobs.handles("test.count", "Counting", "")
def count(run: jobs.Run, *, upto: int, fail: str = "") -> dict:
    calls.append({"upto": upto, "language": translation.get_language()})
    for number in range(upto):
        run.progress(number + 1, upto, f"step {number + 1}")
    if fail == "theirs":
        raise jobs.UserError("Нет ни одного бейджа")
    if fail == "ours":
        raise ZeroDivisionError("division by zero")
    return {"sum": upto}


@pytest.fixture(autouse=True)
def _forget() -> None:
    calls.clear()


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_after_the_commit_and_keeps_its_result() -> None:
    with translation.override("kk"), transaction.atomic():
        job = jobs.start(kind="test.count", by=None, upto=3)
        assert calls == []
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result, job.percent) == (JobState.DONE, 3, 3, {"sum": 3}, 100)
    assert calls == [{"upto": 3, "language": "kk"}]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_request_starts_nothing() -> None:
    with pytest.raises(ValueError, match="no"), transaction.atomic():  # noqa: PT012 - the rollback is the point
        jobs.start(kind="test.count", by=None, upto=1)
        raise ValueError("no")
    assert calls == []
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fail", "error"), [("theirs", "Нет ни одного бейджа"), ("ours", "ZeroDivisionError: division by zero")]
)
def test_a_failure_is_kept_in_words_and_can_be_repeated(fail: str, error: str) -> None:
    job = jobs.start(kind="test.count", by=None, upto=2, fail=fail)
    job.refresh_from_db()
    assert (job.state, job.error, job.can_retry) == (JobState.FAILED, error, True)
    Job.objects.filter(pk=job.pk).update(params={"upto": 2})
    assert jobs.retry(job=job)
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (JobState.DONE, "", 2)
    assert not jobs.retry(job=job), "what is done is not repeated"


@pytest.mark.django_db
def test_two_workers_with_the_same_job_run_it_once() -> None:
    job = Job.objects.create(kind="test.count", params={"upto": 1})
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_can_be_started_again() -> None:
    long_ago = timezone.now() - SILENCE_MEANS_LOST - timedelta(seconds=1)
    job = Job.objects.create(kind="test.count", params={"upto": 1}, state=JobState.RUNNING, seen_at=long_ago)
    assert job.is_lost
    assert jobs.retry(job=job)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    running = Job.objects.create(kind="test.count", params={"upto": 1}, state=JobState.RUNNING)
    assert not jobs.retry(job=running), "somebody works on it"


@jobs.handles("test.slow", "Slow", "")
def slow(run: jobs.Run, *, fail_after: bool = False) -> dict:
    """Falls silent once; meanwhile somebody starts the job again, and that run comes to its end."""
    calls.append({"attempt": run.job.attempts})
    if run.job.attempts == 1:
        Job.objects.filter(pk=run.job.pk).update(seen_at=timezone.now() - SILENCE_MEANS_LOST - timedelta(seconds=1))
        assert jobs.retry(job=Job.objects.get(pk=run.job.pk))
        if fail_after:
            raise ZeroDivisionError
        run.progress(1, 1, "of the first")
        calls.append({"attempt": "goes on"})
    return {"attempt": run.job.attempts}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fail_after", [False, True])
def test_a_worker_that_was_given_up_changes_nothing_more(fail_after: bool) -> None:
    job = jobs.start(kind="test.slow", by=None, fail_after=fail_after)
    job.refresh_from_db()
    assert (job.state, job.result, job.note, job.error) == (JobState.DONE, {"attempt": 2}, "", "")
    assert [call["attempt"] for call in calls] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_no_worker_came_for_is_queued_again_and_runs_once() -> None:
    late = timezone.now() - SILENCE_MEANS_LOST - timedelta(seconds=1)
    job = Job.objects.create(kind="test.count", params={"upto": 1}, queued_at=late)
    fresh = Job.objects.create(kind="test.count", params={"upto": 1})
    assert (job.can_retry, fresh.can_retry) == (True, False)
    assert jobs.queue_waiting() == 1
    assert jobs.queue_waiting() == 0
    jobs.run(job.pk)  # the lost entry turns up after all
    job.refresh_from_db()
    fresh.refresh_from_db()
    assert (job.state, job.attempts, fresh.state) == (JobState.DONE, 1, JobState.WAITING)
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_may_start_a_job_that_waits_for_too_long() -> None:
    late = timezone.now() - SILENCE_MEANS_LOST - timedelta(seconds=1)
    job = Job.objects.create(kind="test.count", params={"upto": 1}, queued_at=late)
    assert jobs.retry(job=job)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert not jobs.retry(job=Job.objects.create(kind="test.count", params={"upto": 1}))


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_does_not_answer_fails_no_request(settings, monkeypatch) -> None:
    from conference.core.jobs.tasks import run_job

    def broken(_pk: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(type(run_job), "enqueue", lambda _task, pk: broken(pk))
    job = jobs.start(kind="test.count", by=None, upto=1)
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_unknown_work_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        jobs.start(kind="test.nothing", by=None)


@pytest.mark.django_db
def test_the_constraint_refuses_more_done_than_there_is() -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="test.count", done=3, total=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="test.count", state="sleeping")
