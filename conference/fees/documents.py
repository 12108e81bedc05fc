"""An invoice as it stands on paper: of what was frozen when it was issued, in the manner of the payee's country."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from conference.core import clock, pdf, qr
from conference.core.text.localized import localized
from conference.fees import words
from conference.fees.models import FeeSettings, Invoice, InvoiceLine
from conference.fees.models.setup import NUMBERS
from conference.fees.money import decimal, shown
from conference.registration.models import Registration

STYLES = ("css/pdf.css", "css/pdf-invoice.css")
QR = "qr.png"
TEXTS = ("payee", "address", "bank", "signatory_post")


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    title: str
    price: str


@dataclass(frozen=True)
class Paper:
    """Everything that stands on an invoice; `words` are the set phrases in its language."""

    language: str
    text: dict[str, Any]
    payer: dict[str, Any]
    words: Mapping[str, str]
    title: str
    instead: str
    lines: list[Line]
    total: str
    vat: str
    vat_sum: str
    count: str
    due: str
    qr: bytes = field(repr=False)


def frozen_text(setup: FeeSettings, invoice: Invoice) -> dict[str, Any]:
    """Return the payee's requisites and the purpose of payment as they are on this day, in the invoice's language."""
    language = invoice.language
    text: dict[str, Any] = {name: localized(getattr(setup, name), language) for name in TEXTS}
    text |= {name: getattr(setup, name) for name in (*NUMBERS, "rules", "signatory_name")}
    own = localized(setup.purpose, language)
    event = localized(invoice.event.name, language)
    text["purpose"] = words.phrase(
        language,
        "purpose_number",
        purpose=" ".join(own.split()).rstrip(".") or words.phrase(language, "purpose", event=event),
        number=invoice.number,
        date=pdf.on_paper(clock.day(invoice.issued_on, language)).rstrip("."),
        vat=vat_in_words(invoice),
    )
    text["instead"] = invoice.replaces.number if invoice.replaces else ""
    return text


def line_title(registration: Registration, language: str) -> str:
    """Return what a guest's line says: for what, when, as what, for whom."""
    event = registration.event
    return words.phrase(
        language,
        "line",
        event=localized(event.name, language),
        dates=pdf.on_paper(clock.days(event.starts_on, event.ends_on, language)),
        category=localized(registration.category.name, language),
        name=registration.person.name_in(language),
    )


def rate_in_words(rate: int) -> str:
    """Return a tax rate of hundredths of a percent: «12», «16,5»."""
    return f"{decimal(rate, 'KZT').normalize():f}".replace(".", ",")


def vat_in_words(invoice: Invoice) -> str:
    """Return what stands about the tax in the purpose of payment."""
    if not invoice.vat_rate:
        return words.phrase(invoice.language, "no_vat")
    total = pdf.on_paper(shown(invoice.vat, invoice.currency, invoice.language))
    return words.phrase(invoice.language, "vat_words", rate=rate_in_words(invoice.vat_rate), sum=total)


def paper_of(invoice: Invoice) -> Paper:
    """Return an invoice as it is printed."""
    language, lines = invoice.language, list(InvoiceLine.objects.filter(invoice=invoice))

    def money(amount: int) -> str:
        return pdf.on_paper(shown(amount, invoice.currency, language))

    def day(value: date) -> str:
        return pdf.on_paper(clock.day(value, language))

    def say(name: str, /, **values: object) -> str:
        return words.phrase(language, name, **values)

    rate = rate_in_words(invoice.vat_rate) if invoice.vat_rate else ""
    return Paper(
        language=language,
        text=invoice.text,
        payer=invoice.payer,
        words=words.PHRASES[language],
        title=say("title", number=invoice.number, date=day(invoice.issued_on)),
        instead=say("instead", number=invoice.text["instead"]) if invoice.text.get("instead") else "",
        lines=[Line(line.title, money(line.amount)) for line in lines],
        total=money(invoice.total),
        vat=say("vat", rate=rate) if rate else say("no_vat"),
        vat_sum=money(invoice.vat) if rate else "",
        count=say("count", n=len(lines), sum=money(invoice.total)),
        due=say("due", date=day(invoice.due_on)),
        qr=qr.png(address_of(invoice)),
    )


def address_of(invoice: Invoice) -> str:
    """Return the full address at which whoever has the paper sees the invoice's state."""
    path = reverse("invoice_state", kwargs={"token": invoice.token})
    return f"{settings.SITE_URL}{path}"


def invoice_pdf(invoice: Invoice) -> bytes:
    """Return the invoice as PDF."""
    paper = paper_of(invoice)
    labels = {
        name: paper.words.get(f"{name}_{paper.text.get('rules')}") or paper.words.get(name, "")
        for name in ("payee", "tax_id", "account", "bank", "bic")
    }
    context = {"paper": paper, "labels": labels, "qr": f"given:{QR}"}
    return pdf.render(
        "pdf/fees/invoice.html",
        context,
        language=paper.language,
        stylesheets=STYLES,
        given={QR: paper.qr},
        variant="pdf/ua-1",
    )
