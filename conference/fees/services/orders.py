"""Payment orders: sent by guests, judged by the team."""

from typing import Any

from django.db import transaction

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.fees.choices import OrderState
from conference.fees.models import Invoice, PaymentOrder
from conference.fees.notices import queue_mail
from conference.fees.services.issuing import held
from conference.fees.services.ledger import InvoiceClosedError

MOST_ORDERS = 10


class TooManyOrdersError(Exception):
    """As many files as an invoice may have are there."""


@transaction.atomic
def send_order(*, invoice: Invoice, file: Any, name: str, by: User | None = None) -> PaymentOrder:
    """Keep a proof of payment that was judged by its content. Raises InvoiceClosedError and TooManyOrdersError."""
    stored = held(invoice)
    if stored.is_cancelled:
        raise InvoiceClosedError
    if stored.orders.count() >= MOST_ORDERS:
        raise TooManyOrdersError
    order = PaymentOrder.objects.create(event=stored.event, invoice=stored, file=file, name=name[-150:])
    activity.record(by=by, action="payment_order_sent", target=stored, event=stored.event)
    return order


@transaction.atomic
def decline_order(*, order: PaymentOrder, by: User, reason: str) -> bool:
    """Tell the guest why a payment order proves nothing; False where somebody judged it before."""
    waiting = PaymentOrder.objects.filter(pk=order.pk, state=OrderState.WAITING)
    if not waiting.update(state=OrderState.DECLINED, reason=reason):
        return False
    invoice = order.invoice
    activity.record(by=by, action="payment_order_declined", target=invoice, event=order.event)
    queue_mail(invoice, "order_declined", order=order)
    return True
