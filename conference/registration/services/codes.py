"""Access codes: used once by each registration, given back when it ends."""

from conference.registration.counting import give_back, take
from conference.registration.models import AccessCode, Category, Registration


class CodeRefusedError(Exception):
    """The access code does not open the category: unknown, over, or used as often as it may be."""


def take_code(code: AccessCode | None, category: Category) -> AccessCode:
    """Use a code once. Raises CodeRefusedError; in a race for its last use one wins."""
    if code is None or not code.is_valid or not code.categories.filter(pk=category.pk).exists():
        raise CodeRefusedError
    if not take(AccessCode.objects.filter(pk=code.pk, is_active=True)):
        raise CodeRefusedError
    return code


def give_code_back(registration: Registration) -> None:
    """Give back the use of the registration's code, if it used one."""
    if registration.access_code_id:
        give_back(AccessCode.objects.filter(pk=registration.access_code_id))


def take_code_again(registration: Registration) -> AccessCode | None:
    """Use the code of a registration that lives again; None when it had none or others used it up meanwhile."""
    used = registration.access_code
    return used if used and take(AccessCode.objects.filter(pk=used.pk)) else None
