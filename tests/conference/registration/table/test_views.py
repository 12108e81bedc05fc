"""Views of the table: saved, shared, renamed, removed, and the one that opens first."""

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from conference.events.choices import Role
from conference.registration.table.models import TableView
from tests.factories.events import EventFactory
from tests.support.workspace import page

pytestmark = pytest.mark.django_db
HERE = "registrations/views/"


def save(browser, event, name: str, shown: str = "state=waiting&columns=name,email&order=name", **more: str):
    return browser.post(f"/manage/{event.slug}/{HERE}save/", {"name": name, "shown": shown, **more})


def test_a_view_keeps_filters_columns_and_order(in_event, registrar) -> None:
    target = save(registrar, in_event, "Кто ждёт")["Location"]
    view = TableView.objects.get()
    assert (
        target
        == f"/manage/{in_event.slug}/registrations/?state=waiting&order=name&columns=name%2Cemail&view={view.code}"
    )
    shown = registrar.get(target).context["asked"].wanted
    assert (shown.one("state"), shown.order, shown.columns) == ("waiting", "name", ("name", "email"))
    assert "У вас уже есть вид" in save(registrar, in_event, "Кто ждёт").content.decode()


def test_the_view_that_opens_first_opens_without_any_wish(in_event, registrar) -> None:
    here = f"/manage/{in_event.slug}/registrations/"
    save(registrar, in_event, "Первый", is_default="on")
    save(registrar, in_event, "Второй", "country=KZ", is_default="on")
    assert [view.name for view in TableView.objects.filter(is_default=True)] == ["Второй"]
    assert registrar.get(here)["Location"].startswith(f"{here}?country=KZ")
    assert registrar.get(f"{here}?order=-created").status_code == 200


def test_shared_views_are_the_teams_and_own_ones_nobody_elses(in_event, registrar, member_of, signed_in) -> None:
    save(registrar, in_event, "Свой")
    save(registrar, in_event, "Общий", is_shared="on")
    other = signed_in(member_of(in_event, Role.REGISTRAR))
    html = page(other, in_event, HERE)
    assert "Общий" in html
    assert "Свой" not in html
    own = TableView.objects.get(name="Свой")
    assert other.get(f"/manage/{in_event.slug}/{HERE}{own.code}/").status_code == 404
    assert other.post(f"/manage/{in_event.slug}/{HERE}{own.code}/remove/").status_code == 404
    assert "У команды уже есть вид" in save(other, in_event, "Общий", is_shared="on").content.decode()
    shared = TableView.objects.get(name="Общий")
    other.post(f"/manage/{in_event.slug}/{HERE}{shared.code}/", {"name": "Новое имя", "is_shared": "on"})
    shared.refresh_from_db()
    assert shared.name == "Новое имя"
    other.post(f"/manage/{in_event.slug}/{HERE}{shared.code}/remove/")
    assert not TableView.objects.filter(pk=shared.pk).exists()


def test_only_roles_that_see_registrations_have_views(in_event, registrar, member_of, signed_in) -> None:
    save(registrar, in_event, "Общий", is_shared="on")
    view = TableView.objects.get()
    chair = signed_in(member_of(in_event, Role.CHAIR))
    assert chair.get(f"/manage/{in_event.slug}/{HERE}").status_code == 403
    assert chair.post(f"/manage/{in_event.slug}/{HERE}{view.code}/remove/").status_code == 403


def test_a_view_of_another_event_is_not_there(in_event, registrar, registrar_user, member_of, signed_in) -> None:
    save(registrar, in_event, "Общий", is_shared="on")
    view = TableView.objects.get()
    elsewhere = EventFactory()
    guest = signed_in(member_of(elsewhere, Role.REGISTRAR, Role.OWNER))
    assert guest.get(f"/manage/{elsewhere.slug}/{HERE}{view.code}/").status_code == 404
    assert guest.post(f"/manage/{elsewhere.slug}/{HERE}{view.code}/remove/").status_code == 404
    with scope(event=elsewhere):
        assert not TableView.objects.exists()


@pytest.mark.parametrize("more", [{}, {"is_shared": True}, {"is_default": True}, {"name": ""}])
def test_the_database_refuses_what_must_not_be(in_event, registrar_user, member_of, more) -> None:
    first = {"event": in_event, "owner": registrar_user, "name": "Вид", "is_shared": True, "is_default": True}
    TableView.objects.create(**first)
    owner = member_of(in_event, Role.REGISTRAR) if more.get("is_shared") else registrar_user
    name = "Другой" if more.get("is_default") else "Вид"
    with pytest.raises(IntegrityError), transaction.atomic():
        TableView.objects.create(**{"event": in_event, "owner": owner, "name": name, **more})
