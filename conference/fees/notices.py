"""What guests are told by mail: that an invoice is there, that money came or went back, that the last day is near."""

from typing import Any

from conference.core.jobs import services as jobs
from conference.fees.models import Invoice

MAIL_JOB = "fees.mail"


def queue_mail(invoice: Invoice, what: str, **about: Any) -> None:
    """Queue the mail about an invoice, and about an `entry` or an `order`; it is written when the change is sure."""
    params = {name: row.pk for name, row in about.items()}
    jobs.start(kind=MAIL_JOB, by=None, event=invoice.event, is_routine=True, invoice=invoice.pk, letter=what, **params)
