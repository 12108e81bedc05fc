"""A release is a copy: what was announced stays, what changed is said, and nothing private gets out."""

import json

import pytest
from django.db import transaction
from django_scopes import scope

from conference.core.facts import _handlers
from conference.core.registry import speaker_details
from conference.core.text.localized import i18n
from conference.people.models import Person
from conference.programme.choices import ReleaseState
from conference.programme.facts import ProgrammeReleased
from conference.programme.models import Release, ReleasedPerson, ReleasedSession, Session
from conference.programme.queries.changes import compare
from conference.programme.queries.frozen import freeze, row_of
from conference.programme.services.releases import NothingChangedError, NothingPlacedError, release_programme
from conference.programme.services.sessions import cancel_session, change_session, restore_session
from conference.programme.services.slots import place_session, unplace_session
from tests.factories.programme import RoomFactory, SessionFactory, at, placed


@pytest.fixture
def heard():
    """The facts that were published."""
    found = []
    _handlers[ProgrammeReleased].append(found.append)
    yield found
    _handlers[ProgrammeReleased].remove(found.append)


def row(event, code: str) -> ReleasedSession:
    release = Release.objects.filter(event=event).first()
    return ReleasedSession.objects.get(release=release, code=code)


def test_nothing_changed_later_shows_through(released) -> None:
    with scope(event=released):
        Session.objects.filter(pk=released.talk.pk).update(title=i18n(ru="Другое"))
        Person.objects.filter(pk=released.person.pk).update(family_name="Иванова")
        stored = row(released, released.talk.code)
        assert stored.content["title"]["kk"] == "Кітапхана кеңістікті кеңейтеді"
        assert stored.content["people"][0]["name"]["kk"] == "Төлегенова Ұлжан"
        assert ReleasedPerson.objects.get().content["post"] == "бөлім меңгерушісі"


def test_an_unchanged_plan_is_not_released_twice(released) -> None:
    with scope(event=released), pytest.raises(NothingChangedError):
        release_programme(event=released, by=None)


def test_an_empty_plan_is_not_released(in_event) -> None:
    SessionFactory(event=in_event)
    with pytest.raises(NothingPlacedError):
        release_programme(event=in_event, by=None)


def test_digest_depends_on_content_alone(released) -> None:
    with scope(event=released):
        before = list(ReleasedSession.objects.filter(release=released.release))
        assert freeze(released, before).digest == released.release.digest
        assert len(released.release.digest) == 64
        Session.objects.filter(pk=released.talk.pk).update(abstract=i18n(kk="Басқа"))
        assert freeze(released, before).digest != released.release.digest


def test_addresses_and_phones_stay_inside(released) -> None:
    with scope(event=released):
        everything = json.dumps(
            [row_of(each) for each in ReleasedSession.objects.all()]
            + list(ReleasedPerson.objects.values("content", "texts", "search_key"))
        )
    assert "secret" not in everything


def test_revision_is_the_release_of_the_last_change(released) -> None:
    with scope(event=released):
        slot = released.talk.slots.get()
        place_session(session=released.talk, slot=slot, room=released.hall, starts_at=at(released, 12), by=None)
        release_programme(event=released, by=None)
        revisions = dict(ReleasedSession.objects.filter(release__number=2).values_list("code", "revision"))
    assert revisions.pop(released.talk.code) == 2
    assert set(revisions.values()) == {1}


@pytest.mark.parametrize(("what", "touched"), [("room", {"talk"}), ("venue", {"talk", "break"})])
def test_a_place_that_is_called_otherwise_is_a_new_revision(released, what, touched) -> None:
    with scope(event=released):
        if what == "room":
            type(released.hall).objects.filter(pk=released.hall.pk).update(name=i18n(ru="Зал имени Абая"))
        else:
            type(released).objects.filter(pk=released.pk).update(venue=i18n(ru="Дворец"))
        release_programme(event=released, by=None)
        rows = ReleasedSession.objects.filter(release__number=2).values_list("kind", "revision")
    assert {kind for kind, revision in rows if revision == 2} == touched


def test_rooms_of_one_time_stand_together_whatever_their_lengths(draft) -> None:
    with scope(event=draft):
        session = SessionFactory(event=draft)
        for minutes in (60, 30, 60):
            place_session(
                session=session, room=RoomFactory(event=draft), starts_at=at(draft, 16), minutes=minutes, by=None
            )
        release_programme(event=draft, by=None)
        rows = ReleasedSession.objects.filter(code=session.code).order_by("occurrence")
        assert [len(each.rooms) for each in rows] == [1, 2]


