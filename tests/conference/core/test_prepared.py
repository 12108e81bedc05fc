"""Prepared statements find and change what the usual ones do, each time anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from conference.core.prepared import PreparedQuery, PreparedUpdate
from conference.events.models import Event
from conference.registration.models import Category, Quota
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def test_it_finds_what_the_usual_query_finds() -> None:
    at = PreparedQuery(lambda slug: Event.objects.filter(slug=slug)[:1])
    events = [EventFactory(), EventFactory()]
    for event in [*events, *events]:
        found = at.first(event.slug)
        assert found == event
        assert found.name.data == Event.objects.get(pk=event.pk).name.data
        assert not found._state.adding
    assert at.first("nowhere") is None


def test_nothing_of_the_answer_is_kept() -> None:
    event = EventFactory()
    at = PreparedQuery(lambda pk: Event.objects.filter(pk=pk))
    assert [row.is_public for row in at.rows(event.pk)] == [event.is_public]
    Event.objects.filter(pk=event.pk).update(is_public=not event.is_public)
    with CaptureQueriesContext(connection) as seen:
        assert [row.is_public for row in at.rows(event.pk)] == [not event.is_public]
    assert len(seen) == 1


def test_a_scoped_one_finds_the_rows_of_its_event_alone() -> None:
    mine, other = EventFactory(), EventFactory()
    of = PreparedQuery(lambda event: Category.objects.order_by("pk").select_related("event"), scoped=True)
    here = [CategoryFactory(event=mine), CategoryFactory(event=mine)]
    CategoryFactory(event=other)
    assert of.rows(mine.pk) == here
    with CaptureQueriesContext(connection) as seen:
        assert {row.event for row in of.rows(other.pk)} == {other}
    assert len(seen) == 1


def test_values_annotations_and_what_is_prefetched_come_along(in_event) -> None:
    category = CategoryFactory(event=in_event)
    Quota.objects.create(event=in_event, name="Зал", capacity=3).categories.add(category)
    pairs = PreparedQuery(lambda event, code: Category.objects.filter(code=code).values_list("pk", "code"), scoped=True)
    assert pairs.rows(in_event.pk, category.code) == [(category.pk, category.code)]
    more = PreparedQuery(
        lambda event, word: Category.objects.annotate(said=Concat(Value(word), "code")).prefetch_related("quotas"),
        scoped=True,
    )
    (row,) = more.rows(in_event.pk, "50 %s ")
    assert row.said == f"50 %s {category.code}"
    assert [quota.capacity for quota in row.quotas.all()] == [3]


def test_a_moment_is_compared(in_event) -> None:
    CategoryFactory(event=in_event, opens_at=timezone.now())
    begun = PreparedQuery(lambda event, now: Category.objects.filter(opens_at__lte=now).values_list("pk"), scoped=True)
    assert len(begun.rows(in_event.pk, timezone.now() + timedelta(minutes=1))) == 1
    assert begun.rows(in_event.pk, timezone.now() - timedelta(minutes=1)) == []


def test_a_change_is_made_each_time(in_event) -> None:
    category, other = CategoryFactory(event=in_event), CategoryFactory(event=EventFactory())
    more = PreparedUpdate(
        lambda event, pk: Category.objects.filter(pk=pk).update(position=F("position") + 1), scoped=True
    )
    assert [more.run(in_event.pk, category.pk) for _ in range(3)] == [1, 1, 1]
    assert more.run(in_event.pk, other.pk) == 0
    category.refresh_from_db()
    assert category.position == 3


def test_an_argument_that_does_not_arrive_is_an_error(in_event) -> None:
    with pytest.raises(ValueError, match="argument"), scope(event=in_event):
        PreparedQuery(lambda word: Event.objects.filter(slug__contains=word)).rows("a")
