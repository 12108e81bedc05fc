"""The team's settings and the price list."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form, TranslatedModelForm
from conference.events.models import Event
from conference.fees.models import FeeSettings, Price
from conference.fees.money import currencies, currency_name, decimal, units
from conference.registration.models import Category


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AmountField(forms.DecimalField):
    """An amount as people write it: spaces between the thousands and a comma are understood."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, currency: str = "KZT", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.currency = currency

    def to_python(self, value: Any) -> Any:
        """Return the amount. Raises ValidationError for what is none."""
        text = "".join(str(value or "").split()).replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
        return super().to_python(text or None)

    def clean(self, value: Any) -> Any:
        """Return smallest units. Raises ValidationError for parts of them."""
        found = super().clean(value)
        return None if found is None else units(found, self.currency)

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field: of smallest units the amount, without zeros that say nothing."""
        if not isinstance(value, int):
            return value
        amount = decimal(value, self.currency)
        return f"{amount:.0f}" if amount == amount.to_integral_value() else str(amount)


class SettingsForm(TranslatedModelForm):
    """Fees on or off, the payee's requisites, and how invoices are numbered."""

    currency = forms.ChoiceField(label=_("Currency"))
    vat_rate = forms.DecimalField(
        label=_("VAT, per cent"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        help_text=_("Included in the prices. Empty: without VAT."),
    )

    class Meta:
        model = FeeSettings
        fields = (
            "is_on", "currency", "vat_rate", "days_to_pay", "remind_days", "prefix", "rules", "payee", "address",
            "tax_id", "kpp", "account", "bank", "bic", "correspondent_account", "kbe", "knp", "purpose",
            "signatory_post", "signatory_name",
        )  # fmt: skip
        widgets = {"rules": forms.RadioSelect}
        help_texts = {
            "is_on": _("Off: nobody sees anything of fees."),
            "remind_days": _("0: guests are not reminded."),
            "prefix": _("An example: LIB- makes LIB-2026-1, LIB-2026-2 …"),
            "kpp": _("Russia only."),
            "correspondent_account": _("Russia only."),
            "kbe": _("Kazakhstan only: two figures."),
            "knp": _("Kazakhstan only: three figures, for services often 859 or 861."),
            "purpose": _("Number and date of the invoice are added. Empty: participation in the event."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency: Any = self.fields["currency"]
        currency.choices = [(code, currency_name(code)) for code in currencies()]
        rules: Any = self.fields["rules"]
        rules.choices = [choice for choice in rules.choices if choice[0]]
        if self.instance.vat_rate is not None:
            self.initial["vat_rate"] = decimal(self.instance.vat_rate, "KZT").normalize()

    def clean_vat_rate(self) -> int | None:
        """Return hundredths of a percent."""
        rate = self.cleaned_data["vat_rate"]
        return None if rate is None else int(rate * 100)

    def _post_clean(self) -> None:
        """Leave the instance and the model's checks to the service: it locks and compares first."""


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Categories by their code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Category.objects.none(), to_field_name="code", empty_label=None, label=_("Category"), **kwargs
        )


class PriceForm(Form):
    """A price and when it holds."""

    category = CategoryChoice()
    amount = AmountField(label=_("Price"), min_value=Decimal("0.001"))
    starts_on = DayField(label=_("From"), required=False, help_text=_("Empty: from the beginning."))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("That day included. Empty: without an end."))

    def __init__(self, *args: Any, event: Event, currency: str, price: Price | None = None, **kwargs: Any) -> None:
        known = {name: getattr(price, name) for name in ("amount", "starts_on", "ends_on")} if price else {}
        if price:
            known["category"] = price.category.code
        super().__init__(*args, initial=known, **kwargs)
        category: Any = self.fields["category"]
        category.queryset = Category.objects.filter(event=event)
        amount: Any = self.fields["amount"]
        amount.currency, amount.label = currency, f"{amount.label}, {currency}"
