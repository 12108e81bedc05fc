"""The pages of delegations, as a head, a member and the team use them; nobody reaches what is another's."""

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conference.delegations import services
from conference.delegations.links import handed_link, head_link, member_link
from conference.delegations.models import Delegation, DelegationSettings, Member
from conference.delegations.queries import roster_of
from conference.registration.choices import State
from conference.registration.models import Registration
from tests.factories.delegations import announced, bring, row, sheet_of, switched_on
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db

ANNOUNCED = {
    "organisation": "Осакаровская ЦБС",
    "country": "KZ",
    "town": "Осакаровка",
    "family_name": "Сағындықова",
    "given_name": "Жанар",
    "email": "zhanar@example.org",
    "size": "6",
    "takes_part": "on",
    "agrees": "on",
    "form_key": "a-key",
}
WHO = {"given_name": "Айгүл", "family_name": "Ахметова", "country": "KZ", "visibility": "nobody", "mode": "in_person"}


def page(delegation: Delegation, name: str = "delegation", **more: str) -> str:
    return reverse(f"public:{name}", kwargs={"event": delegation.event.slug, "token": delegation.token, **more})


def of_team(delegation: Delegation, name: str = "delegation", **more: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": delegation.event.slug, "code": delegation.code, **more})


def announce(client: Client, event, **more: str):
    return client.post(reverse("public:delegation_announce", kwargs={"event": event.slug}), ANNOUNCED | more)


def test_a_head_announces_a_delegation_once_and_stands_first_on_the_list(in_event, category, client) -> None:
    switched_on(in_event)
    first = announce(client, in_event)
    assert announce(client, in_event).url == first.url, "a double click"
    made = Delegation.objects.get()
    assert first.url == page(made)
    assert str(made.organisation) == "Осакаровская ЦБС"
    assert [one["values"]["given_name"] for one in roster_of(made)] == ["Жанар"]
    assert made.email_confirmed_at is None


def test_what_is_wrong_with_an_announcement_stands_in_the_form(in_event, category, client) -> None:
    switched_on(in_event)
    for missing in ("organisation", "country", "email", "agrees"):
        answer = announce(client, in_event, **{missing: ""})
        assert answer.status_code == 200
        assert missing in answer.context["form"].errors
    assert announce(client, in_event, fax_number="1").context["form"].errors
    assert not Delegation.objects.exists()


def test_without_delegations_the_event_shows_nothing_of_them(in_event, category, client) -> None:
    address = reverse("public:delegation_announce", kwargs={"event": in_event.slug})
    assert client.get(address).status_code == 404
    home = reverse("public:event_home", kwargs={"event": in_event.slug})
    assert address not in client.get(home).content.decode()
    switched_on(in_event)
    assert address in client.get(home).content.decode(), "the kept home is made anew"


def test_after_the_deadline_nobody_announces_or_adds(delegation, client) -> None:
    DelegationSettings.objects.update(members_until="2020-01-01T00:00:00Z")
    address = reverse("public:delegation_announce", kwargs={"event": delegation.event.slug})
    assert "registration" in client.get(address).context, "says that it is over"
    services.put_rows(delegation=delegation, rows=[row("Айгүл")])
    client.post(page(delegation, "delegation_register"))
    assert not Registration.objects.exists()
    assert len(roster_of(delegation)) == 1


def test_nobody_is_written_to_before_the_head_opened_the_letter(in_event, category, client) -> None:
    switched_on(in_event)
    made = announced(in_event, is_proven=False)
    services.put_rows(delegation=made, rows=[row("Айгүл")])
    client.post(page(made, "delegation_register"))
    assert not Registration.objects.exists()
    assert client.get(head_link(made)).status_code == 200
    assert Delegation.objects.get().email_confirmed_at is not None
    client.post(page(made, "delegation_register"))
    assert Registration.objects.count() == 1


def test_typed_rows_are_kept_right_or_wrong(delegation, client) -> None:
    typed = {"new0-given_name": "Айгүл", "new0-email": "нет", "new1-given_name": "", "new2-family_name": "Ли"}
    answer = client.post(page(delegation, "delegation_people"), typed | {"save": "yes"}, follow=True)
    assert [one["values"].get("given_name") for one in roster_of(delegation)] == ["Айгүл", None]
    [(one, _form)] = answer.context["wrong"]
    assert one.errors.keys() == {"email"}
    corrected = {f"{one.row['id']}-email": "aigul@example.org"}
    client.post(page(delegation, "delegation_people"), corrected | {"register": "yes"})
    assert Registration.objects.count() == 2
    assert roster_of(delegation) == []


def test_cells_of_other_names_and_rows_change_nothing(delegation, client) -> None:
    services.put_rows(delegation=delegation, rows=[row("Айгүл")])
    [known] = roster_of(delegation)
    sent = {f"{known['id']}-head": "on", f"{known['id']}-id": "x", "AAAAAAAA-given_name": "Чужой", "new0-values": "x"}
    client.post(page(delegation, "delegation_people"), sent)
    assert roster_of(delegation) == [known]


def test_a_file_shows_the_fate_of_each_row_and_registers_the_good_ones(delegation, client) -> None:
    rows = [[f"Гость{n}", f"g{n}@example.org"] for n in range(9)] + [
        ["", "x@example.org"],
        ["Б", "нет"],
        ["Гость0", "g0@example.org"],
    ]
    file = SimpleUploadedFile("люди.xlsx", sheet_of(["Имя", "E-mail"], rows))
    address = page(delegation, "delegation_people")
    answer = client.post(address, {"upload": "yes", "file": file}, follow=True)
    assert answer.context["taken"] == 9
    assert [one.row["number"] for one, _form in answer.context["wrong"]] == [11, 12, 13]
    assert not Registration.objects.exists(), "nothing is stored before it was looked at"
    client.post(page(delegation, "delegation_register"))
    assert Registration.objects.count() == 9
    assert len(roster_of(delegation)) == 3, "what is wrong waits to be corrected"


def test_a_broken_file_is_refused_beside_its_field(delegation, client) -> None:
    for content in (b"PK\x03\x04broken", b"%PDF-1.4", b""):
        file = SimpleUploadedFile("люди.xlsx", content)
        typed = {"upload": "yes", "file": file, "new0-given_name": "Айгүл"}
        answer = client.post(page(delegation, "delegation_people"), typed)
        assert answer.status_code == 200
        assert answer.context["upload"].errors["file"]
    assert roster_of(delegation), "what was typed beside it is kept"


def test_rows_are_taken_off_one_by_one_and_all_at_once(delegation, client) -> None:
    services.put_rows(delegation=delegation, rows=[row("А"), row("Б"), row("В")])
    first = roster_of(delegation)[0]["id"]
    client.post(page(delegation, "delegation_people"), {"drop": first})
    assert len(roster_of(delegation)) == 2
    client.post(page(delegation, "delegation_people"), {"drop": "all"})
    assert roster_of(delegation) == []


def test_a_member_completes_by_the_letter(delegation, client, category) -> None:
    [member] = bring(delegation, "Айгүл")
    opened = client.get(member_link(member))
    assert opened.status_code == 200
    consents = {
        name: field.initial or "1"
        for name, field in opened.context["forms"]["questions"].fields.items()
        if name.startswith("consent")
    }
    answer = client.post(member_link(member), WHO | {"email": "aigul@example.org"} | consents)
    made = Registration.objects.get()
    assert answer.status_code == 302, [form.errors for form in answer.context["forms"].values()]
    assert answer.url == reverse("public:registration", kwargs={"event": delegation.event.slug, "token": made.token})
    assert made.person.family_name == "Ахметова"
    assert made.email_confirmed_at is not None
    assert client.get(member_link(Member.objects.select_related("registration__person").get())).status_code == 200


def test_what_a_member_leaves_out_is_asked_beside_the_field(delegation, client) -> None:
    [member] = bring(delegation, "Айгүл")
    answer = client.post(member_link(member), {"given_name": ""})
    assert answer.context["forms"]["who"].errors
    assert Member.objects.get().completed_at is None


def test_the_category_is_not_the_members_to_choose(delegation, client, category) -> None:
    other = CategoryFactory(event=delegation.event)
    [member] = bring(delegation, "Айгүл", category=category.code)
    opened = client.get(member_link(member))
    consents = {name: "1" for name in opened.context["forms"]["questions"].fields if name.startswith("consent")}
    client.post(member_link(member), WHO | {"email": "aigul@example.org", "category": other.code} | consents)
    assert Registration.objects.get().category == category


def test_a_bare_link_opens_only_the_form_of_who_has_no_address(delegation, client) -> None:
    [with_address] = bring(delegation, "Айгүл")
    [without] = bring(delegation, "Лев", email="")
    assert client.get(handed_link(without)).status_code == 200
    assert client.get(handed_link(with_address)).status_code == 404
    assert client.get(member_link(with_address)[:-4] + "abc/").status_code == 404
    head = client.get(page(delegation)).content.decode()
    assert without.token in head
    assert with_address.token not in head


def test_a_member_is_replaced_taken_off_and_written_to(delegation, client) -> None:
    [first, second] = bring(delegation, "Айгүл", "Ержан")
    replacing = {"given_name": "Динара", "email": "dinara@example.org"}
    client.post(page(delegation, "delegation_replace", member=first.code), replacing)
    client.post(page(delegation, "delegation_remove", member=second.code))
    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.CANCELLED, State.CANCELLED, State.CONFIRMED]
    third = Member.objects.get(ended_at=None)
    client.post(page(delegation, "delegation_address", member=third.code), {"email": "d@example.org"})
    assert Registration.objects.get(pk=third.registration_id).person.email == "d@example.org"
    refused = client.post(page(delegation, "delegation_replace", member=third.code), {"given_name": "", "email": "x"})
    assert refused.context["form"].errors


def test_reminders_go_out_once_a_day(delegation, client, django_capture_on_commit_callbacks) -> None:
    bring(delegation, "Айгүл")
    address = page(delegation, "delegation_remind")
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address)
    assert len(outbox.outbox) == 1


def test_members_of_another_delegation_are_out_of_reach(delegation, client) -> None:
    [member] = bring(delegation, "Айгүл")
    other = announced(delegation.event)
    for name in ("delegation_replace", "delegation_remove", "delegation_address"):
        assert client.post(page(other, name, member=member.code)).status_code == 404
    assert client.post(page(other, "delegation_remind"), {"member": member.code}).status_code == 404


def test_a_link_of_another_event_opens_nothing(delegation, client) -> None:
    stranger = EventFactory()
    address = reverse("public:delegation", kwargs={"event": stranger.slug, "token": delegation.token})
    assert client.get(address).status_code == 404


def test_the_head_withdraws_the_delegation(delegation, client, django_capture_on_commit_callbacks) -> None:
    bring(delegation, "Айгүл")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(delegation, "delegation_withdraw"))
    assert Registration.objects.get().state == State.CANCELLED
