"""Public pages: what they say, and what they keep to themselves."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.programme.models import Slot
from conference.programme.services.releases import release_programme
from conference.registration.choices import Visibility
from conference.roundtables import queries, services
from conference.roundtables.choices import Adoption, ParticipantRole, ProposalState, StatementKind
from conference.roundtables.models import RoundTable
from tests.factories.events import EventFactory, MembershipFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programme import at, placed
from tests.factories.registration import RegistrationFactory
from tests.factories.roundtables import (
    AgendaItemFactory,
    ParticipantFactory,
    ProposalFactory,
    RoundTableFactory,
    StatementFactory,
    person_at,
)
from tests.support.queries import assert_same_for_more_rows

pytestmark = pytest.mark.django_db


def member(client, table, role):
    user = MembershipFactory(event=table.event, role=role).user
    client.force_login(user)
    return user


def url(name, table, **more):
    return reverse(name, kwargs={"event": table.event.slug, "slug": table.slug, **more})


class TestPublic:
    def test_page_tells_spoken_and_written_statements_alike(self, client, table, item):
        with scope(event=table.event):
            StatementFactory(item=item, kind=StatementKind.ORAL, title=i18n(kk="Кітапхана кеңістікті кеңейтеді"))
            StatementFactory(item=item, kind=StatementKind.WRITTEN, title=i18n(ru="Письменно"))
            StatementFactory(item=item, kind=StatementKind.WRITTEN, title=i18n(ru="Непрочитанное"), is_published=False)
        page = client.get(url("public:round_table", table)).content.decode()
        assert '<h4 class="statement-title" lang="kk">Кітапхана кеңістікті кеңейтеді' in page
        assert "Письменно" in page
        assert "Непрочитанное" not in page

    def test_hidden_table_is_nowhere(self, client, table):
        with scope(event=table.event):
            services.change_round_table(table=table, by=None, is_public=False)
        assert client.get(url("public:round_table", table)).status_code == 404
        assert client.get(url("public:statement_index", table)).status_code == 404
        assert client.get(url("public:resolution_pdf", table)).status_code == 404
        listing = client.get(reverse("public:round_table_list", kwargs={"event": "konf"})).content.decode()
        assert str(table) not in listing

    def test_only_the_adopted_resolution_is_shown(self, client, table, item):
        with scope(event=table.event):
            ProposalFactory(item=item, state=ProposalState.ADOPTED, text=i18n(ru="разработать положение"))
            services.change_resolution(table=table, by=None, preamble=i18n(ru="Черновой текст"), problems="")
        assert "Черновой текст" not in client.get(url("public:round_table", table)).content.decode()
        assert client.get(url("public:resolution_pdf", table)).status_code == 404
        with scope(event=table.event):
            services.adopt_resolution(
                table=table, by=None, adoption=Adoption.CONSENSUS, adopted_on=table.event.starts_on
            )
        page = client.get(url("public:round_table", table)).content.decode()
        assert "Черновой текст" in page
        assert "консенсусом участников" in page

    def test_other_events_table_is_not_found(self, client, table):
        other = EventFactory(slug="drugaya")
        address = reverse("public:round_table", kwargs={"event": other.slug, "slug": table.slug})
        assert client.get(address).status_code == 404

    def test_a_mere_participant_is_counted_and_named_only_with_consent(self, client, table):
        with scope(event=table.event):
            shy = PersonFactory(event=table.event, family_name="Скромная", organisation=None)
            open_one = PersonFactory(event=table.event, family_name="Открытая", organisation=None)
            speaker = PersonFactory(event=table.event, family_name="Слово", organisation=None)
            RegistrationFactory(event=table.event, person=open_one, visibility=Visibility.PUBLIC)
            RegistrationFactory(event=table.event, person=shy, visibility=Visibility.PARTICIPANTS)
            ParticipantFactory(round_table=table, person=shy)
            ParticipantFactory(round_table=table, person=open_one)
            ParticipantFactory(round_table=table, person=speaker, role=ParticipantRole.SPEAKER)
        page = client.get(url("public:round_table", table)).content.decode()
        assert "Скромная" not in page
        assert "Открытая" in page
        assert "Слово" in page

    def test_institutions_stand_in_kazakh_order(self, client, table):
        with scope(event=table.event):
            for name in ("Шахтинск", "Өскемен", "Ақтөбе", "Оскемен"):
                house = OrganisationFactory(event=table.event, name=i18n(kk=name))
                ParticipantFactory(round_table=table, person=person_at(table.event, organisation=house))
        page = client.get("/kk" + url("public:round_table", table)[3:]).content.decode()
        places = [page.index(name) for name in ("Ақтөбе", "Оскемен", "Өскемен", "Шахтинск")]
        assert places == sorted(places)

    @pytest.mark.parametrize("by", ["region", "institution", "theme", "nonsense"])
    def test_statements_by_region_institution_and_theme(self, client, table, item, by):
        with scope(event=table.event):
            house = OrganisationFactory(event=table.event, region="Ұлытау облысы", name=i18n(ru="Улытауская"))
            theme = services.add_theme(table=table, by=None, name=i18n(ru="Краеведение"))
            statement = StatementFactory(item=item, person=person_at(table.event, organisation=house))
            statement.themes.add(theme)
        page = client.get(url("public:statement_index", table), {"by": by}).content.decode()
        heading = {"institution": "Улытауская", "theme": "Краеведение"}.get(by, "Ұлытау облысы")
        assert heading in page

    def test_as_many_queries_for_three_as_for_one(self, client, table, item):
        def add_row():
            with scope(event=table.event):
                StatementFactory(item=item)
                ProposalFactory(item=item)
                AgendaItemFactory(round_table=table)
                ParticipantFactory(round_table=table)
                RoundTableFactory(event=table.event)

        assert_same_for_more_rows(client, url("public:round_table", table), add_row)
        assert_same_for_more_rows(client, url("public:statement_index", table), add_row)
        assert_same_for_more_rows(client, reverse("public:round_table_list", kwargs={"event": "konf"}), add_row)

    def test_numbers_are_counted_each_by_itself_in_one_query(self, table, item, django_assert_num_queries):
        with scope(event=table.event):
            for number in range(3):
                StatementFactory(item=item, is_published=number > 0)
                ParticipantFactory(round_table=table)
            for state in (ProposalState.TABLED, ProposalState.ADOPTED):
                ProposalFactory(item=item, state=state)
            StatementFactory(item=AgendaItemFactory(round_table=table))
            RoundTableFactory(event=table.event)
            with django_assert_num_queries(1) as captured:
                first, second = queries.round_tables(table.event)
        names = ["participant", "statement", "unread", "proposal", "waiting"]
        assert [getattr(first, f"{name}_count") for name in names] == [3, 3, 1, 2, 1]
        assert [getattr(second, f"{name}_count") for name in names] == [0, 0, 0, 0, 0]
        assert "DISTINCT" not in captured.captured_queries[0]["sql"]

    def test_the_list_follows_the_announced_times_and_not_the_draft(self, client, table):
        event = table.event
        with scope(event=event):
            services.change_round_table(table=table, by=None, session=placed(event, hours=15))
            early = RoundTableFactory(event=event, session=placed(event, hours=10))
            unplaced = RoundTableFactory(event=event)
            release_programme(event=event, by=None)
            Slot.objects.filter(session=early.session).update(starts_at=at(event, 18), ends_at=at(event, 19))
            rows = queries.public_tables(event)
        assert [row for row, _placement in rows] == [early, table, unplaced]
        assert rows[2][1] is None

    def test_the_session_and_the_round_table_lead_to_each_other(self, client, table):
        event = table.event
        with scope(event=event):
            session = placed(event, hours=15)
            services.change_round_table(table=table, by=None, session=session)
            release_programme(event=event, by=None)
        page = reverse("public:session", kwargs={"event": event.slug, "code": session.code})
        here = url("public:round_table", table)
        assert f'href="{page}"' in client.get(here).content.decode()
        before = client.get(page)
        assert f'href="{here}"' in before.content.decode()
        with scope(event=event):
            RoundTable.objects.update(is_public=False)
        caches["pages"].clear()
        hidden = client.get(page, headers={"If-None-Match": before["ETag"]})
        assert hidden.status_code == 200
        assert f'href="{here}"' not in hidden.content.decode()

    def test_page_is_the_same_for_everybody(self, client, table):
        guest = client.get(url("public:round_table", table)).content
        member(client, table, Role.MODERATOR)
        assert client.get(url("public:round_table", table)).content == guest
