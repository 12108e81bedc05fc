"""What services refuse, as clients of the API read it."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from rest_framework import exceptions

from conference.core.api import Conflict, refused_as


class TakenError(Exception):
    pass


class TakenByAnotherError(TakenError):
    pass


@pytest.mark.parametrize("fault", [TakenError, TakenByAnotherError])
def test_an_error_that_is_named_is_a_conflict_in_the_words_given(fault) -> None:
    with pytest.raises(Conflict, match="It is taken"), refused_as({TakenError: "It is taken."}):
        raise fault


def test_an_error_without_words_speaks_for_itself() -> None:
    with pytest.raises(Conflict, match="by somebody else"), refused_as({TakenError: ""}):
        raise TakenError("taken by somebody else")


def test_what_is_refused_of_a_field_stands_under_its_name() -> None:
    refused = ValidationError({"capacity": ["Too few."], NON_FIELD_ERRORS: ["Impossible together."]})
    with pytest.raises(exceptions.ValidationError) as answer, refused_as():
        raise refused
    assert answer.value.detail == {"capacity": ["Too few."], "non_field_errors": ["Impossible together."]}


def test_what_is_refused_as_a_whole_is_a_list() -> None:
    with pytest.raises(exceptions.ValidationError) as answer, refused_as():
        raise ValidationError("Impossible.")
    assert answer.value.detail == ["Impossible."]


def test_other_errors_are_nobodys_refusal() -> None:
    with pytest.raises(LookupError), refused_as({TakenError: "It is taken."}):
        raise LookupError
