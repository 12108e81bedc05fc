"""What everybody sees: from the release only, the same for every reader, quick, and answered by 304."""

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event
from conference.programme.choices import Kind
from conference.programme.models import Session
from conference.programme.services.releases import release_programme
from conference.programme.services.sessions import cancel_session
from conference.programme.services.slots import unplace_session
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionPersonFactory, placed
from tests.factories.roundtables import RoundTableFactory
from tests.support.queries import queries_of

MOST_QUERIES = 6


def html(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    assert "style=" not in text
    assert "csrfmiddlewaretoken" not in text
    return text


def addresses(event) -> list[str]:
    return [
        f"/kk/{event.slug}/programme/",
        f"/kk/{event.slug}/programme/{event.talk.code}/",
        f"/kk/{event.slug}/speakers/",
        f"/kk/{event.slug}/speakers/{event.person.code}/",
    ]


@pytest.mark.parametrize("part", ["programme/", "speakers/", "programme.ics", "programme/ABCDEFGH/"])
def test_before_the_first_release(draft, part) -> None:
    page = html(f"/ru/konf/{part}")
    assert "Библиотека расширяет" not in page
    assert "empty-state" in page


def test_menu_shows_the_programme_only_when_there_is_one(draft) -> None:
    assert "/ru/konf/programme/" not in html("/ru/konf/")
    with scope(event=draft):
        release_programme(event=draft, by=None)
    home = html("/ru/konf/")
    assert "/ru/konf/programme/" in home
    assert "/ru/konf/speakers/" in home


def test_titles_stand_in_the_readers_language_with_their_own_marked(released) -> None:
    assert "Кітапхана кеңістікті кеңейтеді" in html("/kk/konf/programme/")
    assert "Библиотека расширяет пространство" in html("/ru/konf/programme/")
    english = html("/en/konf/programme/")
    assert 'lang="ru"' in english
    assert "Ulzhan Tolegenova" in english


def test_session_page_tells_everything(released) -> None:
    page = html(f"/kk/konf/programme/{released.talk.code}/")
    for words in ("Кітапхана кеңістікті кеңейтеді", "Қысқаша мазмұны", "Төлегенова Ұлжан", "Үлкен зал", "Өлкетану"):
        assert words in page
    assert "10:00" in page
    assert "UTC+5" in page


def test_speaker_page_lists_their_sessions(released) -> None:
    page = html(f"/kk/konf/speakers/{released.person.code}/")
    assert "Кітапхана кеңістікті кеңейтеді" in page
    assert "secret@example.org" not in page


@pytest.mark.parametrize("part", ["programme/ABCDEFGH/", "speakers/ABCDEFGH/", "programme/ABCDEFGH.ics"])
def test_unknown_codes_are_not_found(released, part) -> None:
    assert Client().get(f"/ru/konf/{part}").status_code == 404


def test_a_cancelled_session_is_shown_as_such_and_a_withdrawn_one_not_at_all(released) -> None:
    with scope(event=released):
        other = Session.objects.get(kind=Kind.BREAK)
        cancel_session(session=released.talk, by=None)
        unplace_session(slot=other.slots.get(), by=None)
        release_programme(event=released, by=None)
    page = html("/ru/konf/programme/")
    assert "is-cancelled" in page
    assert "Перерыв" not in page
    assert Client().get(f"/ru/konf/programme/{other.code}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=КЕҢІСТІК", True),
        ("q=kenistik", True),
        ("q=толегенова", True),
        ("q=бухар", True),
        ("q=secret", False),
        ("kind=talk", True),
        ("kind=break", False),
        ("language=kk", True),
        ("language=en", False),
        ("track=nothing", False),
        ("room=nothing", False),
    ],
)
def test_filters(released, query, is_found) -> None:
    assert ("Библиотека расширяет" in html(f"/ru/konf/programme/?{query}")) is is_found


def test_filters_by_room_and_track(released) -> None:
    track = released.talk.track.code
    assert "Библиотека расширяет" in html(f"/ru/konf/programme/?room={released.hall.code}&track={track}")


def test_day_tabs(released) -> None:
    with scope(event=released):
        placed(released, day=1, title=i18n(ru="Второй день"))
        release_programme(event=released, by=None)
    assert "Второй день" not in html("/ru/konf/programme/")
    assert "Второй день" in html("/ru/konf/programme/?day=2026-12-15")
    assert "Второй день" not in html("/ru/konf/programme/?day=nonsense")
    with time_machine.travel("2026-12-15T03:00:00Z", tick=False):
        assert "Второй день" in html("/ru/konf/programme/")


