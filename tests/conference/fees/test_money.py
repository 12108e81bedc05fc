"""Amounts are exact: read, shown, taxed, paid in part and given back without a unit lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.fees import money, requisites
from conference.fees.choices import Rules
from conference.fees.models import Invoice

CURRENCIES = st.sampled_from(["KZT", "RUB", "UZS", "JPY", "KWD"])
AMOUNTS = st.integers(min_value=0, max_value=money.MOST)


@given(AMOUNTS, CURRENCIES)
def test_what_is_read_is_what_was_shown(amount: int, currency: str) -> None:
    assert money.units(money.decimal(amount, currency), currency) == amount


@given(st.lists(AMOUNTS, max_size=20), CURRENCIES)
def test_a_sum_of_amounts_is_the_amount_of_the_sum(amounts: list[int], currency: str) -> None:
    assert sum(money.decimal(amount, currency) for amount in amounts) == money.decimal(sum(amounts), currency)


@given(AMOUNTS, st.integers(min_value=1, max_value=100_00))
def test_the_tax_within_an_amount_is_exact_to_half_a_unit(amount: int, rate: int) -> None:
    vat = money.vat_within(amount, rate)
    net = amount - vat
    assert 0 <= vat <= amount
    # Half a unit of the whole, said in whole numbers: |vat·(100 % + rate) − amount·rate| ≤ (100 % + rate) / 2
    assert 2 * abs(vat * (10000 + rate) - amount * rate) <= 10000 + rate
    assert net + vat == amount


@pytest.mark.parametrize(
    ("amount", "rate", "vat"),
    [(11_200, 12_00, 1_200), (12_000, 20_00, 2_000), (1, 12_00, 0), (100, None, 0), (5, 0, 0)],
)
def test_taxes_as_accountants_count_them(amount, rate, vat) -> None:
    assert money.vat_within(amount, rate) == vat


@given(st.integers(min_value=1, max_value=10**9), st.data())
def test_states_follow_from_sums_whatever_comes_and_goes(owed: int, data) -> None:
    invoice = Invoice(owed=owed, total=owed)
    for _step in range(data.draw(st.integers(min_value=0, max_value=8))):
        invoice.paid += data.draw(st.integers(min_value=0, max_value=owed))
        invoice.refunded += data.draw(st.integers(min_value=0, max_value=invoice.kept))
        assert invoice.kept + invoice.remaining - invoice.overpaid == invoice.owed
        assert 0 <= invoice.refunded <= invoice.paid
        assert not (invoice.remaining and invoice.overpaid)
        expected = {
            "due": invoice.paid == 0,
            "partly_paid": 0 < invoice.paid < owed and not invoice.refunded,
            "paid": invoice.paid >= owed and not invoice.refunded,
            "partly_refunded": 0 < invoice.refunded < invoice.paid,
            "refunded": 0 < invoice.refunded == invoice.paid,
        }
        assert [state for state, holds in expected.items() if holds] == [invoice.state_by_sums()]


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        (12_000_00, "KZT", "ru", "12\xa0000\xa0₸"),
        (12_000_50, "KZT", "kk", "12\xa0000,50\xa0₸"),
        (12_000_00, "KZT", "en", "₸12,000"),
        (1_500_00, "RUB", "ru", "1\xa0500\xa0₽"),
        (700, "JPY", "en", "JP¥700"),
        (1_234, "KWD", "ru", "1,234\xa0KWD"),
    ],
)
def test_shown_by_the_readers_language(amount, currency, language, text) -> None:
    assert money.shown(amount, currency, language) == text


HUGE = ["1e999990", "-1e999990", "1e999999", "1e-999990", "1e999999999999999999", "Infinity", "-Infinity"]


@pytest.mark.parametrize("value", HUGE)
def test_a_number_that_would_take_minutes_is_refused_at_once(value) -> None:
    with pytest.raises(ValidationError):
        money.units(Decimal(value), "KZT")


def test_nothing_is_nothing_with_any_exponent() -> None:
    assert [money.units(Decimal(text), "KZT") for text in ("0", "0e999999", "-0e-999999")] == [0, 0, 0]


@pytest.mark.parametrize(("value", "currency"), [("0.005", "KZT"), ("1.5", "JPY"), ("1e30", "KZT"), ("NaN", "KZT")])
def test_what_is_no_amount_of_the_currency_is_refused(value, currency) -> None:
    with pytest.raises(ValidationError):
        money.units(Decimal(value), currency)


def test_currencies_in_use_are_known_and_others_are_not() -> None:
    assert money.currencies()[:6] == ("KZT", "RUB", "USD", "EUR", "UZS", "KGS")
    for code in ("DEM", "XXX", "kzt", ""):
        with pytest.raises(ValidationError):
            money.known_currency(code)


class TestRequisites:
    RIGHT = {
        Rules.KAZAKHSTAN: {"tax_id": "940740000921", "account": "KZ86125KZT5004100100", "bic": "HSBKKZKX"},
        # The tax service's, and the Bank of Russia's own examples of keys.
        Rules.RUSSIA: {
            "tax_id": "7707083893",
            "bic": "044525225",
            "account": "40702810138000000001",
            "correspondent_account": "30101810400000000225",
        },
        Rules.OTHER: {"tax_id": "anything", "account": "DE89370400440532013000", "bic": "COBADEFFXXX"},
    }

    @pytest.mark.parametrize("rules", RIGHT)
    def test_right_ones_pass(self, rules) -> None:
        values = dict(self.RIGHT[rules])
        if rules == Rules.RUSSIA:
            del values["account"]
        assert requisites.faults_of(rules, values) == {}

    @pytest.mark.parametrize(
        ("rules", "name"), [(Rules.KAZAKHSTAN, "account"), (Rules.RUSSIA, "correspondent_account")]
    )
    @settings(deadline=None)  # the first example reads the catalogues
    @given(data=st.data())
    def test_one_wrong_figure_of_an_account_is_found(self, rules, name, data) -> None:
        right = self.RIGHT[rules][name]
        places = [place for place, sign in enumerate(right) if sign.isdigit()]
        place = data.draw(st.sampled_from(places))
        # An account that begins with 0 is the treasury's, whose keys are made otherwise.
        other = data.draw(st.sampled_from([sign for sign in "123456789" if sign != right[place]]))
        wrong = right[:place] + other + right[place + 1 :]
        assert name in requisites.faults_of(rules, {"bic": self.RIGHT[rules]["bic"], name: wrong})

    @pytest.mark.parametrize("rules", [Rules.KAZAKHSTAN, Rules.RUSSIA])
    @pytest.mark.parametrize("last", "0123456789")
    def test_the_last_figure_of_a_tax_number_fits_the_others(self, rules, last) -> None:
        right = self.RIGHT[rules]["tax_id"]
        faults = requisites.faults_of(rules, {"tax_id": right[:-1] + last})
        assert ("tax_id" in faults) == (right[-1] != last)

    def test_spaces_and_small_letters_are_forgiven(self) -> None:
        assert requisites.plain("kz86 125k zt50 0410 0100") == "KZ86125KZT5004100100"

    @pytest.mark.parametrize("text", ["", "12345", "7707083893", "940740000921", "abc", "840322400120"])
    def test_payers_have_numbers_of_their_own_countries(self, text) -> None:
        requisites.check_payers_number(text)

    @pytest.mark.parametrize("text", ["7707083894", "940740000922"])
    def test_a_payers_number_with_a_wrong_figure_is_refused(self, text) -> None:
        with pytest.raises(ValidationError):
            requisites.check_payers_number(text)


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "\u22124 000 ₸"), ("kk", "\u22124 000 ₸"), ("en", "\u2212₸4,000")]
)
def test_what_went_back_has_a_real_minus(language: str, words: str) -> None:
    assert money.shown(-4_000_00, "KZT", language).replace("\xa0", " ").replace("\u202f", " ") == words
