"""What the team does with an invoice: payments, refunds, reasons, a guest's own price, one invoice for several."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.core.ids import new_token
from conference.events.models import Event
from conference.fees.choices import OrderState
from conference.fees.forms.guest import PayerForm
from conference.fees.forms.setup import AmountField, DayField
from conference.fees.models import Invoice, OwnPrice, PaymentOrder
from conference.registration.models import Registration


class MoneyForm(Form):
    """How much, when, and by which document. `key` makes a form that is sent twice one entry."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    amount = AmountField(label=_("Amount"))
    happened_on = DayField(label=_("Date"))
    reference = forms.CharField(
        label=_("Number of the document"),
        max_length=100,
        required=False,
        help_text=_("Of the payment order or the bank's statement."),
    )
    note = forms.CharField(label=_("Note for the team"), max_length=300, required=False)

    def __init__(self, *args: Any, invoice: Invoice, amount: int, **kwargs: Any) -> None:
        known = {"key": new_token(), "amount": amount or None, "happened_on": invoice.event.today}
        super().__init__(*args, initial=known, **kwargs)
        field: Any = self.fields["amount"]
        field.currency, field.label = invoice.currency, f"{field.label}, {invoice.currency}"


class PaymentForm(MoneyForm):
    """A payment that came."""

    order = forms.ModelChoiceField(
        label=_("Payment order"), queryset=PaymentOrder.objects.none(), to_field_name="code", required=False
    )
    also_more = forms.BooleanField(label=_("It is right: more came than is owed"), required=False)

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, invoice=invoice, amount=invoice.remaining, **kwargs)
        order: Any = self.fields["order"]
        order.queryset = PaymentOrder.objects.filter(invoice=invoice, state=OrderState.WAITING)
        if not order.queryset:
            del self.fields["order"]


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_reason(self) -> str:
        """Return the reason on one line."""
        return " ".join(self.cleaned_data["reason"].split())


class OwnPriceForm(ReasonForm):
    """What one guest pays."""

    amount = AmountField(label=_("The guest pays"), min_value=0, help_text=_("0 waives the fee."))
    field_order = ("amount", "reason")

    def __init__(self, *args: Any, own: OwnPrice | None, fee: int, currency: str, **kwargs: Any) -> None:
        known = {"amount": own.amount, "reason": own.reason} if own else {"amount": fee}
        super().__init__(*args, initial=known, **kwargs)
        amount: Any = self.fields["amount"]
        amount.currency, amount.label = currency, f"{amount.label}, {currency}"


class GuestsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Guests with organisation and category."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return who it is, where from, and as what."""
        parts = (obj.person.full_name, str(obj.person.organisation or ""), str(obj.category))
        return " · ".join(filter(None, parts))


class JointForm(PayerForm):
    """One invoice for several guests."""

    guests = GuestsField(
        label=_("Guests"),
        queryset=Registration.objects.none(),
        to_field_name="code",
        help_text=_("Their own unpaid invoices are cancelled. The mail goes to the first of them."),
    )
    language = forms.ChoiceField(label=_("Language of the invoice"), widget=forms.RadioSelect)
    field_order = ("guests", "kind", "name", "tax_id", "address", "language")

    def __init__(self, *args: Any, event: Event, guests: Any, languages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        field: Any = self.fields["guests"]
        field.queryset = guests
        language: Any = self.fields["language"]
        language.choices = languages
