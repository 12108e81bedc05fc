"""Fees, where an event has any: prices, invoices, payments and refunds. Free events never see this."""
