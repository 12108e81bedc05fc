"""What happens in accounts when allauth tells of something."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from conference.accounts.models import User


def on_second_factor_added(sender: Any, request: HttpRequest, user: User, **_more: Any) -> None:
    """Count the first code of an app as proof of who is there: the next page shows the recovery codes at once."""
    record_authentication(request, user, method="mfa", reauthenticated=True)
