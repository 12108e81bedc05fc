"""News between features: past-tense dataclasses, published in the transaction of the change, heard through `wiring.py`.

A lower feature publishes (`publish(RegistrationCancelled(…))`) without knowing who listens; an app's `wiring.py` says
"when X happens, do Y" with `on(X, handler)`. Most listeners hear it after the commit. What must not be lost by a crash
in between is `durable`: it is done in the same transaction, with it or not at all.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)
Fact = TypeVar("Fact")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_durable: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on(fact_type: type[Fact], handler: Callable[[Fact], None], *, durable: bool = False) -> None:
    """Call `handler` with every committed fact of this type. Naming the same handler twice changes nothing.

    A durable one is called before the commit and only writes rows (a job among them); its fault undoes the change.
    """
    handlers = (_durable if durable else _handlers)[fact_type]
    if handler not in handlers:
        handlers.append(handler)


def publish(fact: object) -> None:
    """Tell the durable listeners now, the others once the running transaction commits; nobody when it rolls back."""
    with transaction.atomic(savepoint=False):
        for handler in _durable[type(fact)]:
            handler(fact)
        transaction.on_commit(lambda: _deliver(fact))


def _deliver(fact: object) -> None:
    for handler in _handlers[type(fact)]:
        try:
            handler(fact)
        except Exception:  # one listener's fault must not silence the others: the fact itself is already committed
            log.exception("A listener of %s failed: %s", type(fact).__name__, handler.__qualname__)
