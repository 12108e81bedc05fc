"""`/health/` says which part does not answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conference.core import health
from conference.core.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_everything_answers(client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "queue": "ok", "storage": "ok"})


def test_a_queue_without_a_worker_is_noticed(client) -> None:
    Job.objects.create(kind="x", seen_at=timezone.now() - timedelta(hours=1))
    response = client.get("/health/")
    assert (response.status_code, response.json()["queue"]) == (503, "failed")


def test_a_failure_is_named_and_not_explained(client, monkeypatch) -> None:
    def broken() -> None:
        raise OSError("secret path /srv/x")

    monkeypatch.setitem(health.CHECKS, "storage", broken)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "queue": "ok", "storage": "failed"}
    assert "secret" not in response.content.decode()
