"""Passports under seal: unreadable in the database, opened by the officer alone and noted, erased on their day."""

import datetime

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django_scopes import scope

from conference.accounts.models import User
from conference.core.activity.models import ActivityEntry
from conference.core.mail.models import OutgoingMail
from conference.core.sealing import SealError, seal, sealed_anew, unseal
from conference.events.choices import Role
from conference.events.services import change_event
from conference.letters import services
from conference.letters.choices import Kind
from conference.letters.documents import paper_of
from conference.letters.models import Letter, Passport, PassportOpening
from conference.people.models import Person
from conference.registration.services import cancel_registration
from tests.factories.events import EventFactory
from tests.factories.letters import PASSPORT, VisaTemplateFactory, asked, issued
from tests.factories.registration import RegistrationFactory


@pytest.fixture(autouse=True)
def _in_scope(event):
    with scope(event=event):
        yield


def everything_stored() -> str:
    """Return all rows of all tables as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows)


class TestSeal:
    def test_opens_what_it_sealed_and_nothing_else(self, settings) -> None:
        sealed = seal({"number": "N1", "name": "Әлия"})
        assert "N1" not in sealed
        assert unseal(sealed) == {"number": "N1", "name": "Әлия"}
        with pytest.raises(SealError):
            unseal(sealed[:-4] + "AAA=")
        settings.SECRET_KEY = "another"
        with pytest.raises(SealError):
            unseal(sealed)
        with pytest.raises(SealError):
            sealed_anew(sealed)

    def test_keys_are_rotated(self, settings) -> None:
        old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
        first = seal({"n": 0})
        settings.SEALING_KEYS = [old]
        assert unseal(first) == {"n": 0}, "what was sealed before a key was set stays readable"
        second = seal({"n": 1})
        settings.SEALING_KEYS = [new, old]
        assert unseal(second) == {"n": 1}
        third = sealed_anew(second)
        settings.SEALING_KEYS = [new]
        assert unseal(third) == {"n": 1}
        with pytest.raises(SealError):
            unseal(second)

    def test_a_secret_replaced_keeps_what_its_fallback_sealed(self, settings) -> None:
        sealed = seal({"n": 1})
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "fresh"
        assert unseal(sealed) == {"n": 1}

    def test_everything_is_sealed_anew(self, event, officer, settings) -> None:
        letter = issued(event, officer, Kind.VISA)
        settings.SEALING_KEYS = [Fernet.generate_key().decode()]
        call_command("seal_anew")
        settings.SECRET_KEY = "another"
        assert services.open_passport(registration=letter.registration, by=officer, reason="check") == PASSPORT
        settings.SEALING_KEYS = []
        with pytest.raises(CommandError):
            call_command("seal_anew")


class TestStored:
    def test_nothing_of_it_stands_anywhere(self, event, officer) -> None:
        letter = issued(event, officer, Kind.VISA)
        services.open_passport(registration=letter.registration, by=officer, reason="check", note="сверка")
        services.reissue_letter(letter=letter, by=officer, reason="опечатка")
        stored = everything_stored()
        assert PASSPORT.number not in stored
        assert PASSPORT.surname not in stored
        assert PASSPORT.expires_on.isoformat() not in stored
        assert PASSPORT.number not in repr(PASSPORT)
        assert ActivityEntry.objects.filter(action="passport_stored").exists()
        assert OutgoingMail.objects.exists()

    def test_one_row_a_guest(self, event) -> None:
        request = asked(event, Kind.VISA)
        services.withdraw_request(request=request, by=None)
        asked(event, Kind.VISA, registration=request.registration)
        assert Passport.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            Passport.objects.create(
                event=event, registration=request.registration, sealed="x", erase_on=datetime.date(2027, 1, 1)
            )

    def test_an_empty_seal_is_refused(self, event) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Passport.objects.create(
                event=event,
                registration=RegistrationFactory(event=event),
                sealed="",
                erase_on=datetime.date(2027, 1, 1),
            )

    def test_only_a_visa_letter_has_one(self, event, officer) -> None:
        letter = issued(event, officer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(sealed="x")


class TestOpening:
    def test_is_noted(self, event, officer) -> None:
        guest = asked(event, Kind.VISA).registration
        assert services.open_passport(registration=guest, by=officer, reason="question", note="консульство") == PASSPORT
        row = PassportOpening.objects.get()
        assert (row.opened_by, row.registration, row.reason, row.note) == (officer, guest, "question", "консульство")

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.VISA])
    def test_is_refused_to_others_the_owner_included(self, event, member_of, role) -> None:
        guest = asked(event, Kind.VISA).registration
        with pytest.raises(PermissionDenied):
            services.open_passport(registration=guest, by=member_of(event, role), reason="check")
        assert not PassportOpening.objects.exists()

    def test_is_refused_to_the_sites_administrator(self, event) -> None:
        guest = asked(event, Kind.VISA).registration
        with pytest.raises(PermissionDenied):
            services.open_passport(
                registration=guest, by=User.objects.create_superuser("root@example.org"), reason="check"
            )

    def test_a_missing_key_leaves_no_note(self, event, officer, settings) -> None:
        guest = asked(event, Kind.VISA).registration
        settings.SECRET_KEY = "another"
        with pytest.raises(SealError):
            services.open_passport(registration=guest, by=officer, reason="check")
        assert not PassportOpening.objects.exists()

    def test_an_unknown_reason_is_refused_by_the_database(self, event, officer) -> None:
        guest = asked(event, Kind.VISA).registration
        with pytest.raises(IntegrityError), transaction.atomic():
            PassportOpening.objects.create(event=event, registration=guest, opened_by=officer, reason="fun")


class TestErasure:
    DAY = datetime.datetime(2027, 1, 13, 19, 0, tzinfo=datetime.UTC)  # 14 January has begun in Almaty

    def test_on_the_day_where_the_event_is(self, event, officer) -> None:
        letter = issued(event, officer, Kind.VISA)
        assert Passport.objects.get().erase_on == datetime.date(2027, 1, 14)
        assert services.erase_due_passports(self.DAY - datetime.timedelta(minutes=1)) == 0
        assert services.erase_due_passports(self.DAY) == 1
        assert services.erase_due_passports(self.DAY) == 0
        assert not Passport.objects.exists()
        letter.refresh_from_db()
        assert not letter.has_passport
        assert "•••" in paper_of(letter, None).body
        with pytest.raises(services.NoPassportError):
            services.open_passport(registration=letter.registration, by=officer, reason="check")

    def test_leaves_events_that_are_not_due(self, event) -> None:
        later = EventFactory(ends_on=datetime.date(2027, 6, 1))
        asked(event, Kind.VISA)
        with scope(event=later):
            VisaTemplateFactory(event=later)
            asked(later, Kind.VISA)
        assert services.erase_due_passports(self.DAY) == 1
        with scope(event=later):
            assert Passport.objects.count() == 1

    def test_a_guest_who_cancels_is_forgotten(self, event, django_capture_on_commit_callbacks) -> None:
        request = asked(event, Kind.VISA)
        cancel_registration(registration=request.registration, by=None)
        request.refresh_from_db()
        assert request.state == "withdrawn"
        assert not Passport.objects.exists()

    def test_follows_the_event(self, event, owner) -> None:
        asked(event, Kind.VISA)
        change_event(event=event, by=owner, ends_on=datetime.date(2026, 12, 20))
        assert Passport.objects.get().erase_on == datetime.date(2027, 1, 19)

    def test_comes_sooner_but_never_later_than_guests_were_told(self, event, registrar) -> None:
        asked(event, Kind.VISA)
        with pytest.raises(ValidationError):
            services.change_settings(event=event, by=registrar, erase_after_days=31)
        services.change_settings(event=event, by=registrar, erase_after_days=10)
        assert Passport.objects.get().erase_on == datetime.date(2026, 12, 25)

    def test_a_person_is_no_way_round_the_scope(self, event) -> None:
        asked(event, Kind.VISA)
        with scope(event=EventFactory()):
            assert not Passport.objects.exists()
            assert not Person.objects.exists()
