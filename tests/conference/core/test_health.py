"""`/health/` says which part does not answer."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from conference.core import health
from conference.core.jobs.models import Job
from conference.core.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db
EVERYTHING = {"database": "ok", "queue": "ok", "mail": "ok", "schedule": "ok", "storage": "ok"}


def test_everything_answers(client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, EVERYTHING)


def test_a_queue_without_a_worker_is_noticed(client) -> None:
    Job.objects.create(kind="x", seen_at=timezone.now() - timedelta(hours=1))
    response = client.get("/health/")
    assert (response.status_code, response.json()["queue"]) == (503, "failed")


def test_mail_that_nobody_sends_is_noticed(client) -> None:
    due = timezone.now() - timedelta(minutes=59)
    mail = OutgoingMail.objects.create(to="aigul@example.org", subject="Тіркелу", next_attempt_at=due)
    assert client.get("/health/").status_code == 200
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=due - timedelta(minutes=2))
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, EVERYTHING | {"mail": "degraded"})


def test_the_storage_is_tried_once_a_minute(client, monkeypatch) -> None:
    tried = []
    storage = SimpleNamespace(save=lambda name, content: tried.append(name) or name, delete=lambda name: None)
    monkeypatch.setattr(health, "default_storage", storage)
    for _time in range(3):
        client.get("/health/")
    assert len(tried) == 1
    cache.clear()
    storage.save = lambda name, content: 1 / 0
    assert [client.get("/health/").json()["storage"] for _time in range(2)] == ["failed", "failed"]


def test_a_failure_is_named_and_not_explained(client, monkeypatch) -> None:
    def broken() -> None:
        raise OSError("secret path /srv/x")

    monkeypatch.setitem(health.CHECKS, "storage", broken)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == EVERYTHING | {"storage": "failed"}
    assert "secret" not in response.content.decode()