def test_fact_says_what_changed(released, heard, django_capture_on_commit_callbacks) -> None:
    with scope(event=released):
        slot = released.talk.slots.get()
        place_session(session=released.talk, slot=slot, room=None, starts_at=slot.starts_at, by=None)
        added = placed(released, hours=15)
        with django_capture_on_commit_callbacks(execute=True):
            made = release_programme(event=released, by=None)
    assert heard == [
        ProgrammeReleased(
            event_id=released.pk, release_id=made.pk, number=2, added=(added.code,), moved=(released.talk.code,)
        )
    ]


def test_nothing_is_heard_of_a_release_that_rolls_back(draft, heard, django_capture_on_commit_callbacks) -> None:
    with scope(event=draft), django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        release_programme(event=draft, by=None)
        transaction.set_rollback(True)
    assert heard == []


def test_a_cancelled_session_stays_and_says_so(released) -> None:
    with scope(event=released):
        cancel_session(session=released.talk, by=None)
        release_programme(event=released, by=None)
        assert row(released, released.talk.code).state == ReleaseState.CANCELLED
        restore_session(session=released.talk, by=None)
        release_programme(event=released, by=None)
        assert row(released, released.talk.code).state == ReleaseState.CONFIRMED


def test_an_unplaced_session_is_withdrawn_not_forgotten(released) -> None:
    with scope(event=released):
        unplace_session(slot=released.talk.slots.get(), by=None)
        release_programme(event=released, by=None)
        assert row(released, released.talk.code).state == ReleaseState.WITHDRAWN
        assert ReleasedPerson.objects.filter(release__number=2).count() == 0
        with pytest.raises(NothingChangedError):
            release_programme(event=released, by=None)


def test_what_was_never_announced_is_not_cancelled_in_public(draft) -> None:
    with scope(event=draft):
        cancel_session(session=draft.talk, by=None)
        release_programme(event=draft, by=None)
        assert not ReleasedSession.objects.filter(code=draft.talk.code).exists()


def test_a_session_at_two_times_has_two_rows(draft) -> None:
    with scope(event=draft):
        place_session(session=draft.talk, room=draft.hall, starts_at=at(draft, 10, day=1), by=None)
        release_programme(event=draft, by=None)
        found = ReleasedSession.objects.filter(code=draft.talk.code).values_list("occurrence", "day")
        assert [number for number, _day in found] == [1, 2]
        assert len({day for _number, day in found}) == 2


def test_a_night_session_belongs_to_the_evening_before(draft) -> None:
    with scope(event=draft):
        night = SessionFactory(event=draft)
        place_session(session=night, room=None, starts_at=at(draft, 1, day=1), by=None)
        release_programme(event=draft, by=None)
        assert row(draft, night.code).day == draft.starts_on


def test_changes_in_words(released) -> None:
    with scope(event=released):
        before = list(ReleasedSession.objects.filter(release=released.release))
        change_session(session=released.talk, by=None, title=i18n(kk="Басқа"), minutes=30)
        changes = compare([row_of(each) for each in before], freeze(released, before), released.release.digest)
    assert [change.row["code"] for change in changes.moved] == [released.talk.code]
    assert [str(part) for part in changes.changed[0].parts] == ["название", "продолжительность"]
    assert not changes.added
    assert not changes.cancelled


def test_a_new_room_name_is_a_change_without_sessions(released) -> None:
    with scope(event=released):
        before = list(ReleasedSession.objects.filter(release=released.release))
        type(released.hall).objects.filter(pk=released.hall.pk).update(name=i18n(ru="Зал имени Абая"))
        changes = compare([row_of(each) for each in before], freeze(released, before), released.release.digest)
    assert changes.other
    assert bool(changes)


def test_details_of_speakers_come_from_the_registry(draft) -> None:
    told = {draft.person.pk: {"biography": {"kk": "Өмірбаян"}, "links": [{"url": "javascript:alert(1)", "title": "x"}]}}
    speaker_details.add("test", lambda event, people: told, order=999)
    try:
        with scope(event=draft):
            release_programme(event=draft, by=None)
            texts = ReleasedPerson.objects.get().texts
    finally:
        speaker_details._entries.pop("test")
    assert texts == {"biography": {"kk": "Өмірбаян"}, "links": []}
