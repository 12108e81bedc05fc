"""Reading the table: what there is to filter by, the rows asked for, figures for charts."""

from conference.registration.table.queries.figures import Figures, figures_of
from conference.registration.table.queries.rows import ORDERS, Options, asked_by, found, in_order, page_of

__all__ = ["ORDERS", "Figures", "Options", "asked_by", "figures_of", "found", "in_order", "page_of"]
