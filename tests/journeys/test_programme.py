"""The programme is built, placed by form, keys and mouse, and released; guests read it, with and without JavaScript."""

import icalendar
import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.programme.models import Release, Session
from conference.programme.services.releases import release_programme
from conference.registration.models import Registration
from tests.factories.people import PersonFactory
from tests.factories.programme import RoomFactory, SessionFactory, SessionPersonFactory, placed
from tests.factories.registration import CategoryFactory
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def add(organiser: Visitor, start: str, form: str, *, pick: dict[str, str] | None = None, **values: str) -> None:
    """Add something by the form behind the link with this ending."""
    organiser.follow(f"main a[href$='{start}']")
    organiser.look()
    for name, value in (pick or {}).items():
        organiser.page.select_option(f"[name={name}]", value)
    organiser.fill(**values)
    organiser.send(form)


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_an_organiser_builds_and_releases(event, browsers, member_of, language: str) -> None:
    with scope(event=event):
        PersonFactory(event=event, family_name="Әбілқайырханова", given_name="Айгүл")
        SessionFactory(event=event)
    organiser = browsers(member_of(event, Role.CHAIR))
    page = organiser.page
    organiser.go(f"/manage/{event.slug}/")
    organiser.choose("/programme/")
    organiser.look()
    organiser.choose("/programme/rooms/")
    add(organiser, "/rooms/add/", "#room", name_0="Конференц-зал", name_1="Конференц-зал", capacity="120")
    organiser.look()
    organiser.choose("/programme/tracks/")
    add(organiser, "/tracks/add/", "#track", name_0="Краеведение", name_1="Өлкетану", name_2="Local history")
    organiser.look()
    organiser.choose("/programme/")
    add(organiser, "/programme/add/", "#session", title_0="", title_1="", title_2="", minutes="20")
    assert page.locator(".error-summary").is_visible()
    organiser.look()
    organiser.fill(title_1="Кітапхана кеңістікті кеңейтеді")
    page.select_option("[name=track]", index=1)
    organiser.send("#session")
    organiser.look()
    page.fill("#find [name=q]", "Abilkaiyrkhanova")
    organiser.follow("#find button")
    organiser.follow("button[name=person]")
    organiser.follow("a[href*='/programme/place/?session=']")
    organiser.look()
    page.select_option("[name=room]", index=1)
    organiser.fill(time="10:00")
    organiser.send("#place")
    organiser.look()
    # The other talk goes by keys and mouse: picked up and put down in the only room.
    page.locator(".board-waiting [data-pick]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".board-table [data-session]").nth(1).wait_for()
    page.locator(".board-waiting [data-session]").wait_for(state="detached")
    assert page.locator(".board-said").inner_text()
    organiser.look()
    with scope(event=event):
        assert Session.objects.filter(slots__isnull=False).count() == 2
    organiser.choose("/programme/conflicts/")
    assert page.locator(".conflict-list").count() == 0
    organiser.look()
    organiser.choose("/programme/")
    pick = {"kind": "break"}
    add(organiser, "/programme/add/", "#session", pick=pick, title_0="Кофе", title_1="Кофе үзілісі", minutes="30")
    organiser.follow("a[href*='/programme/place/?session=']")
    page.select_option("[name=room]", "")
    organiser.fill(time="10:05")
    organiser.send("#place")
    organiser.choose("/programme/release/")
    organiser.look()
    organiser.fill(name="Программа 1")
    organiser.send("#release")
    organiser.look()
    with scope(event=event):
        assert Release.objects.get().name == "Программа 1"
    organiser.go(f"/{language}/{event.slug}/programme/")
    assert page.locator("main", has_text="Кітапхана кеңістікті кеңейтеді").is_visible()


@pytest.mark.parametrize("width", [1280])
def test_a_session_is_dragged_into_a_collision(event, browsers, member_of) -> None:
    with scope(event=event):
        rooms = [RoomFactory(event=event), RoomFactory(event=event)]
        speaker = PersonFactory(event=event)
        first = placed(event, room=rooms[0], hours=9, minutes=30)
        second = SessionFactory(event=event, minutes=30)
        for session in (first, second):
            SessionPersonFactory(session=session, person=speaker)
    organiser = browsers(member_of(event, Role.CHAIR))
    page = organiser.page
    organiser.go(f"/manage/{event.slug}/programme/board/")
    cell = page.locator(f"[data-cell][data-room='{rooms[1].code}'][data-time='09:00']")
    page.locator(f".board-waiting [data-session='{second.code}']").drag_to(cell)
    page.locator(f".board-table [data-session='{second.code}']").wait_for()
    organiser.choose("/programme/conflicts/")
    assert page.locator(".conflict-list > li").count() == 1
    organiser.look()


@pytest.fixture
def released(event):
    """Two days of talks, announced."""
    with scope(event=event):
        room = RoomFactory(event=event)
        CategoryFactory(event=event)
        talk = placed(event, room=room, hours=10)
        SessionPersonFactory(session=talk, person=PersonFactory(event=event, family_name="Әбілқайырханова"))
        placed(event, room=room, hours=12)
        placed(event, room=room, hours=11, day=1)
        release_programme(event=event, by=None)
    return event, talk


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_guest_reads_the_programme(released, browsers, language: str) -> None:
    event, talk = released
    guest = browsers()
    page = guest.page
    guest.go(f"/{language}/{event.slug}/")
    guest.look()
    guest.choose(f"/{event.slug}/programme/")
    assert page.locator(".agenda > li").count() == 2
    guest.look()
    guest.follow(".tabs li:nth-child(2) a")
    assert page.locator(".agenda > li").count() == 1
    page.fill("form[role=search] [name=q]", "abilkaiyrkhanova")
    guest.follow("form[role=search] button")
    assert page.locator(".agenda > li").count() == 1
    guest.look()
    guest.follow(".agenda-title a")
    assert talk.code in page.url
    guest.look()
    calendar = icalendar.Calendar.from_ical(guest.download("a[href$='.ics']"))
    assert [entry["SUMMARY"] for entry in calendar.walk("VEVENT")]
    guest.follow(".people a")
    guest.look()
    guest.choose(f"/{event.slug}/programme/")
    calendar = icalendar.Calendar.from_ical(guest.download("a[href$='/programme.ics']"))
    assert len(calendar.walk("VEVENT")) == 3


@pytest.mark.parametrize("width", [390])
def test_without_javascript(released, browsers, width: int) -> None:
    event, talk = released
    guest = browsers(javascript=False)
    page = guest.page
    guest.go(f"/ru/{event.slug}/")
    guest.follow("nav a[href$='/programme/']")
    guest.follow(".tabs li:nth-child(2) a")
    assert page.locator(".agenda > li").count() == 1
    page.fill("form[role=search] [name=q]", "Әбілқайырханова")
    guest.follow("form[role=search] button")
    guest.follow(".agenda-title a")
    assert talk.code in page.url
    guest.go(f"/ru/{event.slug}/register/start/")
    guest.fill(family_name="Ким", given_name="Анна", email="kim@")
    guest.follow(".form-actions button")
    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name=family_name]") == "Ким"
    guest.follow("button[name=switch_language][value=kk]")
    assert page.input_value("[name=family_name]") == "Ким"
    guest.fill(email="kim@example.org")
    page.select_option("[name=country]", "KZ")
    guest.follow(".form-actions button")
    page.locator("label:has([name=category])").first.click()
    guest.follow(".form-actions button")
    page.locator("[name=consent]").check()
    guest.follow(".form-actions button")
    guest.follow(".form-actions button")
    assert "/registration/" in page.url
    with scope(event=event):
        assert Registration.objects.get().person.family_name == "Ким"
