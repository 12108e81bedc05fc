"""Numbers by which banks and tax offices know people and houses, with their check digits.

Spaces and hyphens between the figures are forgiven; what cannot be right is said in words. Sources: Kazakhstan's rules
of the ИИН/БИН (control digit modulo 11, twice), Russia's of the ИНН (orders of the tax service), account keys of the
Bank of Russia (weights 7, 1, 3 with the end of the БИК), ISO 13616 for IBAN (modulo 97), ISO 9362 for BIC.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conference.fees.choices import Rules

BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
KZ_IBAN_LENGTH = 20
INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
ACCOUNT_WEIGHTS = (7, 1, 3)


def plain(text: str) -> str:
    """Return a number as it is stored: without spaces and hyphens, in capitals."""
    return re.sub(r"[\s\u00a0\u202f-]", "", text).upper()


def check_bin(text: str) -> None:
    """Raise ValidationError unless it may be a БИН or ИИН of Kazakhstan."""
    if not re.fullmatch(r"[0-9]{12}", text):
        raise ValidationError(_("A BIN or IIN has 12 figures."))
    figures = _figures(text)
    control = _weighed(figures, range(1, 12)) % 11
    if control == 10:
        control = _weighed(figures, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    if control != figures[11]:
        raise ValidationError(_("One of the figures of the BIN or IIN is wrong: the last one does not fit the others."))


def check_inn(text: str) -> None:
    """Raise ValidationError unless it may be an ИНН of Russia, of a house (10 figures) or a person (12)."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", text):
        raise ValidationError(_("An INN has 10 figures, that of a person 12."))
    figures = _figures(text)
    weights = [INN_10] if len(text) == 10 else [INN_11, INN_12]
    if any(_weighed(figures, row) % 11 % 10 != figures[len(row)] for row in weights):
        raise ValidationError(_("One of the figures of the INN is wrong: the last one does not fit the others."))


def check_iban(text: str) -> None:
    """Raise ValidationError unless it may be an IBAN (in Kazakhstan: ИИК)."""
    if not IBAN.fullmatch(text) or (text.startswith("KZ") and len(text) != KZ_IBAN_LENGTH):
        raise ValidationError(_("An account (IIK, IBAN) begins with the country: KZ and 18 signs more."))
    moved = text[4:] + text[:4]
    if int("".join(str(int(sign, 36)) for sign in moved)) % 97 != 1:
        raise ValidationError(_("One of the signs of the account is wrong: its check figures do not fit."))


def check_bic(text: str) -> None:
    """Raise ValidationError unless it may be a BIC of 8 or 11 signs."""
    if not BIC.fullmatch(text):
        raise ValidationError(_("A BIC has 8 or 11 signs, the first six are Latin letters: HSBKKZKX."))


def check_russian_bik(text: str) -> None:
    """Raise ValidationError unless it may be a БИК of Russia."""
    if not re.fullmatch(r"04[0-9]{7}", text):
        raise ValidationError(_("A Russian BIK has 9 figures and begins with 04."))


def check_russian_account(text: str, bik: str, *, is_correspondent: bool = False) -> None:
    """Raise ValidationError unless the account of 20 figures has the key that belongs to the bank."""
    if not re.fullmatch(r"[0-9]{20}", text):
        raise ValidationError(_("A Russian account has 20 figures."))
    if not re.fullmatch(r"[0-9]{9}", bik):
        return  # said where the number of the bank stands
    # Accounts at the Bank of Russia itself, among them correspondent ones and those of the treasury.
    at_central = is_correspondent or bik[6:] in {"000", "001", "002"}
    head = f"0{bik[4:6]}" if at_central else bik[6:]
    weighed = sum(figure * ACCOUNT_WEIGHTS[place % 3] % 10 for place, figure in enumerate(_figures(head + text)))
    is_treasury = text.startswith("0")  # единый казначейский счёт: keys are made otherwise there
    if weighed % 10 and not is_treasury:
        raise ValidationError(_("The account does not fit the BIK: one of the figures is wrong."))


def faults_of(rules: str, values: Mapping[str, str]) -> dict[str, ValidationError]:
    """Return what is wrong with the filled numbers by the rules of a country, by the name of the field."""
    checks: dict[str, Callable[[str], None]] = {"bic": check_bic}
    if rules == Rules.KAZAKHSTAN:
        checks |= {"tax_id": check_bin, "account": check_iban}
    if rules == Rules.RUSSIA:
        bik = values.get("bic", "")
        checks = {
            "tax_id": check_inn,
            "bic": check_russian_bik,
            "account": lambda text: check_russian_account(text, bik),
            "correspondent_account": lambda text: check_russian_account(text, bik, is_correspondent=True),
        }
    faults = {}
    for name, check in checks.items():
        try:
            if values.get(name):
                check(values[name])
        except ValidationError as fault:
            faults[name] = fault
    return faults


def check_payers_number(text: str) -> None:
    """Raise ValidationError unless the number may be a payer's: of Kazakhstan, of Russia, or of another country."""
    if re.fullmatch(r"[0-9]{12}", text):
        try:
            check_bin(text)
        except ValidationError:
            check_inn(text)
    elif re.fullmatch(r"[0-9]{10}", text):
        check_inn(text)


def _figures(text: str) -> list[int]:
    return [int(sign) for sign in text]


def _weighed(figures: Sequence[int], weights: Sequence[int]) -> int:
    return sum(figure * weight for figure, weight in zip(figures, weights, strict=False))
