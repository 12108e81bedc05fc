"""Placeholders: refused when nobody fills them, filled without becoming Markdown, HTML or other placeholders."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from conference.letters.choices import Kind
from conference.letters.documents import passport_values
from conference.letters.markup import GENERAL, PASSPORT, check_placeholders, escaped, filled
from conference.letters.words import PHRASES, masked, starter_of
from conference.templatetags.alqa import markdown
from tests.factories.letters import PASSPORT as HELD

LANGUAGES = ("ru", "kk", "en")


@pytest.mark.parametrize("text", ["{nmae}", "{name", "name}", "{}", "{ name }", "{{name}}"])
def test_what_nobody_fills_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        check_placeholders(text, with_passport=True)


def test_the_fault_lists_what_is_known() -> None:
    with pytest.raises(ValidationError) as fault:
        check_placeholders("{nmae}", with_passport=False)
    said = fault.value.messages[0]
    assert "{nmae}" in said
    assert all(f"{{{name}}}" in said for name in GENERAL)
    assert not any(f"{{{name}}}" in said for name in PASSPORT)


def test_a_passport_is_told_by_visa_letters_alone() -> None:
    check_placeholders("{passport_number}", with_passport=True)
    with pytest.raises(ValidationError) as fault:
        check_placeholders("{passport_number}", with_passport=False)
    assert fault.value.code == "passport"


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("language", LANGUAGES)
def test_starting_texts_hold_known_placeholders(kind: str, language: str) -> None:
    title, body = starter_of(kind, language)
    assert title
    check_placeholders(body, with_passport=kind == Kind.VISA)
    assert "{event}" in body
    assert ("{passport_number}" in body) == (kind == Kind.VISA)


def test_every_language_has_the_same_phrases() -> None:
    assert {frozenset(phrases) for phrases in PHRASES.values()} == {frozenset(PHRASES["ru"])}


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_a_value_is_shown_as_it_was_typed(value: str) -> None:
    shown = str(markdown(filled("Гость: {name}!", {"name": value})))
    plain = strip_tags(shown.replace("\n", ""))
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        value = value.replace(sign, entity)
    assert plain.replace('"', "&quot;") == f"Гость: {value}!"


@pytest.mark.parametrize("value", ["{passport_number}", "\\{passport_number\\}", "{passport_number\\}"])
def test_a_name_that_looks_like_a_placeholder_stays_a_name(value: str) -> None:
    first = filled("{name}, {passport_number}", {"name": value})
    second = filled(first, passport_values(HELD, "ru"))
    assert str(markdown(second)).count(HELD.number) == 1


def test_lines_of_which_nothing_is_known_are_left_out() -> None:
    text = "- Должность: {post}\n- {organisation}, {town}\n- Дата: {date}"
    values = {"post": "", "organisation": "", "town": "Алматы", "date": "1 мая"}
    assert filled(text, values) == "- Должность: \n- , Алматы\n- Дата: 1 мая".replace("- Должность: \n", "")


def test_an_unknown_passport_is_hidden() -> None:
    assert "•••" in filled("{passport_number}", passport_values(None, "ru"))
    assert escaped("a\n*b*") == "a \\*b\\*"


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("Калинина", "Анна", "Кал***а А."),
        ("Ли", "Ву", "Л*** В."),
        ("Пак", "", "П***"),
        ("", "Айгүл", "А***л"),
        ("AKHMETOVA", "AIGUL", "AKH***A A."),
    ],
)
def test_a_masked_name(family: str, given: str, shown: str) -> None:
    assert masked(family, given) == shown
