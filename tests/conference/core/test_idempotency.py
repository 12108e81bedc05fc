"""A request that is sent again does its work once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conference.core.idempotency.models import RequestKey
from conference.core.idempotency.services import KeyReusedError, forget_keys, once

pytestmark = pytest.mark.django_db


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> str:
        self.done += 1
        return f"CODE{self.done}"


def test_the_second_request_gets_what_the_first_made() -> None:
    work = Work()
    made = [once(scope="a", key="k", body={"x": 1, "y": 2}, do=work) for _ in range(3)]
    assert (made, work.done) == (["CODE1"] * 3, 1)


def test_the_order_of_the_fields_makes_no_other_request() -> None:
    work = Work()
    once(scope="a", key="k", body={"x": 1, "y": 2}, do=work)
    assert once(scope="a", key="k", body={"y": 2, "x": 1}, do=work) == "CODE1"


def test_a_key_with_another_request_is_refused() -> None:
    once(scope="a", key="k", body={"x": 1}, do=Work())
    with pytest.raises(KeyReusedError):
        once(scope="a", key="k", body={"x": 2}, do=Work())


def test_another_key_and_another_scope_are_other_requests() -> None:
    work = Work()
    for scope, key in (("a", "k"), ("a", "l"), ("b", "k")):
        once(scope=scope, key=key, body={}, do=work)
    assert work.done == 3


def test_what_failed_may_be_tried_again() -> None:
    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        once(scope="a", key="k", body={}, do=fail)
    assert once(scope="a", key="k", body={}, do=Work()) == "CODE1"


def test_neither_key_nor_body_can_be_read_from_what_is_kept() -> None:
    once(scope="a", key="secret-key", body={"email": "aigul@example.org"}, do=Work())
    row = str(RequestKey.objects.values().get())
    assert "secret-key" not in row
    assert "aigul" not in row


def test_keys_are_forgotten_after_a_day() -> None:
    for key, hours in (("young", 23), ("old", 25)):
        once(scope="a", key=key, body={}, do=Work())
        RequestKey.objects.filter(pk=RequestKey.objects.latest("pk").pk).update(
            created_at=timezone.now() - timedelta(hours=hours)
        )
    assert forget_keys() == 1
    work = Work()
    for key in ("young", "old"):
        once(scope="a", key=key, body={}, do=work)
    assert work.done == 1
