"""People who are to be registered: typed into a table or read from a file, judged row by row, kept until they are."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conference.core.forms import posted
from conference.core.imports import ImportRefusedError
from conference.core.sheets import FORMATS
from conference.core.text.cleaning import printable
from conference.delegations import services
from conference.delegations.choices import Fate
from conference.delegations.forms import UploadForm
from conference.delegations.queries import categories_of, roster_of
from conference.delegations.services.rosters import MOST_ROWS, ListFullError
from conference.delegations.tables import Judged, RowForm, blank_sheet, judge, rows_from
from conference.delegations.tables.row_form import MORE, SHOWN
from conference.delegations.tables.sheet import new_row
from conference.delegations.views.desk import Desk, writes

HERE = "conference/delegations/parts/"
BLANK, MOST_BLANK, MOST_OPEN = 3, 30, 30
CELL: Final = re.compile(rf"^(?P<row>[A-Z0-9]{{8}}|new\d{{1,2}})-(?P<field>{'|'.join((*SHOWN, *MORE))})$")


def people(desk: Desk) -> HttpResponse:
    """Show the list, or keep what was typed into it; a file adds its rows. Who is not expected writes no list."""
    if desk.is_over:
        return desk.back()
    upload = UploadForm(posted(desk.request), desk.request.FILES or None) if "upload" in desk.request.POST else None
    if desk.request.method == "POST":
        faults = _keep_typed(desk)
        if upload is not None and upload.is_valid():
            faults = faults or _add_file(desk, upload)
        is_refused = bool(faults) or (upload is not None and not upload.is_valid())
        if not is_refused:
            if "register" in desk.request.POST:
                return register_ready(desk)
            return desk.back("delegation_people")
        if faults:
            messages.error(desk.request, faults)
    return _page(desk, upload or UploadForm())


def _page(desk: Desk, upload: UploadForm) -> HttpResponse:
    categories = categories_of(desk.delegation, is_team=desk.is_team)
    judged = judge(desk.delegation, roster_of(desk.delegation), categories, is_team=desk.is_team)
    opened = desk.request.GET.get("edit", "")
    wrong = [one for one in judged if one.faults or one.row["id"] == opened]
    ready = [one for one in judged if one not in wrong]
    more = desk.request.GET.get("more", "")
    blank = min(int(more), MOST_BLANK) if more.isdecimal() and len(more) < 3 else (0 if judged else BLANK)
    context = {
        "upload": upload,
        "ready": ready,
        "wrong": [(one, _form_of(desk, one, categories)) for one in wrong[:MOST_OPEN]],
        "hidden": max(len(wrong) - MOST_OPEN, 0),
        "blank": [_blank_form(desk, number, categories) for number in range(blank)],
        "taken": sum(one.is_taken for one in judged),
        "categories": categories,
        "figures": _figures(judged),
    }
    return desk.show(HERE + "people.html", context)


def _figures(judged: list[Judged]) -> list[tuple[str, int, str]]:
    """Return what becomes of how many: the words that follow the number, the number, the fate."""
    counts: dict[Fate, int] = {}
    for one in judged:
        counts[one.fate] = counts.get(one.fate, 0) + 1
    return [(_in_words(fate, number), number, fate) for fate, number in counts.items()]


def _in_words(fate: Fate, n: int) -> str:
    words = {
        Fate.READY: ngettext("person will be registered", "people will be registered", n),
        Fate.APPLIES: ngettext(
            "person will apply; the organisers decide", "people will apply; the organisers decide", n
        ),
        Fate.WAITS: ngettext("person will join the waiting list", "people will join the waiting list", n),
        Fate.REFUSED: ngettext("row has to be corrected", "rows have to be corrected", n),
        Fate.NO_PLACE: ngettext("person finds no place", "people find no place", n),
    }
    return words[fate]


def _form_of(desk: Desk, one: Judged, categories: Any) -> RowForm:
    key = one.row["id"]
    typed = {f"{key}-{name}": value for name, value in one.row["values"].items()}
    form = RowForm(typed, event=desk.event, categories=categories, prefix=key)
    form.is_valid()
    for name, texts in one.errors.items():
        if name not in form.errors:  # what has no cell of its own is said above the cells
            form.add_error(name if name in form.fields else None, texts)
    return form


def _blank_form(desk: Desk, number: int, categories: Any) -> RowForm:
    return RowForm(event=desk.event, categories=categories, prefix=f"new{number}")


def _keep_typed(desk: Desk) -> str:
    """Keep every cell that was sent; returns why that is not possible, else nothing."""
    cells: dict[str, dict[str, str]] = {}
    for name in desk.request.POST:
        if found := CELL.match(name):
            value = str(printable(desk.request.POST[name])).strip()
            cells.setdefault(found["row"], {})[found["field"]] = value
    new = [new_row(values) for key, values in cells.items() if key.startswith("new") and _is_typed(values)]
    changed = {key: values for key, values in cells.items() if not key.startswith("new")}
    services.change_rows(delegation=desk.delegation, changed=changed)
    try:
        services.put_rows(delegation=desk.delegation, rows=new)
    except ListFullError:
        return _too_long()
    if gone := desk.request.POST.get("drop"):
        everybody = [row["id"] for row in roster_of(desk.delegation)]
        services.drop_rows(delegation=desk.delegation, ids=everybody if gone == "all" else [gone])
    return ""


def _is_typed(values: Mapping[str, str]) -> bool:
    """Whether somebody stands in a new row: a category alone is what was there before."""
    return any(value for name, value in values.items() if name not in {"category", "mode"})


def _add_file(desk: Desk, upload: UploadForm) -> str:
    categories = categories_of(desk.delegation, is_team=desk.is_team)
    try:
        rows = rows_from(upload.cleaned_data["file"], categories)
        if not rows:
            raise ImportRefusedError(_("Choose a file with at least one row below its titles."))
        services.put_rows(delegation=desk.delegation, rows=rows)
    except ImportRefusedError as fault:
        upload.refuse(fault)
    except ListFullError:
        return _too_long()
    return ""


def _too_long() -> str:
    return _("The list would have more than %(n)s rows. Register those who are ready first.") % {"n": MOST_ROWS}


@writes
def register(desk: Desk) -> HttpResponse:
    """Register those who stand on the list and need no correction."""
    return register_ready(desk)


def register_ready(desk: Desk) -> HttpResponse:
    """Register whom `judge` finds ready; the others stay on the list with what is to be corrected."""
    if not (desk.may_add and desk.is_proven):
        messages.error(desk.request, _why_not(desk))
        return desk.back("delegation_people")
    categories = categories_of(desk.delegation, is_team=desk.is_team)
    judged = judge(desk.delegation, roster_of(desk.delegation), categories, is_team=desk.is_team)
    ready = {one.row["id"]: one.newcomer for one in judged if one.is_taken and one.newcomer}
    try:
        made = services.register_members(delegation=desk.delegation, people=ready, by=desk.by)
    except services.DelegationFullError:
        messages.error(desk.request, _("Places were taken meanwhile. Look at the list again."))
        return desk.back("delegation_people")
    except services.DelegationClosedError:
        messages.error(desk.request, _("The delegation does not take anybody any more."))
        return desk.back()
    _tell(desk, len(made), len(judged) - len(made))
    return desk.back("delegation_people" if len(judged) > len(made) else "delegation")


def _tell(desk: Desk, made: int, left: int) -> None:
    if made:
        text = ngettext(
            "%(n)s person is registered. Whoever has an address gets a letter.",
            "%(n)s people are registered. Whoever has an address gets a letter.",
            made,
        )
        messages.success(desk.request, text % {"n": made})
    if left:
        text = ngettext("%(n)s row stays on the list.", "%(n)s rows stay on the list.", left)
        messages.warning(desk.request, text % {"n": left})
    if not made and not left:
        messages.info(desk.request, _("The list is empty: everybody on it is registered."))


def _why_not(desk: Desk) -> str:
    if not desk.delegation.is_open:
        return _("People can be registered once the organisers have admitted the delegation.")
    if not desk.is_proven:
        return _("Open the link in the letter to you first: it shows that the address is yours. The list is kept.")
    return _("The time for adding people is over.")


def sheet(desk: Desk) -> HttpResponse:
    """Hand out an empty table with the right columns."""
    response = HttpResponse(blank_sheet(), content_type=FORMATS["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="delegation.xlsx"'
    return response
