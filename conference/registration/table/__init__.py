"""The team's table of registrations: filters, columns, saved views, bulk actions, charts, sheets."""
