"""What somebody finds in their mail."""

import re

from conference.core.mail.models import OutgoingMail

CODE = re.compile(r"^\d{4}-\d{4}$", flags=re.MULTILINE)


def newest_mail(email: str) -> OutgoingMail:
    """Return the latest mail to an address."""
    return OutgoingMail.objects.filter(to=email).latest("pk")


def newest_code(email: str) -> str:
    """Return the code that stands on a line of its own in the latest mail to an address."""
    found = CODE.search(newest_mail(email).text)
    assert found, "the mail has no code"
    return found[0]
