"""Doing once what a client asks for twice: a retry after a broken connection, a double click.

After the IETF draft "The Idempotency-Key HTTP Header Field": the client makes up a key for each intention and sends it
with every attempt. Keys and bodies are kept as digests with the site's secret, for a day, and tell nothing of anybody.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from conference.core.idempotency.models import RequestKey

HEADER = "Idempotency-Key"
LONGEST = 255
KEPT = timedelta(days=1)


class KeyReusedError(Exception):
    """The key was sent before with another request, which made `made`."""

    def __init__(self, made: str) -> None:
        super().__init__(made)
        self.made = made


@transaction.atomic
def once(*, scope: str, key: str, body: Any, do: Callable[[], str]) -> str:
    """Call `do` unless a request with this key was done; return what it made then or now, a code.

    A second request that comes meanwhile waits for the first. What fails is not remembered and may be tried again.
    Raises KeyReusedError.
    """
    same = {"scope": scope, "key_digest": _digest(key)}
    body_digest = _digest(json.dumps(body, sort_keys=True, default=str))
    row, is_new = RequestKey.objects.get_or_create(**same, defaults={"body_digest": body_digest})
    if row.body_digest != body_digest:
        raise KeyReusedError(row.made)
    if is_new:
        row.made = do()
        row.save(update_fields=["made"])
    return row.made


def forget_keys() -> int:
    """Remove keys that no client will send any more; return how many."""
    return RequestKey.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _digest(text: str) -> str:
    return salted_hmac("idempotency", text, algorithm="sha256").hexdigest()
