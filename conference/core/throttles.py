"""How much one reader may ask of the API: who is signed in by account, all others by network address.

Apart from `api`, because Django REST framework loads throttles before its own views.
"""

from typing import Any

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

AnonymousThrottle = AnonRateThrottle


class SignedInThrottle(UserRateThrottle):
    """Counts who is signed in. Django REST framework's own counts everybody else a second time."""

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        """Return what the account is counted by; None for who is not signed in."""
        return super().get_cache_key(request, view) if request.user and request.user.is_authenticated else None
