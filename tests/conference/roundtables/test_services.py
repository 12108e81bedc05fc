"""What is written at a round table, and what can never be stored."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.roundtables import documents, queries, services
from conference.roundtables.choices import (
    PROPOSAL_TRANSITIONS,
    Adoption,
    ParticipantRole,
    ProposalState,
    StatementKind,
)
from conference.roundtables.models import Participant, Proposal, Resolution, Statement
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.roundtables import (
    AgendaItemFactory,
    ParticipantFactory,
    ProposalFactory,
    RoundTableFactory,
    StatementFactory,
    person_at,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 14)


@pytest.fixture
def event():
    event = EventFactory()
    with scope(event=event):
        yield event


@pytest.fixture
def table(event):
    return RoundTableFactory(event=event)


@pytest.fixture
def item(table):
    return AgendaItemFactory(round_table=table)


def adopt(table, **fields):
    values = {"adoption": Adoption.CONSENSUS, "adopted_on": DAY, "by": None} | fields
    return services.adopt_resolution(table=table, **values)


class TestTable:
    def test_address_is_made_of_a_kazakh_title(self, event):
        table = services.create_round_table(event=event, by=None, title=i18n(kk="Өлкетану және кітапхана"))
        assert table.slug == "olketanu-jane-kitaphana" or table.slug.startswith("olketanu")

    def test_a_second_table_of_the_same_title_gets_its_own_address(self, event):
        first = services.create_round_table(event=event, by=None, title=i18n(ru="Краеведение"))
        second = services.create_round_table(event=event, by=None, title=i18n(ru="Краеведение"))
        assert second.slug == f"{first.slug}-2"

    def test_new_is_the_address_of_the_form_and_never_of_a_table(self, event):
        assert services.create_round_table(event=event, by=None, title=i18n(en="New")).slug == "new-2"

    def test_change_is_logged_with_what_differs(self, table):
        services.change_round_table(table=table, by=UserFactory(), is_public=False)
        entry = ActivityEntry.objects.get(action="round_table_changed")
        assert entry.before == {"is_public": True}
        assert entry.after == {"is_public": False}

    def test_a_question_with_statements_is_not_removed(self, item):
        StatementFactory(item=item)
        assert services.remove_agenda_item(item=item, by=None) is False

    def test_an_empty_question_is_removed(self, item, table):
        assert services.remove_agenda_item(item=item, by=None) is True
        assert not table.agenda.exists()

    def test_seating_twice_keeps_the_role(self, table, event):
        person = PersonFactory(event=event)
        services.add_participant(table=table, person=person, role=ParticipantRole.MODERATOR, by=None)
        seat = services.add_participant(table=table, person=person, by=None)
        assert seat.role == ParticipantRole.MODERATOR
        assert table.participants.count() == 1

    def test_whoever_has_spoken_stays_at_the_table(self, item, table):
        statement = services.add_statement(item=item, by=None, person=person_at(table.event), title=i18n(ru="Слово"))
        seat = Participant.objects.get(person=statement.person)
        assert services.remove_participant(participant=seat, by=None) is False

    def test_a_role_is_changed_where_the_seat_is_now(self, table):
        seat = ParticipantFactory(round_table=table)
        opened_earlier = Participant.objects.get(pk=seat.pk)
        Participant.objects.filter(pk=seat.pk).update(position=7)
        services.change_participant(participant=opened_earlier, role=ParticipantRole.MODERATOR, by=None)
        seat.refresh_from_db()
        assert (seat.role, seat.position) == (ParticipantRole.MODERATOR, 7)

    def test_an_unknown_role_is_refused(self, table):
        seat = ParticipantFactory(round_table=table)
        with pytest.raises(ValidationError):
            services.change_participant(participant=seat, role="tsar", by=None)

    def test_a_person_sits_once_and_in_a_known_part(self, table):
        seat = ParticipantFactory(round_table=table)
        with pytest.raises(IntegrityError), transaction.atomic():
            ParticipantFactory(round_table=table, person=seat.person)
        with pytest.raises(IntegrityError), transaction.atomic():
            Participant.objects.filter(pk=seat.pk).update(role="tsar")

    def test_an_address_is_taken_once_in_an_event(self, table):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoundTableFactory(event=table.event, slug=table.slug)

    def test_moving_up_and_down(self, table):
        first, second, third = (AgendaItemFactory(round_table=table, position=0) for _ in range(3))
        assert services.move(row=third, direction="up", by=None)
        assert list(table.agenda.all()) == [first, third, second]
        assert services.move(row=first, direction="up", by=None) is False
        assert services.move(row=first, direction="down", by=None)
        assert list(table.agenda.all()) == [third, first, second]

    def test_statements_move_among_those_of_their_question(self, item, table):
        one, two = StatementFactory(item=item, position=1), StatementFactory(item=item, position=1)
        StatementFactory(item=AgendaItemFactory(round_table=table))
        services.move(row=two, direction="up", by=None)
        assert list(item.statements.all()) == [two, one]


class TestStatements:
    def test_speaker_sits_at_the_table_from_then_on(self, item, table):
        person = person_at(table.event)
        services.add_statement(item=item, by=None, person=person, kind=StatementKind.ORAL, title=i18n(ru="Слово"))
        assert table.participants.get().person == person

    def test_handed_in_statement_waits_and_is_not_counted(self, item, table):
        person = person_at(table.event)
        statement = services.hand_in_statement(
            item=item, person=person, by=UserFactory(), title=i18n(ru="Слово"), text=i18n(ru="Текст")
        )
        assert not statement.is_published
        assert queries.figures(table).people == 0
        assert queries.questions(table)[0].statements == []
        services.publish_statement(statement=statement, by=UserFactory())
        assert queries.figures(table).people == 1
        assert [row.pk for row in queries.questions(table)[0].written] == [statement.pk]

    def test_publishing_keeps_what_was_corrected_meanwhile(self, item):
        statement = StatementFactory(item=item, is_published=False)
        opened_earlier = Statement.objects.get(pk=statement.pk)
        services.change_statement(statement=statement, by=None, title=i18n(ru="Исправлено"))
        services.publish_statement(statement=opened_earlier, by=UserFactory())
        statement.refresh_from_db()
        assert (str(statement.title), statement.is_published) == ("Исправлено", True)

    def test_unknown_kind_never_reaches_the_database(self, item):
        statement = StatementFactory(item=item)
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=statement.pk).update(kind="sung")


class TestProposals:
    @pytest.mark.parametrize("source", ProposalState)
    @pytest.mark.parametrize("target", ProposalState)
    def test_every_transition_of_the_table_and_no_other(self, item, source, target):
        proposal = ProposalFactory(item=item, state=source)
        if target in PROPOSAL_TRANSITIONS[source]:
            services.decide_proposal(proposal=proposal, state=target, by=None)
            assert Proposal.objects.get(pk=proposal.pk).state == target
        else:
            with pytest.raises(services.TransitionError):
                services.decide_proposal(proposal=proposal, state=target, by=None)

    def test_unknown_state_never_reaches_the_database(self, item):
        proposal = ProposalFactory(item=item)
        with pytest.raises(services.TransitionError):
            services.decide_proposal(proposal=proposal, state="forgotten", by=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(state="forgotten")

    def test_adopted_resolution_locks_its_proposals(self, item, table):
        proposal = ProposalFactory(item=item, state=ProposalState.ADOPTED)
        adopt(table)
        for change in (
            lambda: services.decide_proposal(proposal=proposal, state=ProposalState.TABLED, by=None),
            lambda: services.change_proposal(proposal=proposal, by=None, text=i18n(ru="иное")),
            lambda: services.remove_proposal(proposal=proposal, by=None),
            lambda: services.add_proposal(item=item, by=None, text=i18n(ru="ещё")),
        ):
            with pytest.raises(services.ResolutionAdoptedError):
                change()
        assert Proposal.objects.get().state == ProposalState.ADOPTED


class TestResolution:
    def test_points_are_a_copy_of_the_adopted_proposals(self, item, table):
        kept = ProposalFactory(item=item, state=ProposalState.ADOPTED, text=i18n(ru="разработать положение"))
        ProposalFactory(item=item, state=ProposalState.DECLINED)
        ProposalFactory(item=item, state=ProposalState.TABLED)
        resolution = adopt(table)
        assert [point["code"] for point in resolution.points] == [kept.code]
        Proposal.objects.filter(pk=kept.pk).update(text=i18n(ru="другое"))
        shown = documents.points(Resolution.objects.get().points)
        assert str(shown[0].texts[0]) == "разработать положение."

    def test_an_empty_resolution_is_not_adopted(self, table):
        with pytest.raises(services.NothingToAdoptError):
            adopt(table)

    def test_vote_keeps_its_exact_figures(self, item, table):
        ProposalFactory(item=item, state=ProposalState.ADOPTED)
        resolution = adopt(table, adoption=Adoption.VOTE, votes_for=41, votes_against=2, abstentions=3)
        assert (resolution.votes_for, resolution.votes_against, resolution.abstentions) == (41, 2, 3)

    @pytest.mark.parametrize(
        "figures",
        [
            {"votes_for": 5, "votes_against": None, "abstentions": 0},
            {"votes_for": 5, "votes_against": 5, "abstentions": 0},
            {"votes_for": 2, "votes_against": 3, "abstentions": 9},
            {"votes_for": 5, "votes_against": 1, "abstentions": None},
        ],
    )
    def test_figures_that_make_no_adoption_are_refused(self, item, table, figures):
        ProposalFactory(item=item, state=ProposalState.ADOPTED)
        with pytest.raises(ValidationError):
            adopt(table, adoption=Adoption.VOTE, **figures)
        assert not Resolution.objects.exclude(adoption=Adoption.NOT_YET).exists()

    @pytest.mark.parametrize(
        "values",
        [
            {"adoption": "vote", "adopted_on": DAY, "votes_for": 3, "votes_against": 3, "abstentions": 0},
            {"adoption": "vote", "adopted_on": DAY, "votes_for": 3},
            {"adoption": "consensus", "adopted_on": None},
            {"adoption": "consensus", "adopted_on": DAY, "votes_for": 3},
            {"adoption": "shouted", "adopted_on": DAY},
        ],
    )
    def test_the_database_holds_it_too(self, table, values):
        resolution = Resolution.objects.create(round_table=table)
        with pytest.raises(IntegrityError), transaction.atomic():
            Resolution.objects.filter(pk=resolution.pk).update(**values)

    def test_without_a_day_it_is_not_adopted(self, item, table):
        ProposalFactory(item=item, state=ProposalState.ADOPTED)
        with pytest.raises(ValidationError):
            adopt(table, adopted_on=None)

    def test_adopted_once_and_changed_only_after_reopening(self, item, table):
        ProposalFactory(item=item, state=ProposalState.ADOPTED)
        adopt(table)
        with pytest.raises(services.ResolutionAdoptedError):
            adopt(table)
        with pytest.raises(services.ResolutionAdoptedError):
            services.change_resolution(table=table, by=None, preamble=i18n(ru="иное"), problems="")
        services.reopen_resolution(table=table, by=None)
        resolution = services.change_resolution(table=table, by=None, preamble=i18n(ru="иное"), problems="")
        assert resolution.points == []

    def test_history_keeps_what_was_adopted(self, item, table):
        ProposalFactory(item=item, state=ProposalState.ADOPTED)
        adopt(table)
        services.reopen_resolution(table=table, by=None)
        versions = list(Resolution.objects.get().history.values_list("adoption", flat=True))
        assert versions[:2] == [Adoption.NOT_YET, Adoption.CONSENSUS]
        adopted = Resolution.objects.get().history.filter(adoption=Adoption.CONSENSUS).get()
        assert len(adopted.points) == 1

    def test_points_are_numbered_through_and_grouped_by_addressee(self, item, table):
        library, ministry = i18n(ru="Библиотеке"), i18n(ru="Министерству")
        for addressee in (library, ministry, library, ""):
            ProposalFactory(item=item, state=ProposalState.ADOPTED, addressee=addressee)
        shown = documents.points(adopt(table).points)
        assert [(str(point.addressee), point.first, len(point.texts)) for point in shown] == [
            ("Библиотеке", 1, 2),
            ("Министерству", 3, 1),
            ("", 4, 1),
        ]
