"""An event's home is handed out again as long as nothing on it changes, and never a moment longer."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event, Partner
from conference.fees.models import Price
from conference.programme.services.releases import release_programme
from conference.registration.models import Category, Quota, Registration, RegistrationSettings
from conference.roundtables.choices import Adoption
from conference.roundtables.models import Resolution, RoundTable
from proceedings.publishing.models import Build
from proceedings.volumes.models import Volume
from speakers.calls.models import Call
from tests.factories.events import EventFactory
from tests.factories.fees import with_fees
from tests.factories.proceedings import VolumeFactory
from tests.factories.programme import RoomFactory, placed
from tests.factories.registration import CategoryFactory
from tests.factories.roundtables import RoundTableFactory
from tests.factories.speakers import CallFactory

HOME = "/ru/konf/"
NOW = datetime(2026, 12, 1, 12, 0, 20, tzinfo=timezone.get_fixed_timezone(300))
FIRST_QUERIES, REPEATED_QUERIES = 15, 2


@pytest.fixture(autouse=True)
def _one_moment():
    """Every answer comes within one minute, so that only what changed can make it another."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def full(db) -> Event:
    """An event that has something to show in every section of its home."""
    event = EventFactory(slug="konf", about=i18n(ru="О конференции"))
    with scope(event=event):
        RegistrationSettings.objects.create(event=event)
        CategoryFactory(event=event, name=i18n(ru="Слушатель"))
        CallFactory(
            event=event, title=i18n(ru="Ждём тезисы"), opens_at=NOW - timedelta(5), closes_at=NOW + timedelta(5, 900)
        )
        session = placed(event, room=RoomFactory(event=event), hours=10, title=i18n(ru="Открытие"))
        table = RoundTableFactory(event=event, title=i18n(ru="Круг равных"), session=session)
        Resolution.objects.create(round_table=table)
        volume = VolumeFactory(event=event, title=i18n(ru="Труды"), is_public=True, published_at=NOW)
        publish_build(volume, pages=12)
        Partner.objects.create(event=event, name=i18n(ru="Дом книги"))
        release_programme(event=event, by=None)
    return event


def home() -> str:
    answer = Client().get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def update(model: type, **values: object) -> Callable[[Event], object]:
    return lambda event: model.objects.update(**values)


def release_another(event: Event) -> None:
    placed(event, hours=11, title=i18n(ru="Закрытие"))
    release_programme(event=event, by=None)


def publish_build(volume: Volume, *, pages: int, **imprint: object) -> None:
    Build.objects.filter(volume=volume).update(is_current=False, is_published=False)
    Build.objects.create(
        volume=volume,
        language="ru",
        file=f"{pages}.pdf",
        pages=pages,
        size=9,
        digest="d",
        imprint={"title": {"ru": "Труды"}, **imprint},
        is_current=True,
        is_published=True,
        published_at=NOW,
    )


def new_edition(**imprint: object) -> Callable[[Event], object]:
    return lambda event: publish_build(Volume.objects.get(), pages=77, **imprint)


def ask_a_fee(event: Event) -> None:
    with_fees(event)
    Price.objects.create(event=event, category=Category.objects.get(), amount=12_000_00)


def share_places(event: Event) -> None:
    Quota.objects.create(event=event, name=i18n(ru="Зал"), capacity=2).categories.set(Category.objects.all())


