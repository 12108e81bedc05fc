"""The API: the release for everybody, the draft for the team, writing for the chair."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.events.choices import Role
from conference.programme.models import Session
from conference.programme.services.slots import place_session
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.programme import SessionFactory, SessionPersonFactory, at, placed
from tests.support.queries import queries_of

BASE = "/api/v1/events/konf/"


@pytest.fixture
def chair(draft, member_of, signed_in) -> Client:
    return signed_in(member_of(draft, Role.CHAIR))


def get(client: Client, part: str, status: int = 200):
    answer = client.get(BASE + part)
    assert answer.status_code == status
    return answer.json()


def test_nothing_is_told_before_the_release(draft) -> None:
    assert get(Client(), "sessions/")["results"] == []
    assert get(Client(), "rooms/") == []
    assert get(Client(), "tracks/") == []
    assert get(Client(), "speakers/")["results"] == []
    get(Client(), f"sessions/{draft.talk.code}/", 404)


def test_released_programme(released) -> None:
    told = get(Client(), f"sessions/{released.talk.code}/")
    assert told["title"] == {"ru": "Библиотека расширяет пространство", "kk": "Кітапхана кеңістікті кеңейтеді"}
    assert told["slots"][0]["rooms"] == [released.hall.code]
    assert told["people"] == [{"code": released.person.code, "role": "speaker", "name": "Төлегенова Ұлжан"}]
    assert told["state"] == "confirmed"
    assert get(Client(), "sessions/")["results"][0]["code"] == released.talk.code
    assert [room["code"] for room in get(Client(), "rooms/")] == [released.hall.code]
    assert [track["name"]["kk"] for track in get(Client(), "tracks/")] == ["Өлкетану"]
    speaker = get(Client(), "speakers/")["results"][0]
    assert (speaker["sessions"], speaker["post"]) == ([released.talk.code], "бөлім меңгерушісі")
    assert "secret" not in str(speaker)


def test_a_session_at_two_times_is_told_once(draft) -> None:
    from conference.programme.services.releases import release_programme

    with scope(event=draft):
        place_session(session=draft.talk, room=None, starts_at=at(draft, 10, day=1), by=None)
        release_programme(event=draft, by=None)
    rows = [row for row in get(Client(), "sessions/")["results"] if row["code"] == draft.talk.code]
    assert [len(row["slots"]) for row in rows] == [2]


def test_the_draft_is_the_teams(draft, member_of, signed_in) -> None:
    reviewer = signed_in(member_of(draft, Role.REVIEWER))
    rows = get(reviewer, "sessions/?draft=1")["results"]
    assert draft.talk.code in [row["code"] for row in rows]
    assert len(get(reviewer, "rooms/?draft=1")) == 2
    assert get(reviewer, f"sessions/{draft.talk.code}/?draft=1")["language"] == "kk"
    stranger = signed_in(member_of(EventFactory(), Role.OWNER))
    for client in (Client(), stranger):
        for part in ("sessions/", "rooms/", "tracks/", f"sessions/{draft.talk.code}/"):
            get(client, f"{part}?draft=1", 404)


def test_the_chair_adds_and_changes_sessions(draft, chair) -> None:
    data = {
        "kind": "workshop",
        "title": {"kk": "Шеберхана"},
        "minutes": 45,
        "track": draft.talk.track.code,
        "people": [{"code": draft.person.code, "role": "moderator"}],
    }
    answer = chair.post(BASE + "sessions/", data, content_type="application/json")
    assert answer.status_code == 201
    code = answer.json()["code"]
    assert answer.json()["people"][0]["role"] == "moderator"
    answer = chair.patch(f"{BASE}sessions/{code}/", {"minutes": 60}, content_type="application/json")
    assert answer.json()["minutes"] == 60
    assert answer.json()["title"] == {"kk": "Шеберхана"}
    assert answer.json()["people"][0]["code"] == draft.person.code


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": {}}, "title"),
        ({"title": "Просто текст"}, "title"),
        ({"title": {"de": "Vortrag"}}, "title"),
        ({"kind": "dance"}, "kind"),
        ({"minutes": 0}, "minutes"),
        ({"track": "NOTHING2"}, "track"),
        ({"people": [{"code": "NOTHING2"}]}, "people"),
    ],
)
def test_what_is_wrong_is_said_by_field(draft, chair, wrong, field) -> None:
    data = {"title": {"ru": "Доклад"}} | wrong
    answer = chair.post(BASE + "sessions/", data, content_type="application/json")
    assert answer.status_code == 400
    assert field in answer.json()["fields"]
    with scope(event=draft):
        assert Session.objects.count() == 2


def test_rows_of_another_event_cannot_be_used(draft, chair) -> None:
    other = EventFactory()
    with scope(event=other):
        stranger, session = PersonFactory(event=other), SessionFactory(event=other)
    data = {"title": {"ru": "Доклад"}, "people": [{"code": stranger.code}]}
    assert chair.post(BASE + "sessions/", data, content_type="application/json").status_code == 400
    patch = chair.patch(f"{BASE}sessions/{session.code}/", {"minutes": 5}, content_type="application/json")
    assert patch.status_code == 404


def test_others_may_not_write(draft, member_of, signed_in) -> None:
    data = {"title": {"ru": "Доклад"}}
    reviewer = signed_in(member_of(draft, Role.REVIEWER))
    assert reviewer.post(BASE + "sessions/", data, content_type="application/json").status_code == 403
    outsider = signed_in(member_of(draft))
    assert outsider.post(BASE + "sessions/", data, content_type="application/json").status_code == 404


def test_queries_do_not_grow(draft, chair) -> None:
    addresses = [BASE + "sessions/?draft=1", BASE + "sessions/", BASE + "speakers/"]
    counts = [queries_of(chair, address) for address in addresses]
    with scope(event=draft):
        for _ in range(3):
            SessionPersonFactory(session=placed(draft, room=draft.hall), person=PersonFactory(event=draft))
    assert [queries_of(chair, address) for address in addresses] == counts
