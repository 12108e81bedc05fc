"""Lines of long lists: words in the reader's language with their own language marked, and nothing that can run."""

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.programme.choices import Kind, PersonRole
from conference.programme.lines import Lines
from conference.programme.queries.published import Programme
from conference.programme.services.releases import release_programme
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programme import RoomFactory, SessionPersonFactory, TrackFactory, placed

EVIL = "<script>alert('x')</script>&\""


def lines_of(event, language: str) -> list:
    with translation.override(language), scope(event=event):
        shown = Programme(event, event.release)
        return [line for _day, times in Lines(shown).agenda(shown.sessions()) for _at, group in times for line in group]


def test_a_line_says_everything_in_the_readers_language(released) -> None:
    line = lines_of(released, "kk")[0]
    assert (line.at, line.clock, line.until[:2]) == ("2026-12-14T10:00+05:00", "10:00", "10")
    assert line.title == "Кітапхана кеңістікті кеңейтеді"
    assert line.title_lang == ""
    assert line.people == 'Төлегенова Ұлжан<span class="muted" lang="ru">, Бухар-Жырауская ЦБС</span>'
    assert line.note.startswith('<span><span class="track tone-1">Өлкетану</span></span><span>Үлкен зал</span><span>')
    assert line.url == f"/kk/konf/programme/{released.talk.code}/"
    assert line.classes == ""


def test_words_in_another_language_are_marked(released) -> None:
    assert lines_of(released, "en")[0].title_lang == ' lang="ru"'


def test_breaks_are_marked_and_need_no_word_for_their_kind(draft) -> None:
    with scope(event=draft):
        draft.release = release_programme(event=draft, by=None)
    found = [line for line in lines_of(draft, "ru") if "agenda-break" in line.classes]
    assert [line.classes for line in found] == ["agenda-break agenda-side"]
    assert str(Kind.BREAK.label) not in found[0].note


@pytest.mark.parametrize("part", ["programme/", "speakers/"])
def test_typed_markup_is_shown_and_never_run(draft, part) -> None:
    with scope(event=draft):
        session = placed(
            draft,
            hours=15,
            title=i18n(ru=EVIL),
            room=RoomFactory(event=draft, name=i18n(ru=EVIL)),
            track=TrackFactory(event=draft, name=i18n(ru=EVIL)),
        )
        house = OrganisationFactory(event=draft, name=i18n(ru=EVIL), town=EVIL)
        person = PersonFactory(event=draft, family_name=EVIL[:60], given_name=EVIL, post=EVIL, organisation=house)
        SessionPersonFactory(session=session, person=person)
        release_programme(event=draft, by=None)
    page = Client().get(f"/ru/konf/{part}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_only_other_roles_than_speaker_are_said(draft) -> None:
    with scope(event=draft):
        SessionPersonFactory(session=draft.talk, person=PersonFactory(event=draft), role=PersonRole.MODERATOR)
        release_programme(event=draft, by=None)
    page = Client().get(f"/ru/konf/programme/{draft.talk.code}/").content.decode()
    with translation.override("ru"):
        assert page.count("person-role") == 1
        assert str(PersonRole.MODERATOR.label) in page
