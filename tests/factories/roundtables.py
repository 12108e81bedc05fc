"""Round tables with their agenda, statements and proposals. Creating and reading them needs an open scope."""

import factory
from factory.django import DjangoModelFactory

from conference.core.text.localized import i18n
from conference.roundtables.models import AgendaItem, Participant, Proposal, RoundTable, Statement
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory


class RoundTableFactory(DjangoModelFactory):
    class Meta:
        model = RoundTable

    event = factory.SubFactory(EventFactory)
    slug = factory.Sequence(lambda n: f"table-{n}")
    title = factory.Sequence(lambda n: i18n(ru=f"Круглый стол {n}", kk=f"Дөңгелек үстел {n}", en=f"Round table {n}"))
    is_public = True


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    round_table = factory.SubFactory(RoundTableFactory)
    title = factory.Sequence(lambda n: i18n(ru=f"Вопрос {n}", kk=f"Мәселе {n}"))
    position = factory.Sequence(lambda n: n)


def person_at(event, **fields):
    """Return a person of the event with an institution of its own."""
    organisation = fields.pop("organisation", None) or OrganisationFactory(event=event, region="Қарағанды облысы")
    return PersonFactory(event=event, organisation=organisation, **fields)


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    item = factory.SubFactory(AgendaItemFactory)
    person = factory.LazyAttribute(lambda row: person_at(row.item.round_table.event))
    title = factory.Sequence(lambda n: i18n(ru=f"Выступление {n}"))
    position = factory.Sequence(lambda n: n)


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    item = factory.SubFactory(AgendaItemFactory)
    author = factory.LazyAttribute(lambda row: person_at(row.item.round_table.event))
    addressee = i18n(ru="Министерству", kk="Министрлікке")
    text = factory.Sequence(lambda n: i18n(ru=f"предложить {n}", kk=f"ұсыну {n}"))
    position = factory.Sequence(lambda n: n)


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    round_table = factory.SubFactory(RoundTableFactory)
    person = factory.LazyAttribute(lambda row: person_at(row.round_table.event))
