"""Money: whole numbers of a currency's smallest unit, never floats; read from people, and shown to them.

The digits behind the point are those of ISO 4217, written out here: CLDR's are for display and change with the years
(it shows Uzbek sums without tiyin), and what is stored must mean the same for ever.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import format_currency, get_currency_name, get_currency_symbol
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

FIRST = ("KZT", "RUB", "USD", "EUR", "UZS", "KGS")
NO_DIGITS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
THREE_DIGITS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
# Where CLDR has a code alone, and everybody knows the sign.
SIGNS: Mapping[str, str] = {"KZT": "₸", "USD": "$"}
MOST = 10**14  # smallest units: beyond what anybody pays, and well within the database's numbers
LOCALES = {"en": "en_GB"}
HUNDRED_PERCENT = 100_00


@cache
def currencies() -> tuple[str, ...]:
    """Return the codes of the currencies that are in use somewhere, the usual ones first."""
    used = {
        code
        for places in get_global("territory_currencies").values()
        for code, _start, end, is_tender in places
        if is_tender and end is None
    }
    return (*FIRST, *sorted(used - set(FIRST)))


def known_currency(code: str) -> None:
    """Raise ValidationError unless it is the code of a currency in use."""
    if code not in currencies():
        raise ValidationError(_("Choose a currency of the list."))


def currency_name(code: str) -> str:
    """Return the name in the active language with the code: «казахский тенге, KZT»."""
    return f"{get_currency_name(code, locale=_locale())}, {code}"


def digits(currency: str) -> int:
    """Return how many digits stand behind the point (ISO 4217)."""
    if currency in NO_DIGITS:
        return 0
    return 3 if currency in THREE_DIGITS else 2


def decimal(amount: int, currency: str) -> Decimal:
    """Return an amount of smallest units as people count it."""
    return Decimal(amount).scaleb(-digits(currency))


def units(value: Decimal, currency: str) -> int:
    """Return an amount in smallest units. Raises ValidationError for parts of them and for what nobody pays."""
    if not value.is_finite():
        raise ValidationError(_("Write an amount in figures, like 12000 or 12000.50."))
    # By the exponents first: 1e999990 takes minutes to write out, and larger ones cannot be.
    if value and value.adjusted() > len(str(MOST)):
        raise ValidationError(_("The amount is too large."))
    if value and value.adjusted() < -digits(currency):
        raise ValidationError(_("The currency has no parts that small."))
    scaled = value.scaleb(digits(currency)) if value else Decimal(0)
    whole = int(scaled)
    if scaled != whole:
        raise ValidationError(_("The currency has no parts that small."))
    if abs(whole) > MOST:
        raise ValidationError(_("The amount is too large."))
    return whole


def shown(amount: int, currency: str, language: str | None = None) -> str:
    """Return an amount for people: «12 000 ₸», “₸12,000.50”; parts are shown where there are any."""
    locale = Locale.parse(_locale(language))
    value = decimal(amount, currency)
    places = digits(currency) if value != value.to_integral_value() else 0
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0." + "0" * places if places else "0")
    text = format_currency(value, currency, pattern, locale=locale, currency_digits=False)
    own = get_currency_symbol(currency, locale)
    text = text.replace(own, SIGNS.get(currency, own)) if own in text else text
    return text.replace("-", "\u2212") if amount < 0 else text  # as printers set it, in all languages


def vat_within(amount: int, rate: int | None) -> int:
    """Return the tax that an amount includes at `rate` hundredths of a percent, half a unit rounded up."""
    if not rate:
        return 0
    exact = Decimal(amount) * rate / (HUNDRED_PERCENT + rate)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _locale(language: str | None = None) -> str:
    code = language or translation.get_language() or "ru"
    return LOCALES.get(code, code)
