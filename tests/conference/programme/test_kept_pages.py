"""Public pages that are handed out again: the same bytes after two queries, never an old release, nothing private."""

import pytest
from django.core.cache import caches
from django.test import Client
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event
from conference.programme.services.releases import release_programme
from tests.factories.programme import placed


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()


def addresses(event) -> list[str]:
    parts = ["programme/", "programme/?kind=talk", f"programme/{event.talk.code}/", "speakers/", "programme.ics"]
    return [f"/kk/konf/{part}" for part in [*parts, f"speakers/{event.person.code}/"]]


def test_the_same_page_again_after_two_queries(released, django_assert_num_queries) -> None:
    for address in addresses(released):
        first = Client().get(address)
        with django_assert_num_queries(2):
            again = Client().get(address)
        assert again.content == first.content
        assert dict(again.headers) == dict(first.headers)


def test_each_language_and_address_has_its_own(released) -> None:
    parts = [f"/{code}/konf/programme/{query}" for code in ("ru", "kk", "en") for query in ("", "?day=x")]
    seen = {Client().get(part).content for part in parts}
    assert len(seen) == 6


def test_a_new_release_is_shown_at_once(released) -> None:
    assert "Новый доклад" not in Client().get("/ru/konf/programme/").content.decode()
    with scope(event=released):
        placed(released, title=i18n(ru="Новый доклад"))
        release_programme(event=released, by=None)
    assert "Новый доклад" in Client().get("/ru/konf/programme/").content.decode()


def test_changed_words_of_the_event_are_shown_at_once(released) -> None:
    Client().get("/ru/konf/programme/")
    Event.objects.filter(pk=released.pk).update(name=i18n(ru="Другое имя"))
    assert "Другое имя" in Client().get("/ru/konf/programme/").content.decode()


@pytest.mark.parametrize("query", ["?q=слово", "?utm=1", "?kind=talk&room=x"])
def test_addresses_without_end_take_no_room(released, query) -> None:
    address = f"/ru/konf/programme/{query}"
    etag = Client().get(address)["ETag"]
    assert caches["pages"].get(etag) is None


def test_missing_pages_are_not_kept(released) -> None:
    assert [Client().get("/ru/konf/programme/ABCDEFGH/").status_code for _ in range(2)] == [404, 404]


def test_pages_of_an_event_that_is_not_public_are_not_kept(released, member_of, signed_in) -> None:
    chair = signed_in(member_of(released, Role.CHAIR))
    Client().get("/ru/konf/programme/")
    Event.objects.filter(pk=released.pk).update(is_public=False)
    assert Client().get("/ru/konf/programme/").status_code == 404
    caches["pages"].clear()
    answer = chair.get("/ru/konf/programme/")
    assert "no-store" in answer["Cache-Control"]
    Event.objects.filter(pk=released.pk).update(is_public=True)
    with_tag = Client().get("/ru/konf/programme/")
    assert with_tag["ETag"]
