"""News between features: past-tense dataclasses, published when the transaction commits, heard through `wiring.py`.

A lower feature publishes (`publish(RegistrationCancelled(…))`) without knowing who listens; an app's `wiring.py` says
"when X happens, do Y" with `on(X, handler)`.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)
Fact = TypeVar("Fact")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on(fact_type: type[Fact], handler: Callable[[Fact], None]) -> None:
    """Call `handler` with every committed fact of this type. Naming the same handler twice changes nothing."""
    if handler not in _handlers[fact_type]:
        _handlers[fact_type].append(handler)


def publish(fact: object) -> None:
    """Tell the listeners once the running transaction commits; never when it rolls back."""
    transaction.on_commit(lambda: _deliver(fact))


def _deliver(fact: object) -> None:
    for handler in _handlers[type(fact)]:
        try:
            handler(fact)
        except Exception:  # one listener's fault must not silence the others: the fact itself is already committed
            log.exception("A listener of %s failed: %s", type(fact).__name__, handler.__qualname__)
