"""What guests are told by mail: that an invoice is there, that money came or went back, that the last day is near."""

from typing import Any

from conference.core.jobs import services as jobs
from conference.fees.models import Invoice

MAIL_JOB = "fees.mail"


def queue_mail(invoice: Invoice, what: str, *, entry: Any = None, reason: str = "") -> None:
    """Queue the mail about an invoice; it is written, with the paper, when the transaction is sure."""
    params = {"entry": entry.pk} if entry else {"reason": reason} if reason else {}
    jobs.start(kind=MAIL_JOB, by=None, event=invoice.event, is_routine=True, invoice=invoice.pk, letter=what, **params)
