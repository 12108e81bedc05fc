"""Tables of fees: what the team sets up, invoices with their lines, and the ledger of what came and went."""

from conference.fees.models.invoices import Invoice, InvoiceCounter, InvoiceLine
from conference.fees.models.ledger import LedgerEntry, PaymentOrder
from conference.fees.models.setup import FeeSettings, OwnPrice, Price

__all__ = [
    "FeeSettings",
    "Invoice",
    "InvoiceCounter",
    "InvoiceLine",
    "LedgerEntry",
    "OwnPrice",
    "PaymentOrder",
    "Price",
]
