"""Endpoints of fees: prices, invoices and the ledger for the team; notices of providers."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework import serializers as drf
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.fees import queries, services
from conference.fees.models import Invoice, LedgerEntry, Price
from conference.fees.providers import BadNoticeError, all_providers
from conference.fees.rules import FEES_MANAGE, FEES_SETUP, FEES_VIEW
from conference.fees.serializers import (
    EntrySerializer,
    InvoiceSerializer,
    MoneySerializer,
    NoteSerializer,
    PaymentSerializer,
    PriceSerializer,
    context_of,
)

CONFLICTS: dict[type[Exception], str] = {
    services.InvoiceClosedError: "The invoice is cancelled.",
    services.TooMuchError: "This is more than there is to pay, or to give back.",
    services.KeyTakenError: "The key belongs to another entry.",
    services.AlreadyUndoneError: "The entry has been taken back before.",
}


class _FeeEndpoint(EventEndpoint):
    """Knows the event's currency."""

    def get_serializer_context(self) -> dict[str, Any]:
        """Add currency and event to what serializers know."""
        known: dict[str, Any] = super().get_serializer_context()  # type: ignore[misc]
        return known | context_of(self.event) | {"event": self.event}


class PriceEndpoint(_FeeEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Price]):
    """The price list. Periods of one category do not meet."""

    access: ClassVar = Access(Audience.TEAM, FEES_SETUP)
    serializer_class = PriceSerializer
    lookup_field = "code"
    queryset = Price.objects.none()

    def get_queryset(self) -> QuerySet[Price]:
        """Return the prices of the event."""
        return Price.objects.filter(event=self.event).select_related("category", "event")

    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Add a price."""
        return Response(self._saved(request, None), status=status.HTTP_201_CREATED)

    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Change a price; invoices that were issued stay as they are."""
        return Response(self._saved(request, self.get_object()))

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remove a price."""
        services.remove_price(price=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _saved(self, request: Any, price: Price | None) -> Any:
        serializer = self.get_serializer(price, data=request.data, partial=price is not None)
        serializer.is_valid(raise_exception=True)
        names = ("category", "amount", "starts_on", "ends_on")
        known = {name: getattr(price, name) for name in names} if price else {}
        said = {**known, **serializer.validated_data}
        with refused_as(CONFLICTS):
            saved = services.save_price(event=self.event, by=request.user, price=price, **said)
        return self.get_serializer(saved).data


class InvoiceEndpoint(_FeeEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Invoice]):
    """The register (`q`, `state`: one, or open, overdue, to_refund; `category`)."""

    access: ClassVar = Access(Audience.TEAM, FEES_VIEW)
    access_by_action: ClassVar = {
        "confirm": Access(Audience.TEAM, FEES_MANAGE),
        "refund": Access(Audience.TEAM, FEES_MANAGE),
    }
    serializer_class = InvoiceSerializer
    lookup_field = "code"
    queryset = Invoice.objects.none()

    def get_queryset(self) -> QuerySet[Invoice]:
        """Return the rows asked for."""
        found = queries.found_invoices(self.event, self.request.query_params.dict())
        return found.prefetch_related("lines__registration")

    @extend_schema(request=PaymentSerializer, responses={201: EntrySerializer})
    def confirm(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Confirm a payment in full or in part. 409 for more than is owed, a cancelled invoice, a key used before."""
        return self._noted(request, PaymentSerializer, services.confirm_payment)

    @extend_schema(request=MoneySerializer, responses={201: EntrySerializer})
    def refund(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Note a refund in full or in part. 409 for more than was paid, and a key used before."""
        return self._noted(request, MoneySerializer, services.note_refund)

    def _noted(self, request: Any, form: Any, note: Callable[..., LedgerEntry]) -> Response:
        invoice, context = self.get_object(), self.get_serializer_context()
        said = form(data=request.data, context=context)
        said.is_valid(raise_exception=True)
        with refused_as(CONFLICTS):
            entry = note(invoice=invoice, by=request.user, **said.validated_data)
        return Response(EntrySerializer(entry, context=context).data, status=status.HTTP_201_CREATED)


class EntryEndpoint(
    _FeeEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[LedgerEntry]
):
    """The ledger: payments, refunds, and what takes them back; nothing is changed or removed."""

    access: ClassVar = Access(Audience.TEAM, FEES_VIEW)
    access_by_action: ClassVar = {"undo": Access(Audience.TEAM, FEES_MANAGE)}
    serializer_class = EntrySerializer
    lookup_field = "code"
    queryset = LedgerEntry.objects.none()

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        """Return the entries of the event, the newest first."""
        return queries.entries_of(self.event).select_related("invoice__event")

    @extend_schema(request=NoteSerializer, responses={201: EntrySerializer})
    def undo(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Take an entry back by another one. 409 where that was done, or its money went back."""
        entry, said = self.get_object(), NoteSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        note = said.validated_data["note"]
        with refused_as(CONFLICTS):
            reversal = services.undo_entry(entry=entry, by=request.user, note=note)
        return Response(self.get_serializer(reversal).data, status=status.HTTP_201_CREATED)


class NoticeEndpoint(EventEndpoint):
    """Where a provider of payments tells what happened. Its signature, not an account, says who it is."""

    access: ClassVar = Access(Audience.PUBLIC)

    @extend_schema(request=OpenApiTypes.OBJECT, responses={204: None})
    def post(self, request: Any, event: str, provider: str) -> Response:
        """Note a payment, once however often it is told. 404 for a provider that the site does not have."""
        way = all_providers().get(provider)
        if way is None or not way.offers_begin:
            raise Http404
        try:
            notice = way.read_notice(request.body, request.headers)
        except BadNoticeError as fault:
            raise drf.ValidationError({"detail": ["The notice is not signed by the provider."]}) from fault
        invoice = get_object_or_404(Invoice.objects.select_related("event"), event=self.event, code=notice.invoice_code)
        with refused_as(CONFLICTS):
            services.take_notice(invoice=invoice, notice=notice, provider=provider)
        return Response(status=status.HTTP_204_NO_CONTENT)
