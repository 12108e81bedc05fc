"""Addresses of the round tables, by audience."""

from django.urls import path

from conference.roundtables import rest
from conference.roundtables.views import floor, my, public, resolution
from conference.roundtables.views import manage as tables

public_event = [
    path("round-tables/", public.round_table_list, name="round_table_list"),
    path("round-tables/<slug:slug>/", public.round_table, name="round_table"),
    path("round-tables/<slug:slug>/statements/", public.statement_index, name="statement_index"),
    path("round-tables/<slug:slug>/resolution.pdf", public.resolution_pdf, name="resolution_pdf"),
]
my_event = [path("round-tables/<slug:slug>/statement/", my.statement, name="statement")]

_HERE = "round-tables/<slug:slug>/"
manage = [
    path("round-tables/", tables.round_table_list, name="round_tables"),
    path("round-tables/new/", tables.round_table_create, name="round_table_create"),
    path(_HERE, tables.round_table, name="round_table"),
    path(_HERE + "edit/", tables.round_table_change, name="round_table_change"),
    path(_HERE + "participants/", tables.participants, name="round_table_participants"),
    path(_HERE + "participants/<int:pk>/", tables.participant_change, name="participant_change"),
    path(_HERE + "themes/", tables.themes, name="round_table_themes"),
    path(_HERE + "themes/<slug:code>/remove/", tables.theme_remove, name="theme_remove"),
    path(_HERE + "agenda/new/", tables.agenda_item, name="agenda_item_add"),
    path(_HERE + "agenda/<slug:code>/", tables.agenda_item, name="agenda_item"),
    path(_HERE + "agenda/<slug:code>/remove/", tables.agenda_item_remove, name="agenda_item_remove"),
    path(_HERE + "statements/new/", floor.statement, name="statement_add"),
    path(_HERE + "statements/<slug:code>/", floor.statement, name="statement"),
    path(_HERE + "statements/<slug:code>/publish/", floor.statement_publish, name="statement_publish"),
    path(_HERE + "statements/<slug:code>/remove/", floor.statement_remove, name="statement_remove"),
    path(_HERE + "proposals/new/", floor.proposal, name="proposal_add"),
    path(_HERE + "proposals/<slug:code>/", floor.proposal, name="proposal"),
    path(_HERE + "proposals/<slug:code>/decide/", floor.proposal_decide, name="proposal_decide"),
    path(_HERE + "proposals/<slug:code>/remove/", floor.proposal_remove, name="proposal_remove"),
    path(_HERE + "<slug:kind>/<slug:code>/move/", tables.row_move, name="round_table_move"),
    path(_HERE + "resolution/", resolution.resolution, name="resolution"),
    path(_HERE + "resolution/preview/", resolution.resolution_preview, name="resolution_preview"),
    path(_HERE + "resolution/adopt/", resolution.resolution_adopt, name="resolution_adopt"),
    path(_HERE + "resolution/reopen/", resolution.resolution_reopen, name="resolution_reopen"),
    path(_HERE + "resolution/history/", resolution.resolution_history, name="resolution_history"),
    path(_HERE + "resolution.pdf", resolution.resolution_pdf, name="resolution_pdf"),
]

api = [
    path("round-tables/", rest.RoundTables.as_view({"get": "list"}), name="api_round_tables"),
    path(
        "round-tables/<slug:slug>/",
        rest.RoundTables.as_view({"get": "retrieve"}),
        name="api_round_table",
    ),
]
