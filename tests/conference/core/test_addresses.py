"""Addresses that somebody probably mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.text.addresses import COMMON, likely_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@gmail.con", "a@gmail.com"),
        ("a@gmail.co", "a@gmail.com"),
        ("a@gamil.com", "a@gmail.com"),
        ("Айгүл.b@GMAIL.COM", ""),
        ("a@mial.ru", "a@mail.ru"),
        ("a@mail.rru", "a@mail.ru"),
        ("a@maill.ru", "a@mail.ru"),
        ("a@yandx.ru", "a@yandex.ru"),
        ("a@yandex.kz", ""),
        ("a@outlok.com", "a@outlook.com"),
        ("a@iclould.com", "a@icloud.com"),
        ("a@mail.kz", ""),
        ("a@mail.com", ""),
        ("a@email.com", ""),
        ("a@library.kz", ""),
        ("a@pushkinlibrary.kz", ""),
        ("a@ounb.kz", ""),
        ("a@nlr.ru", ""),
        ("a@gpntbsib.ru", ""),
        ("a@example.org", ""),
        ("a@bk.ru", ""),
        ("a@vk.ru", ""),
        ("a@mail.uz", ""),
        ("a@mail.by", ""),
        ("a@mail.kg", ""),
        ("gmail.com", ""),
        ("", ""),
    ],
)
def test_common_mistakes_are_found_and_names_of_institutions_left_alone(typed: str, meant: str) -> None:
    assert likely_address(typed) == meant


@given(name=st.text(min_size=1, max_size=20), domain=st.sampled_from(COMMON))
def test_a_common_address_is_never_doubted(name: str, domain: str) -> None:
    assert likely_address(f"{name}@{domain}") == ""


@given(typed=st.text(max_size=60))
def test_a_proposal_is_never_doubted_itself(typed: str) -> None:
    assert likely_address(likely_address(typed)) == ""
