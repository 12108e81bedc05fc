"""ISBNs: whether one can be right, and how it is written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def is_isbn(text: str) -> bool:
    """Return whether the check digit fits: modulo 11 for ten digits, modulo 10 for thirteen (ISO 2108)."""
    code = text.replace("-", "").replace(" ", "").replace("–", "").upper()
    if len(code) == 10 and code[:9].isdecimal() and (code[9].isdecimal() or code[9] == "X"):
        digits = [10 if char == "X" else int(char) for char in code]
        return sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    if len(code) == 13 and code.isdecimal() and code[:3] in {"978", "979"}:
        return sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(code)) % 10 == 0
    return False


def check_isbn(text: str) -> None:
    """Raise ValidationError for a number that cannot be an ISBN."""
    if not is_isbn(text):
        raise ValidationError(
            _("“%(isbn)s” cannot be an ISBN: count its digits and check the last one."), params={"isbn": text}
        )
