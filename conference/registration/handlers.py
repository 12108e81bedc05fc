"""What follows in registration from what happens elsewhere."""

from typing import Any

from conference.accounts.models import User
from conference.registration.services import claim_people


def on_signed_in(sender: Any, request: Any, user: User, **_more: Any) -> None:
    """Tie to the account the persons with its address: by signing in its owner proved that it is theirs."""
    claim_people(user=user)
