"""Events with fees. They need an open scope; invoices are issued by the service."""

import datetime

from conference.core.text.localized import i18n
from conference.fees.models import FeeSettings, Invoice, Price
from conference.fees.services import confirm_payment, keep_in_step
from conference.registration.models import Category, Registration
from tests.factories.registration import CategoryFactory, RegistrationFactory

ACCOUNT = "KZ86125KZT5004100100"
BIN = "940740000921"
REQUISITES = {
    "payee": i18n(
        ru="КГУ «Областная универсальная научная библиотека»",
        kk="«Облыстық әмбебап ғылыми кітапхана» КММ",
        en="Regional Universal Scientific Library",
    ),
    "address": i18n(ru="100000, Караганда, ул. Ерубаева, 44"),
    "tax_id": BIN,
    "account": ACCOUNT,
    "bank": i18n(ru="АО «Народный банк Казахстана»", en="Halyk Bank"),
    "bic": "HSBKKZKX",
    "kbe": "11",
    "knp": "861",
    "signatory_post": i18n(ru="Директор", kk="Директор", en="Director"),
    "signatory_name": "Г. Т. Оразбаева",
}


def with_fees(event, **values) -> FeeSettings:
    """Switch fees on."""
    return FeeSettings.objects.create(event=event, **{"is_on": True, **REQUISITES, **values})


def priced(event, amount: int = 12_000_00, **values) -> Category:
    """Return a category of the event with a price."""
    category = CategoryFactory(event=event, **values)
    Price.objects.create(event=event, category=category, amount=amount)
    return category


def billed(event, category: Category | None = None, **values) -> Registration:
    """Return a registered guest who has an invoice."""
    guest = RegistrationFactory(event=event, category=category or priced(event), **values)
    keep_in_step(registration=guest)
    return guest


def invoice_of(guest: Registration) -> Invoice:
    """Return the invoice that counts."""
    return Invoice.objects.select_related("event", "contact__person").get(
        lines__registration=guest, lines__is_live=True
    )


def pay(invoice: Invoice, amount: int, by, key: str = "", **values):
    """Confirm a payment of today."""
    day = values.pop("happened_on", None) or invoice.event.today - datetime.timedelta(days=1)
    return confirm_payment(
        invoice=invoice,
        amount=amount,
        happened_on=day,
        key=key or f"k{amount}-{invoice.entries.count()}",
        by=by,
        **values,
    )
