"""Ways to pay, behind one small protocol, so that a card or a QR provider joins later without a change elsewhere.

The site's `FEE_PROVIDERS` names classes; each is made once. A payment by transfer is confirmed by the team; other
providers say so themselves, in a notice whose signature they verify. Whatever way it comes, money is noted by
`services.confirm_payment` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from conference.fees.models import Invoice

TRANSFER = "transfer"


class BadNoticeError(Exception):
    """The notice is not signed by the provider, or says nothing that can be understood."""


@dataclass(frozen=True)
class Notice:
    """What a provider vouches for: whose invoice, how much in smallest units, when, and its own number of it."""

    invoice_code: str
    amount: int
    happened_on: date
    external_id: str


class Provider(Protocol):
    """A way to pay. `name` is stored with each entry; `label` is what guests read.

    Who `offers_begin` has a page of its own where guests pay.
    """

    name: str
    label: Any
    offers_begin: bool

    def begin(self, invoice: Invoice, back: str) -> str:
        """Return the address at which the guest pays what remains, to come `back` after."""

    def status(self, invoice: Invoice) -> Notice | None:
        """Return what was paid, asked when the guest comes back; None where nothing is known yet."""

    def refund(self, invoice: Invoice, amount: int, *, key: str) -> str:
        """Give money back, once for each `key`; return the provider's number, "" where the team does it by hand."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Return what a notice says once its signature is verified. Raises BadNoticeError."""


class BankTransfer:
    """Payment by transfer on the invoice: the guest's bank carries it out, the team sees it on the account."""

    name = TRANSFER
    label = _("Bank transfer")
    offers_begin = False

    def begin(self, invoice: Invoice, back: str) -> str:
        """Return where the guest was: the invoice says where to pay."""
        return back

    def status(self, invoice: Invoice) -> Notice | None:
        """Return None: the account statement knows, and the team reads it."""
        return None

    def refund(self, invoice: Invoice, amount: int, *, key: str) -> str:
        """Return nothing: the team orders the transfer at its bank and notes it."""
        return ""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Raise BadNoticeError: banks send none."""
        raise BadNoticeError


@cache
def _made(paths: tuple[str, ...]) -> dict[str, Provider]:
    made: list[Provider] = [import_string(path)() for path in paths]
    return {provider.name: provider for provider in made}


def all_providers() -> Mapping[str, Provider]:
    """Return the providers of this site by their names; the transfer is always among them."""
    return _made(("conference.fees.providers.BankTransfer", *settings.FEE_PROVIDERS))


def named(name: str) -> Provider:
    """Return the provider of this name. Raises LookupError."""
    return all_providers()[name]
