"""Fees as the API tells and takes them. Amounts are decimal texts in the event's currency: "12000.00"."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conference.fees.models import Invoice, InvoiceLine, LedgerEntry, Price
from conference.fees.money import decimal, digits, units
from conference.fees.queries import setup_of
from conference.registration.models import Category

AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,3})?")


@extend_schema_field(OpenApiTypes.STR)
class AmountField(serializers.Field[int, str, str, Any]):
    """An amount of smallest units as a decimal text; needs `currency` in the serializer's context."""

    def to_representation(self, value: Any) -> str:
        """Return the amount with all digits of its currency."""
        currency = self.context["currency"]
        return f"{decimal(int(value), currency):.{digits(currency)}f}"

    def to_internal_value(self, data: Any) -> int:
        """Return smallest units."""
        if not isinstance(data, str) or not AMOUNT.fullmatch(data):
            raise serializers.ValidationError("Write an amount like 12000.00.")
        try:
            return units(Decimal(data), self.context["currency"])
        except DjangoValidationError as fault:
            raise serializers.ValidationError(fault.messages) from fault


def context_of(event: Any) -> dict[str, Any]:
    """Return what amounts need to be read and written."""
    return {"currency": setup_of(event).currency}


class PriceSerializer(serializers.ModelSerializer[Price]):
    """What a category costs for who registers in a period; both days are included."""

    category = serializers.SlugRelatedField(slug_field="code", queryset=Category.objects.none())
    amount = AmountField()

    class Meta:
        model = Price
        fields = ("code", "category", "amount", "starts_on", "ends_on")
        read_only_fields = ("code",)

    def get_fields(self) -> Any:
        """Offer the categories of the event alone."""
        fields = super().get_fields()
        category: Any = fields["category"]
        if "event" in self.context:
            category.queryset = Category.objects.filter(event=self.context["event"])
        return fields


class PayerSerializer(serializers.Serializer[Any]):
    """Who an invoice is made out to."""

    kind = serializers.CharField(default="")
    name = serializers.CharField(default="")
    tax_id = serializers.CharField(default="")
    address = serializers.CharField(default="")


class InvoiceLineSerializer(serializers.ModelSerializer[InvoiceLine]):
    """A guest on an invoice."""

    registration = serializers.CharField(source="registration.code")
    amount = AmountField()
    owed = AmountField()

    class Meta:
        model = InvoiceLine
        fields = ("registration", "title", "amount", "owed", "is_live")


class InvoiceSerializer(serializers.ModelSerializer[Invoice]):
    """An invoice with its sums."""

    language = serializers.CharField()
    payer = PayerSerializer()
    lines = InvoiceLineSerializer(many=True)
    total = AmountField()
    vat = AmountField()
    owed = AmountField()
    paid = AmountField()
    refunded = AmountField()
    remaining = AmountField()
    overpaid = AmountField()
    is_overdue = serializers.BooleanField()

    class Meta:
        model = Invoice
        fields = (
            "code number language currency state issued_on due_on is_overdue payer lines total vat owed paid refunded "
            "remaining overpaid cancelled_at cancel_cause cancel_reason"
        ).split()


class EntrySerializer(serializers.ModelSerializer[LedgerEntry]):
    """An entry of the ledger."""

    invoice = serializers.CharField(source="invoice.number")
    amount = AmountField()
    reverses = serializers.CharField(source="reverses.code", allow_null=True, default=None)

    class Meta:
        model = LedgerEntry
        fields = "code invoice kind amount happened_on reference note provider reverses recorded_at".split()


class MoneySerializer(serializers.Serializer[Any]):
    """Money that came or went back. The same sent again with its `key` is the same entry."""

    key = serializers.RegexField(r"^[\w-]{1,40}$")
    amount = AmountField()
    happened_on = serializers.DateField()
    reference = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class PaymentSerializer(MoneySerializer):
    """Money that came; `also_more` says that more than is owed is right."""

    also_more = serializers.BooleanField(required=False, default=False)


class NoteSerializer(serializers.Serializer[Any]):
    """Why."""

    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
