"""The demo's programme: the two days of the founding conference, placed, without collisions, released twice."""

from django_scopes import scope

from conference.people import demo as people_demo
from conference.programme import demo
from conference.programme.choices import Kind
from conference.programme.models import Release, ReleasedSession, Session
from conference.programme.queries.plan import conflicts, standing
from tests.factories.events import EventFactory


def test_demo(db) -> None:
    event = EventFactory()
    with scope(event=event):
        people_demo.seed(event)
        demo.seed(event)
        demo.publish(event)
        assert conflicts(event) == []
        assert standing(event).unplaced == 1
        assert Release.objects.count() == 2
        kinds = set(ReleasedSession.objects.values_list("kind", flat=True))
        assert {Kind.PLENARY, Kind.ROUND_TABLE, Kind.EXHIBITION, Kind.VISIT, Kind.BREAK} <= kinds
        assert len({row.day for row in ReleasedSession.objects.filter(release__number=2)}) == 2
        titles = {title for session in Session.objects.all() for title in session.title.data.values()}
        for real in (
            "Библиотека – центр краеведческой культуры",
            "Кітапхана кеңістікті кеңейтеді",
            "Проблема наполнения КазНЭБ региональным контентом",
            "Современные библиотеки – мир новых возможностей",
        ):
            assert real in titles