def test_wide_programmes_are_a_table_on_demand(released) -> None:
    with scope(event=released):
        for _ in range(8):
            placed(released, room=RoomFactory(event=released))
        release_programme(event=released, by=None)
    assert "day-grid" not in html("/ru/konf/programme/")
    assert "day-grid" in html("/ru/konf/programme/?view=grid")


def test_few_queries_however_many_sessions(released) -> None:
    client = Client()
    client.get(f"{addresses(released)[0]}?q=x")  # what other features link to is asked once a minute
    counts = [queries_of(client, address) for address in addresses(released)]
    assert max(counts) <= MOST_QUERIES
    with scope(event=released):
        for hours in (12, 13, 14):
            session = placed(released, hours=hours, room=RoomFactory(event=released))
            SessionPersonFactory(session=session, person=PersonFactory(event=released))
            SessionPersonFactory(session=session, person=released.person)
        release_programme(event=released, by=None)
    assert [queries_of(client, address) for address in addresses(released)] == counts


def test_the_same_page_for_everybody_without_a_cookie(released, member_of, signed_in) -> None:
    chair = signed_in(member_of(released, Role.CHAIR))
    for address in addresses(released):
        answer = Client().get(address)
        assert answer.content == chair.get(address).content
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "no-cache" in answer["Cache-Control"]
        assert "public" in answer["Cache-Control"]


def test_unchanged_pages_are_304_after_two_queries(released, django_assert_num_queries) -> None:
    client = Client()
    for address in [*addresses(released), "/kk/konf/programme.ics"]:
        etag = client.get(address)["ETag"]
        with django_assert_num_queries(2):
            answer = client.get(address, headers={"If-None-Match": etag})
        assert answer.status_code == 304
        assert answer["ETag"] == etag


def test_etag_changes_with_language_query_and_release(released) -> None:
    client = Client()
    known = {client.get(f"/{code}/konf/programme/{query}")["ETag"] for code in ("ru", "kk") for query in ("", "?q=a")}
    assert len(known) == 4
    with scope(event=released):
        placed(released)
        release_programme(event=released, by=None)
    assert client.get("/ru/konf/programme/")["ETag"] not in known


def test_an_event_that_is_not_public_shows_its_programme_to_the_team_alone(released, member_of, signed_in) -> None:
    Event.objects.filter(pk=released.pk).update(is_public=False)
    assert Client().get("/ru/konf/programme/").status_code == 404
    answer = signed_in(member_of(released, Role.REVIEWER)).get("/ru/konf/programme/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_another_events_codes_are_not_found(released) -> None:
    from tests.factories.events import EventFactory

    other = EventFactory(slug="other")
    with scope(event=other):
        placed(other)
        release_programme(event=other, by=None)
    assert Client().get(f"/ru/other/programme/{released.talk.code}/").status_code == 404
    assert Client().get(f"/ru/other/speakers/{released.person.code}/").status_code == 404


def test_home_shows_key_sessions_before_the_event_and_what_is_next_while_it_runs(released) -> None:
    with scope(event=released):
        placed(released, hours=16, kind=Kind.PLENARY, title=i18n(ru="Пленарный доклад"))
        release_programme(event=released, by=None)
    with time_machine.travel("2026-12-01T03:00:00Z", tick=False):
        home = html("/ru/konf/")
    assert "Пленарный доклад" in home
    assert "Библиотека расширяет" not in home
    with time_machine.travel("2026-12-14T03:00:00Z", tick=False):
        assert "Библиотека расширяет" in html("/ru/konf/")


def test_the_whole_programme_stands_on_one_page_to_be_printed(released) -> None:
    with scope(event=released):
        placed(released, hours=11, day=1, title=i18n(ru="Доклад второго дня"))
        release_programme(event=released, by=None)
    one, whole = (html(f"/ru/{released.slug}/programme/{tail}") for tail in ("", "?day=all"))
    assert "Доклад второго дня" not in one
    assert "Доклад второго дня" in whole
    assert "Библиотека расширяет пространство" in whole
    assert whole.count('class="agenda-day"') == 2  # each day has its heading, seen by everybody


def test_the_menu_is_part_of_what_a_page_is_known_by(released, monkeypatch) -> None:
    address = f"/ru/{released.slug}/programme/"
    before = Client().get(address)["ETag"]
    caches["pages"].clear()
    with scope(event=released):
        RoundTableFactory(event=released, is_public=True)
    assert Client().get(address)["ETag"] != before