CHANGES: dict[str, tuple[Callable[[Event], object], str]] = {
    "name": (update(Event, name=i18n(ru="Иное имя")), "Иное имя"),
    "about": (update(Event, about=i18n(ru="Иное о нас")), "Иное о нас"),
    "accent": (update(Event, accent="plum"), 'data-accent="plum"'),
    "another partner": (lambda event: Partner.objects.create(event=event, name=i18n(ru="Театр книги")), "Театр книги"),
    "name of a partner": (update(Partner, name=i18n(ru="Дом прессы")), "Дом прессы"),
    "site of a partner": (update(Partner, url="https://kniga.example/"), "https://kniga.example/"),
    "another category": (lambda event: CategoryFactory(event=event, name=i18n(ru="Гость съезда")), "Гость съезда"),
    "name of a category": (update(Category, name=i18n(ru="Наблюдатель")), "Наблюдатель"),
    "places taken": (update(Category, taken=7), "3 места"),
    "places in all": (update(Category, capacity=None), "без ограничения"),
    "what a category is": (update(Category, description=i18n(ru="Для студентов")), "Для студентов"),
    "a decision for each": (update(Category, needs_approval=True), "решают организаторы"),
    "a waiting list": (update(Category, taken=10), "лист ожидания"),
    "a quota": (share_places, "2 места"),
    "a price": (ask_a_fee, "12\xa0000\xa0₸"),
    "end of registration": (update(RegistrationSettings, closes_at=NOW - timedelta(1)), "Регистрация закрыта"),
    "title of the call": (update(Call, title=i18n(ru="Зовём докладчиков")), "Зовём докладчиков"),
    "end of the call": (update(Call, closes_at=NOW + timedelta(2, 60)), "2 дня"),
    "release": (release_another, "Закрытие"),
    "title of a round table": (update(RoundTable, title=i18n(ru="Стол у окна")), "Стол у окна"),
    "theme of a round table": (update(RoundTable, theme=i18n(ru="О чтении")), "О чтении"),
    "resolution": (
        update(Resolution, adoption=Adoption.CONSENSUS, adopted_on=NOW.date()),
        '<span class="state state-success">',
    ),
    "title of the volume": (new_edition(title={"ru": "Учёные записки"}), "Учёные записки"),
    "files of the volume": (new_edition(), "77 страниц"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_shown_at_once(full, change) -> None:
    do, sign = CHANGES[change]
    assert sign not in home()
    with scope(event=full):
        do(full)
    assert sign in home()


GONE: dict[str, tuple[Callable[[Event], object], str]] = {
    "partner": (lambda event: Partner.objects.all().delete(), "Дом книги"),
    "category": (update(Category, is_open=False), "Слушатель"),
    "category for the invited": (update(Category, needs_code=True), "Слушатель"),
    "call": (update(Call, is_public=False), "/ru/konf/call/"),
    "round table": (update(RoundTable, is_public=False), "/ru/konf/round-tables/"),
    "volume": (update(Volume, is_public=False), "/ru/konf/proceedings/"),
}


@pytest.mark.parametrize("gone", GONE)
def test_what_is_taken_back_is_gone_at_once(full, gone) -> None:
    do, sign = GONE[gone]
    assert sign in home()
    with scope(event=full):
        do(full)
    assert sign not in home()


def test_a_change_of_another_event_makes_nothing_anew(full, django_assert_num_queries) -> None:
    other = EventFactory()
    home()
    with scope(event=other):
        CategoryFactory(event=other)
    with django_assert_num_queries(REPEATED_QUERIES):
        home()


def test_few_queries_first_and_two_again(full, django_assert_num_queries) -> None:
    home()
    caches["pages"].clear()
    with django_assert_num_queries(FIRST_QUERIES):
        first = Client().get(HOME)
    with django_assert_num_queries(REPEATED_QUERIES):
        again = Client().get(HOME)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    assert "no-cache" in first["Cache-Control"]
    assert "Cookie" not in first.get("Vary", "")


def test_more_rows_need_no_more_queries(full, django_assert_num_queries) -> None:
    with scope(event=full):
        for number in range(3):
            CategoryFactory(event=full)
            RoundTableFactory(event=full)
            placed(full, hours=12 + number)
        release_programme(event=full, by=None)
    home()
    caches["pages"].clear()
    with django_assert_num_queries(FIRST_QUERIES):
        home()


def test_who_has_the_page_is_told_so_even_a_minute_later(full, django_assert_num_queries) -> None:
    tag = Client().get(HOME)["ETag"]
    with django_assert_num_queries(REPEATED_QUERIES):
        answer = Client().get(HOME, headers={"if-none-match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert Client().get(HOME, headers={"if-none-match": tag}).status_code == 304
    Event.objects.filter(pk=full.pk).update(name=i18n(ru="Иное имя"))
    assert Client().get(HOME, headers={"if-none-match": tag}).status_code == 200


def test_what_time_alone_changes_is_shown_within_the_minute(full) -> None:
    with scope(event=full):
        RegistrationSettings.objects.update(closes_at=NOW + timedelta(minutes=1))
    assert "Регистрация закрыта" not in home()
    with time_machine.travel(NOW + timedelta(minutes=1, seconds=1), tick=False):
        assert "Регистрация закрыта" in home()


def test_each_language_has_its_own(full) -> None:
    pages = {Client().get(f"/{code}/konf/").content for code in ("ru", "kk", "en")}
    assert len(pages) == 3


def test_nobody_is_handed_the_home_of_a_hidden_event(full, member_of, signed_in) -> None:
    Event.objects.filter(pk=full.pk).update(is_public=False)
    answer = signed_in(member_of(full, Role.CHAIR)).get(HOME)
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer
    assert Client().get(HOME).status_code == 404


def test_a_place_taken_by_a_registration_is_counted(full) -> None:
    """The count is changed by an update that no signal tells of."""
    from conference.registration.places import take_place

    assert "10 мест" in home()
    with scope(event=full):
        take_place(Category.objects.get())
        assert Registration.objects.count() == 0
    assert "9 мест" in home()
