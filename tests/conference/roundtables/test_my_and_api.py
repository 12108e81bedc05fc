"""A participant's own statements, the API, and panels on other pages."""

import pytest
from django.urls import reverse
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.roundtables import services
from conference.roundtables.choices import Adoption, ProposalState
from conference.roundtables.models import Statement
from tests.factories.events import MembershipFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.roundtables import (
    AgendaItemFactory,
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


class TestMy:
    def test_participant_hands_in_a_statement_and_sees_it_wait(self, client, table, item):
        user = UserFactory()
        with scope(event=table.event):
            PersonFactory(event=table.event, user=user)
        client.force_login(user)
        address = url("my:statement", table)
        data = {"item": item.pk, "language": "kk", "title": "Шағын музей", "text": "Мәтін"}
        assert client.post(address, data).status_code == 302
        page = client.get(address).content.decode()
        assert "Шағын музей" in page
        with scope(event=table.event):
            statement = Statement.objects.get()
            assert statement.title.data == {"kk": "Шағын музей"}
            assert not statement.is_published
        assert "Шағын музей" not in client.get(url("public:round_table", table)).content.decode()

    def test_changing_the_language_keeps_what_was_typed(self, client, table, item):
        user = UserFactory()
        with scope(event=table.event):
            PersonFactory(event=table.event, user=user)
        client.force_login(user)
        page = client.post(url("my:statement", table), {"title": "Шағын музей", "switch_language": "kk"})
        assert page.status_code == 200
        assert "Шағын музей" in page.content.decode()
        assert not page.context["form"].errors

    def test_somebody_who_does_not_take_part_is_not_let_in(self, client, table):
        client.force_login(UserFactory())
        answer = client.get(url("my:statement", table))
        assert answer.status_code == 403
        assert reverse("public:register", kwargs={"event": "konf"}) in answer.content.decode()
        assert client.post(url("my:statement", table), {"title": "Слово"}).status_code == 403

    def test_a_guest_is_known_by_the_address_they_signed_in_with(self, client, table, item):
        with scope(event=table.event):
            PersonFactory(event=table.event, email="guest@example.org")
        client.force_login(UserFactory(email="guest@example.org"))
        assert client.get(url("my:statement", table)).status_code == 200

    def test_statements_of_others_are_not_shown(self, client, table, item):
        user = UserFactory()
        with scope(event=table.event):
            PersonFactory(event=table.event, user=user)
            StatementFactory(item=item, title=i18n(ru="Чужое"), is_published=False)
        client.force_login(user)
        assert "Чужое" not in client.get(url("my:statement", table)).content.decode()
        assert "Чужое" not in client.get(reverse("my:home")).content.decode()

    def test_my_page_lists_them(self, client, table, item):
        user = UserFactory()
        with scope(event=table.event):
            StatementFactory(item=item, title=i18n(ru="Моё слово"), person=person_at(table.event, user=user))
        client.force_login(user)
        assert "Моё слово" in client.get(reverse("my:home")).content.decode()


class TestApi:
    def test_nested_and_only_what_is_public(self, client, table, item):
        with scope(event=table.event):
            StatementFactory(item=item, title=i18n(ru="Слово"))
            StatementFactory(item=item, title=i18n(ru="Непрочитанное"), is_published=False)
            ProposalFactory(item=item, state=ProposalState.ADOPTED)
            RoundTableFactory(event=table.event, slug="hidden", is_public=False)
            services.adopt_resolution(
                table=table, by=None, adoption=Adoption.CONSENSUS, adopted_on=table.event.starts_on
            )
        found = client.get("/api/v1/events/konf/round-tables/").json()["results"]
        assert [row["slug"] for row in found] == ["stol"]
        assert [row["title"] for row in found[0]["agenda"][0]["statements"]] == [{"ru": "Слово"}]
        assert len(found[0]["resolution"]["points"]) == 1
        assert "email" not in str(found)
        assert client.get("/api/v1/events/konf/round-tables/stol/").json()["slug"] == "stol"
        assert client.get("/api/v1/events/konf/round-tables/hidden/").status_code == 404

    def test_queries_do_not_grow(self, client, table, item):
        def add_row():
            with scope(event=table.event):
                StatementFactory(item=item)
                ProposalFactory(item=item)
                AgendaItemFactory(round_table=RoundTableFactory(event=table.event))

        assert_same_for_more_rows(client, "/api/v1/events/konf/round-tables/", add_row)


class TestPanels:
    def test_menu_and_home_show_public_tables_only(self, client, table):
        home = reverse("public:event_home", kwargs={"event": "konf"})
        address = reverse("public:round_table_list", kwargs={"event": "konf"})
        assert address in client.get(home).content.decode()
        with scope(event=table.event):
            services.change_round_table(table=table, by=None, is_public=False)
        assert address not in client.get(home).content.decode()

    def test_dashboard_counts_what_waits(self, client, table, item):
        with scope(event=table.event):
            ProposalFactory(item=item)
            ProposalFactory(item=item, state=ProposalState.ADOPTED)
            StatementFactory(item=item, is_published=False)
        member(client, table, Role.MODERATOR)
        page = client.get(reverse("manage:dashboard", kwargs={"event": "konf"}))
        data = next(panel["data"] for panel in page.context["panels"] if "proposals" in panel["data"])
        assert (data["proposals"], data["statements"]) == (1, 1)
