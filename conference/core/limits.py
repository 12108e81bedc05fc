"""How often somebody may ask for what costs little: counted by the minute, without remembering each request.

What costs more, or proves something, is limited by allauth's own counter, which knows POST alone.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def may_ask(request: HttpRequest, action: str, *, a_minute: int) -> bool:
    """Count this request of the visitor's address; return whether it is one of the first `a_minute` of this minute."""
    minute = int(time.time() // 60)
    key = f"limit:{action}:{get_adapter().get_client_ip(request)}:{minute}"
    if cache.add(key, 1, 120):
        return a_minute >= 1
    try:
        return cache.incr(key) <= a_minute
    except ValueError:  # forgotten between the two
        return True
