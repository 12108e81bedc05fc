"""Writing about accounts that allauth does not do itself."""

from allauth.account.models import EmailAddress

from conference.accounts.models import User


def account_for(email: str, *, language: str) -> User:
    """Return the account of this address, made where there is none: its owner enters by a code sent there."""
    known = User.objects.filter(email__iexact=email).first()
    return known or User.objects.create_user(email, language=language)


def remember_address(*, user: User) -> None:
    """Let allauth know the address of an account that a registration or a team made.

    Without it a sign-in by code would not count as proof of the address, and a second code would be asked for.
    """
    known = EmailAddress.objects.filter(user_id=user.pk)
    if not known.filter(email__iexact=user.email).exists():
        EmailAddress.objects.get_or_create(
            user=user, email=user.email.lower(), defaults={"primary": not known.exists()}
        )
