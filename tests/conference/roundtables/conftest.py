"""A round table with one question, and ways to its addresses."""

import pytest
from django_scopes import scope

from tests.factories.events import EventFactory
from tests.factories.roundtables import AgendaItemFactory, RoundTableFactory


@pytest.fixture
def table():
    event = EventFactory(slug="konf")
    with scope(event=event):
        table = RoundTableFactory(event=event, slug="stol")
        AgendaItemFactory(round_table=table)
    return table


@pytest.fixture
def item(table):
    with scope(event=table.event):
        return table.agenda.get()
