"""Addresses of fees."""

from django.urls import path

from conference.fees.rest import EntryEndpoint, InvoiceEndpoint, NoticeEndpoint, PriceEndpoint
from conference.fees.views import guest, invoices, register, setup, state

verification = [path("invoice/<str:token>/", state.invoice_state, name="invoice_state")]
public_event = [
    path("registration/<str:token>/invoices/<slug:code>.pdf", guest.paper, name="fee_paper"),
    path("registration/<str:token>/invoices/<slug:code>/payer/", guest.payer, name="fee_payer"),
    path("registration/<str:token>/invoices/<slug:code>/order/", guest.order, name="fee_order"),
    path("registration/<str:token>/invoices/<slug:code>/orders/<slug:file>/", guest.order_file, name="fee_order_file"),
    path("registration/<str:token>/invoices/<slug:code>/pay/<slug:provider>/", guest.begin, name="fee_begin"),
    path("registration/<str:token>/invoices/<slug:code>/back/<slug:provider>/", guest.back, name="fee_back"),
]
manage = [
    path("fees/", register.register, name="fees"),
    path("fees/export.<str:file_format>", register.register_export, name="fee_export"),
    path("fees/invoices/joint/", register.joint, name="fee_joint"),
    path("fees/invoices/missing/", register.issue_missing, name="fee_missing"),
    path("fees/invoices/<slug:code>/", invoices.invoice, name="fee_invoice"),
    path("fees/invoices/<slug:code>/invoice.pdf", invoices.paper, name="fee_invoice_file"),
    path("fees/invoices/<slug:code>/confirm/", invoices.confirm, name="fee_confirm"),
    path("fees/invoices/<slug:code>/refund/", invoices.refund, name="fee_refund"),
    path("fees/invoices/<slug:code>/cancel/", invoices.cancel, name="fee_cancel"),
    path("fees/invoices/<slug:code>/entries/<slug:entry>/undo/", invoices.undo, name="fee_undo"),
    path("fees/orders/", invoices.orders, name="fee_orders"),
    path("fees/orders/<slug:code>/file/", invoices.order_file, name="fee_order_look"),
    path("fees/orders/<slug:code>/decline/", invoices.order_decline, name="fee_order_decline"),
    path("fees/ledger/", register.ledger, name="fee_ledger"),
    path("fees/ledger/export.<str:file_format>", register.ledger_export, name="fee_ledger_export"),
    path("fees/guests/<slug:code>/", register.own_price, name="fee_own_price"),
    path("fees/settings/", setup.settings, name="fee_settings"),
    path("fees/prices/", setup.price_list, name="fee_prices"),
    path("fees/prices/add/", setup.price_edit, name="fee_price_add"),
    path("fees/prices/<slug:code>/", setup.price_edit, name="fee_price"),
    path("fees/prices/<slug:code>/remove/", setup.price_remove, name="fee_price_remove"),
]
api = [
    path("fees/prices/", PriceEndpoint.as_view({"get": "list", "post": "create"}), name="api_fee_prices"),
    path(
        "fees/prices/<slug:code>/",
        PriceEndpoint.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="api_fee_price",
    ),
    path("fees/invoices/", InvoiceEndpoint.as_view({"get": "list"}), name="api_invoices"),
    path("fees/invoices/<slug:code>/", InvoiceEndpoint.as_view({"get": "retrieve"}), name="api_invoice"),
    path("fees/invoices/<slug:code>/confirm/", InvoiceEndpoint.as_view({"post": "confirm"}), name="api_fee_confirm"),
    path("fees/invoices/<slug:code>/refund/", InvoiceEndpoint.as_view({"post": "refund"}), name="api_fee_refund"),
    path("fees/payments/", EntryEndpoint.as_view({"get": "list"}), name="api_fee_payments"),
    path("fees/payments/<slug:code>/", EntryEndpoint.as_view({"get": "retrieve"}), name="api_fee_payment"),
    path("fees/payments/<slug:code>/undo/", EntryEndpoint.as_view({"post": "undo"}), name="api_fee_undo"),
    path("fees/notices/<slug:provider>/", NoticeEndpoint.as_view(), name="api_fee_notice"),
]
