"""Names in Latin letters, and what stands for a face."""

import pytest
from django.core.exceptions import ValidationError

from conference.people.models import Person
from conference.people.names import proposed_latin, validate_latin
from conference.templatetags.alqa import initials


@pytest.mark.parametrize(
    "name",
    [
        "Aigul Akhmetova",
        "Nuñez-Šafránek J. R.",
        "O’Neill D'Arcy",
        "Gulʻnora Oʻzbekova",
        "Nguye\u0302\u0303n",
        "ß",
        "Ł. Ż.",
    ],
)
def test_names_in_latin_letters_are_taken(name) -> None:
    validate_latin(name)


@pytest.mark.parametrize(
    "name", ["Айгүл", "Аigul", "Aigul Ахметова", "Γιώργος", "Aigul 2", "Aigul <b>", "Aigul@", "王"]
)
def test_other_letters_and_signs_are_not(name) -> None:
    with pytest.raises(ValidationError):
        validate_latin(name)


@pytest.mark.parametrize(
    ("family", "given", "proposal"),
    [("Ахметова", "Айгүл", "Aigul Akhmetova"), ("Brown", "Anna", ""), ("", "王", ""), ("", "123", "")],
)
def test_a_proposal_is_made_where_there_is_something_to_propose(family, given, proposal) -> None:
    assert proposed_latin(family, given) == proposal
    validate_latin(proposal or "A")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Айгүл Сапарқызы", "АС"),
        ("Анна-Мария", "АМ"),
        ("«Ержан»", "Е"),
        ("007", "0"),
        ("🙂 🙂", "🙂"),
        ("", "•"),
        ("b2b", "B"),
    ],
)
def test_every_name_has_something_for_a_face(name, shown) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize("latin", ["", "Ulzhan Tolegenova"])
def test_english_lists_have_every_name_in_latin_letters(latin) -> None:
    person = Person(family_name="Төлегенова", given_name="Ұлжан", latin_name=latin)
    assert person.name_in("en").startswith("Tolegenova U")
    assert person.name_in("kk") == "Төлегенова Ұлжан"
    assert Person(given_name="Сәуле").name_in("en") == "Saule"
    assert Person(given_name="王").name_in("en") == "王"
