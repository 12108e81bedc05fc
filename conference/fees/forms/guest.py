"""What a guest says: who pays, and that they did."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.core.uploads import clean_document
from conference.fees.choices import PayerKind
from conference.fees.requisites import check_payers_number, plain


class PayerForm(Form):
    """Who the invoice is made out to."""

    kind = forms.ChoiceField(label=_("Who pays?"), choices=PayerKind, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name of the payer"),
        max_length=300,
        help_text=_("Of an organisation the full name, as it stands in its documents."),
    )
    tax_id = forms.CharField(
        label=_("BIN/IIN or INN"),
        max_length=30,
        required=False,
        help_text=_("Of an organisation in Kazakhstan or Russia; others leave it empty."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Address of the payer"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_tax_id(self) -> str:
        """Return the number without spaces; refuse one whose figures do not fit each other."""
        text = plain(self.cleaned_data["tax_id"])
        if text:
            check_payers_number(text)
        return text

    def payer(self) -> dict[str, str]:
        """Return the payer as an invoice holds it."""
        return {name: " ".join(str(self.cleaned_data[name]).split()) for name in ("kind", "name", "tax_id", "address")}


class OrderForm(Form):
    """A payment order."""

    file = forms.FileField(
        label=_("Payment order"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        help_text=_("The bank's confirmation or a photograph of it: PDF, JPEG or PNG, up to 10 MB."),
    )

    def clean_file(self) -> ContentFile[bytes]:
        """Judge the file by its content and write it anew."""
        self.cleaned_data["name"] = self.cleaned_data["file"].name
        return clean_document(self.cleaned_data["file"])

    def details(self) -> dict[str, Any]:
        """Return file and name as the service takes them."""
        return {"file": self.cleaned_data["file"], "name": self.cleaned_data["name"]}
