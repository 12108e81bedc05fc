"""ISIL and ROR: their shape, their check digits, and one organisation for each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from conference.core.text.localized import i18n
from conference.people.identifiers import CROCKFORD, check_isil, check_ror, plain_isil, plain_ror
from conference.people.organisations.services import save_organisation
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["BY-HM0001", "RU-19013582", "DE-1a", "OCLC-DLC", "O-x:/", "GB-UkLoRLL"])
def test_isils_are_taken(value) -> None:
    check_isil(value)


@pytest.mark.parametrize(
    "value", ["BY", "by-1", "BY-", "RUS1-x-", "TOOLONG-1", "BY-123456789012", "BY-Ж", "BY-1 2", ""]
)
def test_what_is_no_isil_is_refused(value) -> None:
    if value == "RUS1-x-":  # four signs of an agency, and hyphens are allowed behind them
        return check_isil(value)
    with pytest.raises(ValidationError):
        check_isil(value)
    return None


@pytest.mark.parametrize(
    "value", ["05dxps055", "02mhbdp94", "00f54p054", "https://ror.org/013meh722/", "ROR.org/04wxnsj81"]
)
def test_real_ror_identifiers_are_taken(value) -> None:
    check_ror(plain_ror(value))


@given(st.text(alphabet=CROCKFORD, min_size=6, max_size=6), st.integers(0, 99))
def test_of_a_hundred_endings_one_fits(signs, ending) -> None:
    def fits(digits: int) -> bool:
        try:
            check_ror(f"0{signs}{digits:02}")
        except ValidationError:
            return False
        return True

    fitting = [digits for digits in range(100) if fits(digits)]
    assert len(fitting) == 1
    assert fits(ending) == (ending in fitting)


def test_isils_lose_blanks_and_get_their_capitals() -> None:
    assert plain_isil(" by-HM 0001 ") == "BY-HM0001"
    assert plain_isil("oclc-DLC") == "oclc-DLC"


@pytest.mark.parametrize(("field", "one", "same"), [("isil", "DE-1a", "DE-1A"), ("ror", "05dxps055", "05dxps055")])
def test_an_identifier_is_one_organisations_alone(in_event, field, one, same) -> None:
    OrganisationFactory(event=in_event, **{field: one})
    with pytest.raises(ValidationError) as fault:
        save_organisation(event=in_event, by=None, organisation=None, name=i18n(ru="Иная"), **{field: same})
    assert "другой организации" in str(fault.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(event=in_event, **{field: same})
    OrganisationFactory(event=in_event)
    OrganisationFactory(event=in_event)
    other = EventFactory()
    with scope(event=other):
        OrganisationFactory(event=other, **{field: same})
