"""Identifiers of organisations: ISIL (ISO 15511:2019) and ROR, as they are typed, checked and linked."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A prefix (a country's two capitals, or one, three or four letters or digits of an agency), a hyphen, and up to eleven
# signs of the library itself; sixteen signs in all.
ISIL_SHAPE: Final = re.compile(r"(?:[A-Z]{2}|[A-Za-z0-9]|[A-Za-z0-9]{3,4})-[A-Za-z0-9:/-]{1,11}")
# https://ror.readme.io/docs/identifier: a zero, six signs of Crockford's base 32, and two digits that check them.
ROR_SHAPE: Final = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}\d{2}")
ROR_ADDRESS: Final = "https://ror.org/"
CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def check_isil(value: str) -> None:
    """Raise ValidationError unless `value` has the shape of an ISIL."""
    if len(value) > 16 or not ISIL_SHAPE.fullmatch(value):
        raise ValidationError(_("This is not an ISIL. An example: BY-HM0001."))


def check_ror(value: str) -> None:
    """Raise ValidationError unless `value` is a ROR identifier whose last digits fit (ISO/IEC 7064, MOD 97-10)."""
    if not ROR_SHAPE.fullmatch(value) or _check_digits(value[:7]) != int(value[7:]):
        raise ValidationError(_("This is not a ROR identifier. An example: 02mhbdp94."))


def plain_ror(typed: str) -> str:
    """Return the identifier of an address as people copy it: https://ror.org/02mhbdp94 → 02mhbdp94."""
    return re.sub(r"^(?:https?://)?(?:www\.)?ror\.org/", "", typed.strip().lower()).strip("/")


def plain_isil(typed: str) -> str:
    """Return an ISIL as people copy it, without blanks and with the capitals of a country's prefix."""
    bare = "".join(typed.split())
    prefix, hyphen, rest = bare.partition("-")
    return f"{prefix.upper() if len(prefix) == 2 else prefix}{hyphen}{rest}"


def _check_digits(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * 32 + CROCKFORD.index(sign)
    return 98 - number * 100 % 97
