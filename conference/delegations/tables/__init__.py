"""The list of people to be registered: its rows from a file or a page, and what becomes of each."""

from conference.delegations.tables.judging import Judged, judge
from conference.delegations.tables.row_form import SHOWN, RowForm
from conference.delegations.tables.sheet import blank_sheet, rows_from

__all__ = ["SHOWN", "Judged", "RowForm", "blank_sheet", "judge", "rows_from"]
