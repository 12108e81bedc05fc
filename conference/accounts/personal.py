"""The account with which somebody signs in. It is the site's: it goes when no event needs it any more."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.accounts.services import addresses_of
from conference.core.mail import services as mail
from conference.core.personal import Record, Subject, account_uses, item, record_of

SHOWN = ("email", "name", "language", "date_joined", "last_login")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the account and the addresses proven for it."""
    for user in User.objects.filter(pk__in=subject.users):
        yield [*record_of(user, *SHOWN), item("addresses", _("Proven addresses"), sorted(addresses_of(user)))]


def erase(subject: Subject) -> int:
    """Remove accounts that nothing needs any more, with the ways to sign in and the mails about signing in."""
    unneeded = subject.users - needed(subject.users)
    users = User.objects.filter(pk__in=unneeded, is_staff=False, is_superuser=False)
    for user in users:
        mail.forget(addresses_of(user), None)
    return int(users.delete()[1].get(User._meta.label, 0))


def needed(users: Collection[int]) -> set[int]:
    """Return the accounts that somebody still needs."""
    return {key for uses in account_uses for key in uses(users)}
