"""The team's list of sessions comes in the order in which its reader goes through a day."""

from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from tests.factories.programme import SessionFactory, placed


def test_the_list_follows_the_clock_and_what_has_no_place_comes_last(draft, member_of, signed_in) -> None:
    with scope(event=draft):
        placed(draft, hours=9, title=i18n(ru="Яблоко"))
        SessionFactory(event=draft, title=i18n(ru="Аист"))
    reviewer = signed_in(member_of(draft, Role.REVIEWER))
    rows = reviewer.get("/manage/konf/programme/").context["page"]
    assert [str(session) for session in rows] == [
        "Яблоко",
        "Библиотека расширяет пространство",
        "Перерыв",
        "Аист",
    ]
