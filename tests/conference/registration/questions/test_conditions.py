"""Conditions: single tests, AND and OR, and laws that hold for any of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.registration.questions.conditions import holds, subjects, values_tested

SAID = {"food": {"fish", "soup"}, "age": {"17"}, "bus": {"yes"}, "empty": set()}
CASES = [
    ([], True),
    ([[]], True),
    ([[{"on": "bus", "test": "is", "value": "yes"}]], True),
    ([[{"on": "bus", "test": "is", "value": "no"}]], False),
    ([[{"on": "bus", "test": "is", "value": "no", "is_not": True}]], True),
    ([[{"on": "food", "test": "is", "value": "soup"}]], True),
    ([[{"on": "food", "test": "filled"}]], True),
    ([[{"on": "empty", "test": "filled"}]], False),
    ([[{"on": "unknown", "test": "filled"}]], False),
    ([[{"on": "unknown", "test": "is", "value": "x", "is_not": True}]], True),
    ([[{"on": "age", "test": "least", "value": "17"}]], True),
    ([[{"on": "age", "test": "least", "value": "17.5"}]], False),
    ([[{"on": "age", "test": "most", "value": "17"}]], True),
    ([[{"on": "age", "test": "least", "value": "18", "is_not": True}]], True),
    ([[{"on": "food", "test": "least", "value": "1"}]], False),
    ([[{"on": "empty", "test": "most", "value": "1"}]], False),
    ([[{"on": "bus", "test": "is", "value": "yes"}, {"on": "age", "test": "least", "value": "18"}]], False),
    ([[{"on": "bus", "test": "is", "value": "no"}], [{"on": "age", "test": "most", "value": "18"}]], True),
]
terms = st.fixed_dictionaries(
    {
        "on": st.sampled_from(["a", "b", "c"]),
        "test": st.sampled_from(["is", "filled", "least", "most"]),
        "value": st.sampled_from(["1", "2", "x", ""]),
        "is_not": st.booleans(),
    }
)
conditions = st.lists(st.lists(terms, min_size=1, max_size=3), max_size=3)
said = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sets(st.sampled_from(["1", "2", "x"])))


@pytest.mark.parametrize(("condition", "expected"), CASES)
def test_a_condition_is_judged(condition, expected) -> None:
    assert holds(condition, SAID) is expected


@given(condition=conditions, said=said, more=conditions)
def test_a_further_group_never_takes_a_question_away(condition, said, more) -> None:
    if condition and holds(condition, said):
        assert holds([*condition, *more], said)


@given(term=terms, said=said)
def test_a_test_and_its_opposite_never_agree(term, said) -> None:
    opposite = {**term, "is_not": not term["is_not"]}
    assert holds([[term]], said) != holds([[opposite]], said)
    assert holds([[term], [opposite]], said)
    assert not holds([[term, opposite]], said)


@given(condition=conditions, said=said)
def test_only_what_it_asks_about_counts(condition, said) -> None:
    relevant = {code: values for code, values in said.items() if code in subjects(condition)}
    assert holds(condition, said) == holds(condition, relevant)


def test_it_says_what_it_asks_about() -> None:
    condition = [[{"on": "a", "test": "is", "value": "1"}, {"on": "b", "test": "filled"}]]
    assert subjects(condition) == {"a", "b"}
    assert values_tested(condition, "a") == {"1"}
