"""The paper of an invoice: rendered once, kept, and handed out as the same bytes ever after."""

from django.core.files.base import ContentFile
from django.db import transaction

from conference.core.ids import new_code
from conference.fees.documents import invoice_pdf
from conference.fees.models import Invoice


def paper_file(*, invoice: Invoice) -> bytes:
    """Return the PDF file; the first who asks makes it of what was frozen, the others get that one."""
    if not invoice.file:
        content = invoice_pdf(invoice)
        with transaction.atomic():
            stored = Invoice.objects.select_for_update().get(pk=invoice.pk)
            if not stored.file:
                stored.file.save(f"{new_code().lower()}.pdf", ContentFile(content), save=False)
                stored.save(update_fields=["file"])
        invoice.file = stored.file
    with invoice.file.open() as stream:
        return bytes(stream.read())
