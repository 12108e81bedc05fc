"""Writing: settings and prices, invoices, the ledger, and what guests send.

Rows of fees are locked last: after all that registration locks (`registration/services/locks.py`) come invoices by
their keys, then the counter of the year.
"""

from conference.fees.services.issuing import (
    InvoiceFixedError,
    JointInvoiceError,
    cancel_invoice,
    issue_jointly,
    keep_in_step,
    remind,
    set_own_price,
    set_payer,
)
from conference.fees.services.ledger import (
    AlreadyUndoneError,
    InvoiceClosedError,
    KeyTakenError,
    TooMuchError,
    confirm_payment,
    note_refund,
    take_notice,
    undo_entry,
)
from conference.fees.services.orders import TooManyOrdersError, decline_order, send_order
from conference.fees.services.papers import paper_file
from conference.fees.services.setup import change_settings, remove_price, save_price

__all__ = [
    "AlreadyUndoneError",
    "InvoiceClosedError",
    "InvoiceFixedError",
    "JointInvoiceError",
    "KeyTakenError",
    "TooManyOrdersError",
    "TooMuchError",
    "cancel_invoice",
    "change_settings",
    "confirm_payment",
    "decline_order",
    "issue_jointly",
    "keep_in_step",
    "note_refund",
    "paper_file",
    "remind",
    "remove_price",
    "save_price",
    "send_order",
    "set_own_price",
    "set_payer",
    "take_notice",
    "undo_entry",
]
