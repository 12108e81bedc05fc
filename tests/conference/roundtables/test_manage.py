"""The team's pages: who may come, and what a form does with bad input."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.services import change_event
from conference.roundtables import services
from conference.roundtables.choices import ProposalState
from conference.roundtables.models import AgendaItem, Participant, Proposal, Resolution, RoundTable, Statement
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.roundtables import (
    AgendaItemFactory,
    ParticipantFactory,
    ProposalFactory,
    RoundTableFactory,
    StatementFactory,
)
from tests.support.queries import assert_same_for_more_rows

pytestmark = pytest.mark.django_db


def member(client, table, role):
    user = MembershipFactory(event=table.event, role=role).user
    client.force_login(user)
    return user


def url(name, table, **more):
    return reverse(name, kwargs={"event": table.event.slug, "slug": table.slug, **more})


MANAGE_PAGES = [
    ("manage:round_table", {}),
    ("manage:round_table_change", {}),
    ("manage:round_table_participants", {}),
    ("manage:round_table_themes", {}),
    ("manage:agenda_item_add", {}),
    ("manage:statement_add", {}),
    ("manage:proposal_add", {}),
    ("manage:resolution", {}),
    ("manage:resolution_history", {}),
]


class TestTeam:
    @pytest.mark.parametrize(("name", "more"), MANAGE_PAGES)
    def test_moderator_sees_every_page_in_every_language(self, client, table, name, more):
        member(client, table, Role.MODERATOR)
        for language in ("ru", "kk", "en"):
            assert client.get(url(name, table, **more), {"lang": language}).status_code == 200

    @pytest.mark.parametrize(("name", "more"), MANAGE_PAGES)
    def test_outsiders_learn_nothing(self, client, table, name, more):
        client.force_login(UserFactory())
        assert client.get(url(name, table, **more)).status_code == 404

    def test_guests_are_asked_to_sign_in(self, client, table):
        assert client.get(url("manage:round_table", table)).status_code == 302

    def test_reviewer_reads_and_does_not_write(self, client, table):
        member(client, table, Role.REVIEWER)
        assert client.get(url("manage:round_table", table)).status_code == 200
        assert client.get(url("manage:resolution", table)).status_code == 200
        assert client.get(url("manage:statement_add", table)).status_code == 403
        assert client.post(url("manage:resolution_preview", table)).status_code == 403
        assert client.post(url("manage:resolution", table), {"preamble_0": "x"}).status_code == 302
        with scope(event=table.event):
            assert not Resolution.objects.exists()

    def test_rapporteur_writes_and_does_not_adopt(self, client, table, item):
        with scope(event=table.event):
            proposal = ProposalFactory(item=item)
        member(client, table, Role.RAPPORTEUR)
        assert client.get(url("manage:proposal_add", table)).status_code == 200
        address = url("manage:proposal_decide", table, code=proposal.code)
        assert client.post(address, {"state": "adopted"}).status_code == 403
        assert client.post(url("manage:resolution_adopt", table)).status_code == 403
        assert client.post(url("manage:resolution_reopen", table)).status_code == 403

    def test_rows_of_another_event_are_not_found(self, client, table):
        other = EventFactory()
        with scope(event=other):
            alien_item = AgendaItemFactory(round_table=RoundTableFactory(event=other))
            alien = StatementFactory(item=alien_item), ProposalFactory(item=alien_item)
            seat = ParticipantFactory(round_table=alien_item.round_table)
        member(client, table, Role.OWNER)
        assert client.get(url("manage:agenda_item", table, code=alien_item.code)).status_code == 404
        assert client.get(url("manage:statement", table, code=alien[0].code)).status_code == 404
        assert client.get(url("manage:proposal", table, code=alien[1].code)).status_code == 404
        assert client.post(url("manage:participant_change", table, pk=seat.pk), {"remove": "1"}).status_code == 404

    def test_rows_of_another_table_of_the_event_are_not_found(self, client, table):
        with scope(event=table.event):
            alien = StatementFactory(item=AgendaItemFactory(round_table=RoundTableFactory(event=table.event)))
        member(client, table, Role.OWNER)
        assert client.get(url("manage:statement", table, code=alien.code)).status_code == 404
        move = url("manage:round_table_move", table, kind="statements", code=alien.code)
        assert client.post(move, {"up": "1"}).status_code == 404

    def test_creating_with_a_taken_address_says_so_beside_the_field(self, client, table):
        member(client, table, Role.CHAIR)
        page = client.post(
            reverse("manage:round_table_create", kwargs={"event": "konf"}), {"title_0": "Новый стол", "slug": "stol"}
        )
        assert page.status_code == 200
        assert "slug" in page.context["form"].errors
        assert "Новый стол" in page.content.decode()

    def test_creating(self, client, table):
        member(client, table, Role.CHAIR)
        page = client.post(
            reverse("manage:round_table_create", kwargs={"event": "konf"}), {"title_0": "Краеведение", "slug": ""}
        )
        assert page.status_code == 302
        with scope(event=table.event):
            assert RoundTable.objects.filter(slug="kraevedenie").exists()

    def test_finding_a_person_in_another_script_and_seating_them(self, client, table):
        with scope(event=table.event):
            person = PersonFactory(event=table.event, family_name="Әбдіразақова")
        member(client, table, Role.MODERATOR)
        address = url("manage:round_table_participants", table)
        assert person.full_name in client.get(address, {"q": "abdirazak"}).content.decode()
        client.post(address, {"person": person.pk, "role": "speaker"})
        with scope(event=table.event):
            assert Participant.objects.get().role == "speaker"

    def test_a_person_of_another_event_cannot_be_seated(self, client, table):
        other = EventFactory()
        with scope(event=other):
            alien = PersonFactory(event=other)
        member(client, table, Role.MODERATOR)
        page = client.post(url("manage:round_table_participants", table), {"person": alien.pk, "role": "speaker"})
        assert page.status_code == 200
        with scope(event=table.event):
            assert not Participant.objects.exists()

    def test_statement_in_three_languages_with_a_theme(self, client, table, item):
        with scope(event=table.event):
            seat = ParticipantFactory(round_table=table)
            theme = services.add_theme(table=table, by=None, name=i18n(ru="Краеведение"))
        member(client, table, Role.MODERATOR)
        data = {
            "item": item.pk,
            "person": seat.person.pk,
            "kind": "written",
            "title_0": "Архив",
            "title_1": "Мұрағат",
            "title_2": "Archive",
            "text_0": "**Текст**",
            "themes": [theme.pk],
            "is_published": "on",
        }
        assert client.post(url("manage:statement_add", table), data).status_code == 302
        with scope(event=table.event):
            statement = Statement.objects.get()
            assert statement.title.data == {"ru": "Архив", "kk": "Мұрағат", "en": "Archive"}
            assert list(statement.themes.all()) == [theme]

    def test_deciding_and_moving(self, client, table, item):
        with scope(event=table.event):
            first, second = ProposalFactory(item=item, position=1), ProposalFactory(item=item, position=2)
        member(client, table, Role.MODERATOR)
        client.post(url("manage:proposal_decide", table, code=first.code), {"state": "adopted"})
        client.post(url("manage:round_table_move", table, kind="proposals", code=second.code), {"up": "1"})
        with scope(event=table.event):
            assert [row.state for row in Proposal.objects.all()] == ["tabled", "adopted"]
            assert Proposal.objects.first() == second

    def test_unknown_kind_of_row_is_not_found(self, client, table, item):
        member(client, table, Role.MODERATOR)
        address = url("manage:round_table_move", table, kind="tables", code=item.code)
        assert client.post(address, {"up": "1"}).status_code == 404

    def test_preview_shows_what_is_typed_and_stores_nothing(self, client, table, item):
        with scope(event=table.event):
            ProposalFactory(item=item, state=ProposalState.ADOPTED, text=i18n(ru="принять единый формат"))
        member(client, table, Role.RAPPORTEUR)
        page = client.post(url("manage:resolution_preview", table), {"preamble_0": "Печатается сейчас"})
        text = page.content.decode()
        assert "Печатается сейчас" in text
        assert "принять единый формат" in text
        with scope(event=table.event):
            assert not Resolution.objects.exists()

    def test_adoption_by_vote_without_figures_is_explained_beside_them(self, client, table, item):
        with scope(event=table.event):
            ProposalFactory(item=item, state=ProposalState.ADOPTED)
        member(client, table, Role.MODERATOR)
        address = url("manage:resolution_adopt", table)
        page = client.post(address, {"adoption": "vote", "adopted_on": "2026-12-14", "votes_for": "12"})
        assert set(page.context["adoption_form"].errors) == {"votes_against", "abstentions"}
        tie = {"adoption": "vote", "adopted_on": "2026-12-14", "votes_for": 5, "votes_against": 5, "abstentions": 0}
        assert "votes_for" in client.post(address, tie).context["adoption_form"].errors
        assert client.post(address, tie | {"votes_for": 6}).status_code == 302
        with scope(event=table.event):
            assert Resolution.objects.get().is_adopted

    def test_history_shows_what_was_adopted_after_reopening(self, client, table, item):
        with scope(event=table.event):
            ProposalFactory(item=item, state=ProposalState.ADOPTED, text=i18n(ru="принять единый формат"))
            services.adopt_resolution(
                table=table,
                by=None,
                adoption="vote",
                adopted_on=table.event.starts_on,
                votes_for=41,
                votes_against=2,
                abstentions=3,
            )
            services.reopen_resolution(table=table, by=None)
        member(client, table, Role.REVIEWER)
        page = client.get(url("manage:resolution_history", table)).content.decode()
        assert "принять единый формат" in page
        assert "41" in page

    def test_adopting_nothing_is_explained(self, client, table):
        member(client, table, Role.MODERATOR)
        address = url("manage:resolution_adopt", table)
        page = client.post(address, {"adoption": "consensus", "adopted_on": "2026-12-14"})
        assert page.context["adoption_form"].non_field_errors()

    def test_removing_a_question_with_statements_is_refused(self, client, table, item):
        with scope(event=table.event):
            StatementFactory(item=item)
        member(client, table, Role.MODERATOR)
        client.post(url("manage:agenda_item_remove", table, code=item.code))
        with scope(event=table.event):
            assert AgendaItem.objects.filter(pk=item.pk).exists()

    def test_as_many_queries_for_three_as_for_one(self, client, table, item):
        def add_row():
            with scope(event=table.event):
                StatementFactory(item=item)
                ProposalFactory(item=item)
                RoundTableFactory(event=table.event)
                ParticipantFactory(round_table=table)

        member(client, table, Role.MODERATOR)
        assert_same_for_more_rows(client, url("manage:round_table", table), add_row)
        assert_same_for_more_rows(client, reverse("manage:round_tables", kwargs={"event": "konf"}), add_row)
        assert_same_for_more_rows(client, url("manage:round_table_participants", table), add_row)


def test_a_public_round_table_and_a_public_event_keep_their_addresses(table):
    with scope(event=table.event):
        RoundTable.objects.update(is_public=False)
        assert services.change_round_table(table=table, by=None, slug="first", is_public=True).slug == "first"
        for change, row in ((services.change_round_table, {"table": table}), (change_event, {"event": table.event})):
            with pytest.raises(ValidationError) as fault:
                change(**row, by=UserFactory(), slug="second")
            assert set(fault.value.message_dict) == {"slug"}
