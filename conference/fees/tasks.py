"""Mails about invoices, written with the paper; and invoices for those who registered before there were fees."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.mail import services as mail
from conference.core.mail.services import Attachment
from conference.events.models import Event
from conference.fees import queries
from conference.fees.models import Invoice, LedgerEntry, PaymentOrder
from conference.fees.notices import MAIL_JOB
from conference.fees.rules import FEES_MANAGE
from conference.fees.services import keep_in_step, paper_file
from conference.registration.links import link_in_letter
from conference.registration.services.locks import locked

WITH_PAPER = {"issued", "reminder"}


@jobs.handles(MAIL_JOB, gettext_lazy("Mail about an invoice"), FEES_MANAGE)
def write_mail(run: jobs.Run, *, invoice: int, letter: str, entry: int = 0, order: int = 0) -> None:
    """Write to the guest whom the invoice was issued to; nothing where it was cancelled before it was told of."""
    with scope(event=_event(run)):
        found = Invoice.objects.select_related("event", "contact__person", "contact__event").get(pk=invoice)
        if not found.contact.person.email or found.is_erased or (found.is_cancelled and letter in WITH_PAPER):
            return
        files = (
            [Attachment("invoice.pdf", "application/pdf", paper_file(invoice=found))] if letter in WITH_PAPER else []
        )
        mail.compose(
            to=found.contact.person.email,
            template=f"fees/{letter}",
            language=found.contact.person.language,
            event=found.event,
            attachments=files,
            context={
                "person": found.contact.person,
                "invoice": found,
                "entry": LedgerEntry.objects.filter(pk=entry).first(),
                "order": PaymentOrder.objects.filter(pk=order).first(),
                "page": f"{link_in_letter(found.contact)}#fees",
            },
        )


@jobs.handles(queries.MISSING_JOB, gettext_lazy("Invoices"), FEES_MANAGE)
def issue_missing(run: jobs.Run) -> dict[str, Any]:
    """Issue an invoice to each registered guest of a priced category who has none."""
    event, count = _event(run), 0
    with scope(event=event):
        guests = list(queries.without_invoice(event))
        for done, guest in enumerate(guests, start=1):
            with transaction.atomic():
                count += keep_in_step(registration=locked(guest), by=run.job.started_by) is not None
            run.progress(done, len(guests))
        url = reverse("manage:fees", kwargs={"event": event.slug})
    return {"count": count, "url": url, "label": _("Open the register")}


def _event(run: jobs.Run) -> Event:
    if run.job.event is None:
        raise jobs.UserError("Invoices belong to an event.")
    return run.job.event
