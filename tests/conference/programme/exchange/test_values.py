"""Single values: what is understood, what is refused, and that nothing typed by a stranger breaks anything else."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.people.names import full_name
from conference.programme.choices import Kind
from conference.programme.exchange import values
from conference.programme.exchange.values import UnfitError


@pytest.mark.parametrize(
    ("said", "minutes"), [("00:30", 30), ("1:05", 65), ("24:00", 1440), ("01:30:00", 90), ("00:00:30", 1), (45, 45)]
)
def test_lengths(said, minutes) -> None:
    assert values.length_of(said) == minutes


@pytest.mark.parametrize("said", ["", None, "00:00", "0", "x", "-1:30", "999:99:99", 0, -5, True, 10**9, [], "١٢:٣٠x"])
def test_lengths_that_are_none(said) -> None:
    with pytest.raises(UnfitError):
        values.length_of(said)


def test_moments() -> None:
    almaty = timezone(timedelta(hours=5))
    assert values.moment_of("2026-12-14T10:00:00+05:00", UTC) == datetime(2026, 12, 14, 5, tzinfo=UTC)
    assert values.moment_of("2026-12-14T10:00:00Z", almaty) == datetime(2026, 12, 14, 10, tzinfo=UTC)
    assert values.moment_of("2026-12-14T10:00", almaty) == datetime(2026, 12, 14, 5, tzinfo=UTC)
    for wrong in ("", None, "soon", "2026-13-14T10:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59"):
        with pytest.raises(UnfitError):
            values.moment_of(wrong, UTC)


@pytest.mark.parametrize(
    ("said", "language"),
    [("ru", "ru"), ("de, en", "en"), ("kk-KZ", "kk"), ("ru_RU", "ru"), ("kaz", "kk"), ("de", "kk"), ("", "kk")],
)
def test_site_language(said, language) -> None:
    assert values.site_language(said, "kk") == language


def test_texts_go_to_languages_of_the_site() -> None:
    assert values.by_site_language({"": "Доклад"}, "ru", "en") == {"ru": "Доклад"}
    assert values.by_site_language({"": "Vortrag"}, "de", "en") == {"en": "Vortrag"}
    assert values.by_site_language({"en": "Lunch", "fr": "Déjeuner"}, "", "en") == {"en": "Lunch"}
    assert values.by_site_language({"fr": "Déjeuner", "ru": "Обед"}, "", "kk") == {"ru": "Обед", "kk": "Déjeuner"}


@pytest.mark.parametrize(
    ("said", "title", "kind"),
    [
        ("Talk", "X", Kind.TALK),
        ("Workshop 50 Minutes", "X", Kind.WORKSHOP),
        ("BoF (45 minutes)", "X", Kind.ROUND_TABLE),
        ("Short plenary", "X", Kind.PLENARY),
        ("Ceremony", "X", Kind.OPENING),
        ("DJ Set", "X", Kind.SOCIAL),
        ("Мастер-класс", "X", Kind.WORKSHOP),
        ("Дөңгелек үстел", "X", Kind.ROUND_TABLE),
        ("", "Afternoon break", Kind.BREAK),
        ("", "Breaking encryption", Kind.TALK),
        ("other", "Lunch", Kind.BREAK),
        ("Help desk", "X", Kind.OTHER),
    ],
)
def test_kinds(said, title, kind) -> None:
    assert values.kind_of(said, title) == kind


def test_zones() -> None:
    berlin = datetime(2026, 12, 14, tzinfo=timezone(timedelta(hours=1)))
    assert values.zone_of("Asia/Almaty") == "Asia/Almaty"
    assert values.zone_of("Mars/Olympus", [berlin]) == "Etc/GMT-1"
    assert values.zone_of("", [datetime(2026, 12, 14, tzinfo=timezone(timedelta(hours=5, minutes=30)))]) == "UTC"
    assert values.zone_of("", []) == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Brown", ("Brown", "Anna", "")),
        ("Анна Браун", ("Анна", "Браун", "")),
        ("Төлегенова Ұлжан Маратқызы", ("Төлегенова", "Ұлжан", "Маратқызы")),
        ("pajowu", ("", "pajowu", "")),
        ("Cisz (er, he)", ("", "Cisz (er, he)", "")),
        ("Jean-Sébastien O'Neill", ("O'Neill", "Jean-Sébastien", "")),
    ],
)
def test_names_are_split(name, parts) -> None:
    assert values.split_name(name) == parts


@given(st.text(max_size=60))
def test_a_split_name_is_the_same_name_when_joined(name) -> None:
    family, given_name, patronymic = values.split_name(name)
    assert full_name(family, given_name, patronymic) == values.line(name)


@given(st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()), st.booleans()))
def test_cleaned_text_can_be_stored(said) -> None:
    text = values.clean(said)
    assert "\x00" not in text
    text.encode("utf-8")


def test_lone_surrogates_and_nul_are_taken_out() -> None:
    assert values.clean("a\x00b\ud800c") == "ab?c"
