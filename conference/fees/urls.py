"""Addresses of fees."""

from django.urls import path

from conference.fees.views import state

verification = [path("invoice/<str:token>/", state.invoice_state, name="invoice_state")]
