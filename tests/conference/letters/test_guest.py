"""A guest asks for letters on the page of the registration, and takes them along."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.letters import services
from conference.letters.choices import Kind
from conference.letters.models import Letter, LetterRequest, LetterTemplate, Passport, PassportOpening
from conference.registration.handouts import downloads
from conference.registration.links import link_in_letter
from conference.registration.models import Registration
from tests.factories.letters import PASSPORT, asked, issued
from tests.factories.registration import RegistrationFactory
from tests.support.queries import assert_same_for_more_rows

TYPED = {
    "language": "ru",
    "addressee": "Консульство",
    "surname": "Akhmetova",
    "given_names": "Aigul",
    "number": "n 0765-4321",
    "nationality": "KZ",
    "born_on": "1984-03-22",
    "issued_on": "2024-05-14",
    "expires_on": "2034-05-13",
    "consent": "1",
}


@pytest.fixture
def guest(event) -> Registration:
    with scope(event=event):
        return RegistrationFactory(event=event)


def url(guest: Registration, name: str = "letters", *, token: str = "", **more: str) -> str:
    return reverse(f"public:{name}", kwargs={"event": "konf", "token": token or guest.token, **more})


def mailed_token(guest: Registration) -> str:
    return link_in_letter(guest).rstrip("/").rpartition("/")[2]


def ask(client: Client, guest: Registration, kind: str = "visa", **typed: str):
    return client.post(url(guest, "letter_ask", kind=kind), {**TYPED, **typed})


class TestAsking:
    def test_is_offered_where_the_event_has_templates(self, event, guest, client) -> None:
        with scope(event=event):
            assert [link.url for link in downloads(guest)][-1] == url(guest)
            LetterTemplate.objects.update(is_used=False)
            assert url(guest) not in [link.url for link in downloads(guest)]
        assert client.get(url(guest)).status_code == 200

    def test_a_visa_letter_with_the_passport(self, event, guest, client) -> None:
        answer = ask(client, guest)
        assert answer["Location"] == url(guest)
        with scope(event=event):
            request = LetterRequest.objects.get()
            assert (request.kind, request.country, request.addressee) == ("visa", "KZ", "Консульство")
            passport = Passport.objects.get(registration=guest)
        assert PASSPORT.number not in passport.sealed
        page = client.get(url(guest)).content.decode()
        assert "Письмо для визы" in page
        assert PASSPORT.number not in page
        assert "14 января 2027" in page

    def test_an_invitation_asks_for_no_passport(self, event, guest, client) -> None:
        assert "passport" not in client.get(url(guest, "letter_ask", kind="invitation")).content.decode()
        assert client.post(url(guest, "letter_ask", kind="invitation"), {"language": "ru"}).status_code == 302
        with scope(event=event):
            assert not Passport.objects.exists()
        assert client.get(url(guest, "letter_ask", kind="invitation"))["Location"] == url(guest)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("surname", "Ахметова"),
            ("given_names", "Aigul1"),
            ("number", "№07654321Ы"),
            ("number", "12"),
            ("nationality", "XX"),
            ("born_on", "2030-01-01"),
            ("born_on", "1784-01-01"),
            ("issued_on", "1980-01-01"),
            ("issued_on", "2034-01-01"),
            ("expires_on", "2026-12-15"),
            ("expires_on", "2024-01-01"),
            ("expires_on", "nonsense"),
            ("consent", ""),
            ("language", "kk"),
            ("surname", "A" * 61),
        ],
    )
    def test_what_no_passport_says_is_refused_at_its_field(self, event, guest, client, field, value, time_machine):
        time_machine.move_to("2026-11-27T10:00:00Z")
        answer = ask(client, guest, **{field: value})
        assert answer.status_code == 200
        assert field in answer.context["form"].errors
        assert b'value="Aigul' in answer.content, "what was typed is not lost"
        assert "no-store" in answer["Cache-Control"]
        with scope(event=event):
            assert not LetterRequest.objects.exists()

    def test_a_passport_that_expires_soon_is_doubted_once(self, event, guest, client) -> None:
        soon = "2027-02-01"
        answer = ask(client, guest, expires_on=soon)
        assert answer.context["form"].errors["expires_on"].as_data()[0].code == "expires_soon"
        assert f'name="expiry_kept" value="{soon}"'.encode() in answer.content
        assert ask(client, guest, expires_on=soon, expiry_kept=soon).status_code == 302

    def test_a_citizenship_without_a_template_is_refused(self, event, guest, client) -> None:
        with scope(event=event):
            LetterTemplate.objects.filter(kind="visa").update(countries=["UZ"])
        assert "language" in ask(client, guest).context["form"].errors
        assert ask(client, guest, nationality="UZ").status_code == 302

    def test_who_is_not_registered_any_more_asks_for_nothing(self, event, guest, client) -> None:
        with scope(event=event):
            Registration.objects.filter(pk=guest.pk).update(
                state="cancelled", cancelled_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
            )
        assert ask(client, guest).status_code == 302
        with scope(event=event):
            assert not LetterRequest.objects.exists()

    def test_a_request_is_withdrawn_and_a_passport_erased(self, event, guest, client) -> None:
        ask(client, guest)
        with scope(event=event):
            code = LetterRequest.objects.get().code
        assert client.get(url(guest, "letter_withdraw", code=code)).status_code == 405
        client.post(url(guest, "letter_withdraw", code=code))
        client.post(url(guest, "letter_erase"))
        with scope(event=event):
            assert LetterRequest.objects.get().state == "withdrawn"
            assert not Passport.objects.exists()

    def test_others_requests_are_out_of_reach(self, event, guest, client) -> None:
        with scope(event=event):
            other = asked(event)
        assert client.post(url(guest, "letter_withdraw", code=other.code)).status_code == 404


class TestTaking:
    def test_a_letter_without_a_passport_opens_by_the_link(self, event, guest, client, registrar) -> None:
        with scope(event=event):
            letter = services.issue_letter(request=asked(event, registration=guest), by=registrar)
            other = issued(event, registrar)
        file = client.get(url(guest, "letter", code=letter.code))
        assert file.content.startswith(b"%PDF")
        assert file["Cache-Control"] == "private, no-store"
        assert client.get(url(guest, "letter", code=other.code)).status_code == 404
        with scope(event=event):
            services.revoke_letter(letter=letter, by=registrar, reason="-")
        assert client.get(url(guest, "letter", code=letter.code)).status_code == 404

    def test_one_with_a_passport_by_the_mail_or_the_account_alone(
        self, event, guest, client, officer, registrar, signed_in
    ) -> None:
        with scope(event=event):
            letter = services.issue_letter(request=asked(event, Kind.VISA, registration=guest), by=officer)
        for reader in (client, signed_in(registrar), signed_in(officer)):
            refused = reader.get(url(guest, "letter", code=letter.code))
            assert refused.status_code == 403
            assert not refused.content.startswith(b"%PDF")
        by_mail = client.get(url(guest, "letter", token=mailed_token(guest), code=letter.code))
        assert by_mail.content.startswith(b"%PDF")
        guest.person.user = registrar
        with scope(event=event):
            guest.person.save()
        assert signed_in(registrar).get(url(guest, "letter", code=letter.code)).status_code == 200
        with scope(event=event):
            assert not PassportOpening.objects.exists(), "one's own passport is nobody's business"

    def test_a_lost_key_is_no_fault_of_the_page(self, event, guest, client, officer, settings) -> None:
        with scope(event=event):
            letter = services.issue_letter(request=asked(event, Kind.VISA, registration=guest), by=officer)
            Letter.objects.update(sealed="broken")
        assert client.get(url(guest, "letter", token=mailed_token(guest), code=letter.code)).status_code == 404

    def test_the_page_costs_the_same_for_more_letters(self, event, guest, client, registrar) -> None:
        def add() -> None:
            with scope(event=event):
                request = LetterRequest.objects.create(
                    event=event, registration=guest, kind=Kind.INVITATION, language="ru"
                )
                services.revoke_letter(
                    letter=services.issue_letter(request=request, by=registrar), by=registrar, reason="-"
                )

        assert_same_for_more_rows(client, url(guest), add)
