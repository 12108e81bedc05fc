"""Nobody on a waiting list is overtaken, and nothing is given that is not there."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from conference.registration.fairness import Waiting, next_in_line

WHAT = st.sampled_from(["guest", "listener", "hall", "bus"])
NEEDS = st.dictionaries(WHAT, st.integers(1, 4), min_size=1, max_size=3)
LINES = st.lists(NEEDS, max_size=12).map(lambda rows: [Waiting(n, row) for n, row in enumerate(rows)])
FREE = st.dictionaries(WHAT, st.integers(0, 6))


def keys(line, free) -> list[int]:
    return [one.key for one in next_in_line(line, free)]


@given(LINES, FREE)
def test_no_more_is_given_than_is_free(line, free) -> None:
    given_away: Counter[str] = Counter()
    for one in next_in_line(line, free):
        given_away.update(one.needs)
    assert all(given_away[what] <= number for what, number in free.items())


@given(LINES, FREE)
def test_what_those_before_need_is_never_given_to_those_behind(line, free) -> None:
    """Served or not: whoever stands before has their places left over when somebody behind them gets one."""
    served = set(keys(line, free))
    needed: Counter[str] = Counter()
    for one in line:
        needed.update(one.needs)
        fits = all(needed[what] <= free[what] for what in one.needs.keys() & free.keys())
        assert (one.key in served) is fits


@given(LINES, FREE)
def test_what_becomes_of_somebody_depends_on_nobody_behind_them(line, free) -> None:
    served = keys(line, free)
    for number in range(len(line)):
        assert keys(line[:number], free) == [key for key in served if key < number]


@given(LINES, FREE, WHAT)
def test_more_places_never_take_one_from_the_first_in_line(line, free, what) -> None:
    more = {**free, what: free.get(what, 0) + 1} if what in free else free
    first = line[:1]
    assert set(keys(first, free)) <= set(keys(first, more))


def test_a_party_waits_for_all_its_places_and_keeps_them_from_smaller_ones() -> None:
    line = [Waiting("party", {"guest": 3}), Waiting("one", {"guest": 1}), Waiting("other", {"listener": 1})]
    assert keys(line, {"guest": 2, "listener": 1}) == ["other"]
    assert keys(line, {"guest": 4, "listener": 0}) == ["party", "one"]


def test_who_waits_for_a_category_keeps_one_seat_of_a_hall_and_not_the_hall() -> None:
    line = [Waiting("student", {"student": 1, "hall": 1}), Waiting("guest", {"guest": 1, "hall": 1})]
    assert keys(line, {"student": 0, "guest": 5, "hall": 2}) == ["guest"]
    assert keys(line, {"student": 0, "guest": 5, "hall": 1}) == []


def test_what_has_no_limit_stops_nobody() -> None:
    assert keys([Waiting("one", {"remote": 1, "hall": 1})], {"hall": 1}) == ["one"]
