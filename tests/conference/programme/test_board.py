"""The grid of a day: its form moves what it shows, and what collides is said where it stands."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.programme.models import Room, Slot
from tests.factories.programme import placed
from tests.support.workspace import page

PLACE = "/manage/konf/programme/place/"


@pytest.fixture
def chair(draft, member_of, signed_in) -> Client:
    return signed_in(member_of(draft, Role.CHAIR))


def sent(draft, **more: str) -> dict[str, str]:
    return {"session": draft.talk.code, "day": str(draft.starts_on), "time": "15:00", "room": "", "minutes": "", **more}


def test_the_form_of_a_place_moves_it_and_adds_none(draft, chair) -> None:
    with scope(event=draft):
        slot = Slot.objects.get(session=draft.talk)
    assert chair.post(f"{PLACE}?slot={slot.pk}", sent(draft)).status_code == 302
    with scope(event=draft):
        moved = Slot.objects.get(session=draft.talk)
    assert moved.pk == slot.pk
    assert f"{moved.starts_at.astimezone(draft.zone):%H:%M}" == "15:00"
    assert ActivityEntry.objects.latest("pk").action == "session_moved"


def test_two_sessions_in_one_room_stand_side_by_side_and_say_so(draft, chair) -> None:
    with scope(event=draft):
        hall = Room.objects.get(slots__session=draft.talk)
        other = placed(draft, room=hall, hours=10, title=i18n(ru="Соседний доклад"))
    html = page(chair, draft, "programme/board/")
    assert html.count('class="board-clash"') == 2
    assert html.count("board-crowd") == 1
    free = chair.post(PLACE, sent(draft, session=other.code, room=hall.code, time="16:00"), follow=True)
    assert not list(free.context["messages"])
    taken = chair.post(PLACE, sent(draft, session=other.code, room=hall.code, time="10:10"), follow=True)
    assert any("Библиотека расширяет пространство" in str(message) for message in taken.context["messages"])
