"""The set phrases of an invoice in each language, and the activity log's words.

An invoice is no page: each country's accountants expect their own words, so the phrases are data, in `phrases/`.
"""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity
from conference.core.text.phrases import phrases_beside

PHRASES = phrases_beside(__file__)


def phrase(language: str, name: str, /, **values: object) -> str:
    """Return a set phrase with `values` in it."""
    return PHRASES[language][name].format(**values)


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        fee_settings_changed=_("changed the settings of fees"),
        fee_price_created=_("added a price"),
        fee_price_changed=_("changed a price"),
        fee_price_removed=_("removed a price"),
        fee_own_price_set=_("set a price for one guest"),
        fee_own_price_removed=_("took the price for one guest back"),
        invoice_issued=_("issued an invoice"),
        invoice_cancelled=_("cancelled an invoice"),
        invoice_owed_changed=_("changed what is owed on an invoice"),
        payment_order_sent=_("sent a payment order"),
        payment_order_declined=_("did not accept a payment order"),
        payment_confirmed=_("confirmed a payment"),
        payment_undone=_("took an entry of the ledger back"),
        payment_refunded=_("noted a refund"),
    )
