"""Writing about accounts that allauth does not do itself."""

from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from conference.accounts.models import User


def account_for(email: str, *, language: str) -> User:
    """Return the account of this address in any case, made where there is none: its owner enters by a code sent there.

    Two who ask for one new address at once get the same account.
    """
    address = email.lower()
    if known := User.objects.filter(email__iexact=address).first():
        return known
    try:
        with transaction.atomic():
            return User.objects.create_user(address, language=language)
    except IntegrityError:
        return User.objects.get(email__iexact=address)


def make_account(email: str, *, language: str) -> None:
    """Make an account of this address unless there is one, in any case: one statement, whoever else asks for it."""
    make_accounts({email: language})


def make_accounts(addresses: Mapping[str, str]) -> None:
    """Make accounts of these addresses, given with the language of their owners, unless there are; one statement.

    In the order of the addresses, so that two who ask for the same ones wait in a line.
    """
    users = []
    for email, language in addresses.items():
        user = User(email=User.objects.normalize_email(email).lower(), language=language)
        user.set_unusable_password()
        users.append(user)
    User.objects.bulk_create(sorted(users, key=lambda user: user.email), ignore_conflicts=True)


def addresses_of(user: User) -> set[str]:
    """Return the addresses, in small letters, that somebody signed in has proven to be theirs."""
    proven = EmailAddress.objects.filter(user_id=user.pk, verified=True).values_list("email", flat=True)
    return {user.email.lower(), *(email.lower() for email in proven)}


def remember_address(*, user: User) -> None:
    """Let allauth know the address of an account that a registration or a team made.

    Without it a sign-in by code would not count as proof of the address, and a second code would be asked for.
    """
    known = EmailAddress.objects.filter(user_id=user.pk)
    if not known.filter(email__iexact=user.email).exists():
        EmailAddress.objects.get_or_create(
            user=user, email=user.email.lower(), defaults={"primary": not known.exists()}
        )
