"""The register: numbers without gaps, letters that stay as issued, revoking, issuing anew, in bulk."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.deletion import RestrictedError
from django.utils import timezone
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job, JobState
from conference.core.mail.models import MailAttachment, OutgoingMail
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.letters import exports, queries, services
from conference.letters.choices import TRANSITIONS, Kind, RequestState
from conference.letters.documents import paper_of
from conference.letters.models import Letter, LetterRequest, LetterTemplate
from conference.letters.services import register
from conference.registration.models import Registration
from tests.factories.letters import PASSPORT, LetterTemplateFactory, asked, issued
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import RegistrationFactory


@pytest.fixture(autouse=True)
def _in_scope(event):
    with scope(event=event):
        yield


class TestNumbers:
    def test_follow_each_other_by_the_format(self, event, registrar) -> None:
        services.change_settings(event=event, by=registrar, number_format="{n}/{year}-В")
        year = timezone.now().year
        assert [issued(event, registrar).number for _ in range(2)] == [f"1/{year}-В", f"2/{year}-В"]

    def test_begin_anew_each_year(self, event, registrar, time_machine) -> None:
        time_machine.move_to(datetime.datetime(2026, 12, 31, 18, 59, tzinfo=datetime.UTC))
        assert issued(event, registrar).number == "1/2026"
        time_machine.move_to(datetime.datetime(2026, 12, 31, 19, 1, tzinfo=datetime.UTC))  # it is 2027 in Almaty
        assert issued(event, registrar).number == "1/2027"

    def test_a_letter_that_fails_gives_its_number_back(self, event, registrar, monkeypatch) -> None:
        request = asked(event)
        with monkeypatch.context() as patch:
            patch.setattr(register, "_refuse_long", lambda *_args: (_ for _ in ()).throw(ValidationError("zu lang")))
            with pytest.raises(ValidationError):
                services.issue_letter(request=request, by=registrar)
        assert services.issue_letter(request=request, by=registrar).n == 1

    @pytest.mark.parametrize("text", ["{year}", "{n}{n}", "{m}/{n}", "1{n}", "{n}{year}", "{n", ""])
    def test_a_format_that_makes_no_number_is_refused(self, event, registrar, text: str) -> None:
        with pytest.raises(ValidationError):
            services.change_settings(event=event, by=registrar, number_format=text)

    def test_are_taken_once(self, event, registrar) -> None:
        first, second = issued(event, registrar), issued(event, registrar)
        for values in ({"n": first.n}, {"number": first.number}, {"n": 0}, {"proof": first.proof}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Letter.objects.filter(pk=second.pk).update(**values)


class TestAsIssued:
    def test_stays_when_guest_and_template_change(self, event, registrar) -> None:
        letter = issued(event, registrar)
        before = paper_of(letter, None)
        person = letter.registration.person
        person.family_name, person.post = "Иванова", "директор"
        person.save()
        LetterTemplate.objects.filter(event=event).update(body="Другое", signatory_name="Другой", letterhead="Иное")
        LetterTemplate.objects.filter(event=event).delete()
        after = paper_of(Letter.objects.select_related("replaces").get(), None)
        assert after == before
        assert "Ахметова" in after.body

    def test_the_template_for_the_country_comes_before_that_for_all(self, event, registrar) -> None:
        LetterTemplateFactory(event=event, countries=["UZ", "KG"], body="Соседям: {name}")
        person = PersonFactory(event=event, country="UZ")
        near = asked(event, registration=RegistrationFactory(event=event, person=person))
        assert services.issue_letter(request=near, by=registrar).text["body"].startswith("Соседям")
        assert issued(event, registrar).text["body"].startswith("Приглашаем")

    def test_the_addressee_of_the_guest_comes_before_the_templates(self, event, registrar) -> None:
        LetterTemplate.objects.filter(event=event).update(addressee="Посольство")
        request = asked(event)
        LetterRequest.objects.filter(pk=request.pk).update(addressee="Консульство")
        assert services.issue_letter(request=request, by=registrar).text["addressee"] == "Консульство"
        assert issued(event, registrar).text["addressee"] == "Посольство"

    def test_a_text_longer_than_a_page_is_refused(self, event, registrar) -> None:
        LetterTemplate.objects.filter(event=event).update(body="слово и дело\n\n" * 200)
        with pytest.raises(ValidationError):
            issued(event, registrar)
        assert not Letter.objects.exists()

    def test_the_guest_is_told_without_the_letter(self, event, officer) -> None:
        letter = issued(event, officer, Kind.VISA)
        mail = OutgoingMail.objects.get(to=letter.registration.person.email)
        assert letter.number in mail.text
        assert f"{letter.registration.code}." in mail.text, "the link proves the address"
        assert PASSPORT.number not in mail.text + mail.html
        assert not MailAttachment.objects.exists()


class TestDeciding:
    def test_states_follow_the_table(self, event, registrar) -> None:
        moves = {
            RequestState.ISSUED: lambda request: services.issue_letter(request=request, by=registrar),
            RequestState.DECLINED: lambda request: services.decline_request(request=request, by=registrar, reason="-"),
            RequestState.WITHDRAWN: lambda request: services.withdraw_request(request=request, by=None),
        }
        assert set(moves) == TRANSITIONS[RequestState.ASKED]
        for state, move in moves.items():
            request = asked(event)
            move(request)
            request.refresh_from_db()
            assert request.state == state
            assert TRANSITIONS[state] == frozenset()
            for other in moves.values():
                with pytest.raises(services.AlreadyDecidedError):
                    other(request)

    @pytest.mark.parametrize(
        "values",
        [
            {"state": "lost"},
            {"kind": "love"},
            {"state": "issued"},
            {"decided_at": timezone.now()},
            {"state": "declined", "decided_at": timezone.now()},
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, event, values) -> None:
        request = asked(event)
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterRequest.objects.filter(pk=request.pk).update(**values)

    def test_one_open_request_of_a_kind(self, event) -> None:
        request = asked(event)
        with pytest.raises(services.AlreadyAskedError):
            asked(event, registration=request.registration)
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterRequest.objects.create(
                event=event, registration=request.registration, kind=request.kind, language="ru"
            )

    def test_what_is_not_offered_cannot_be_asked_for(self, event) -> None:
        guest = RegistrationFactory(event=event)
        for wanted in ({"kind": Kind.CONFIRMATION, "language": "ru"}, {"kind": Kind.INVITATION, "language": "kk"}):
            with pytest.raises(services.NotOfferedError):
                services.ask_for_letter(registration=guest, by=None, **wanted)
        with pytest.raises(services.NotOfferedError):
            services.ask_for_letter(registration=guest, kind=Kind.VISA, language="ru", by=None)

    def test_without_passport_or_template_nothing_is_issued(self, event, officer) -> None:
        request = asked(event, Kind.VISA)
        services.erase_passport(registration=request.registration, by=None)
        with pytest.raises(services.NoPassportError):
            services.issue_letter(request=request, by=officer)
        LetterTemplate.objects.filter(event=event).update(is_used=False)
        other = LetterRequest.objects.create(
            event=event, registration=RegistrationFactory(event=event), kind=Kind.INVITATION, language="ru"
        )
        with pytest.raises(services.NoTemplateError):
            services.issue_letter(request=other, by=officer)


class TestRevoking:
    def test_once_and_with_a_reason(self, event, registrar) -> None:
        letter = services.revoke_letter(letter=issued(event, registrar), by=registrar, reason="не приедет")
        assert letter.is_revoked
        with pytest.raises(services.AlreadyRevokedError):
            services.revoke_letter(letter=letter, by=registrar, reason="ещё раз")
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(revoke_reason="")

    def test_a_guest_may_ask_again_afterwards(self, event, registrar) -> None:
        letter = issued(event, registrar)
        with pytest.raises(services.AlreadyAskedError):
            asked(event, registration=letter.registration)
        services.revoke_letter(letter=letter, by=registrar, reason="ошибка")
        assert asked(event, registration=letter.registration).is_open

    def test_anew_says_which_letter_it_replaces(self, event, registrar) -> None:
        letter = issued(event, registrar)
        person = letter.registration.person
        person.family_name = "Иванова"
        person.save()
        fresh = services.reissue_letter(letter=letter, by=registrar, reason="новая фамилия")
        letter.refresh_from_db()
        assert letter.is_revoked
        assert (fresh.n, fresh.replaces) == (2, letter)
        assert "Иванова" in fresh.text["body"]
        assert f"№ {letter.number}" in paper_of(fresh, None).instead
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=fresh.pk).update(replaces=fresh.pk)

    def test_a_registration_with_letters_is_not_deleted(self, event, registrar) -> None:
        letter = issued(event, registrar)
        with pytest.raises(RestrictedError):
            Registration.objects.filter(pk=letter.registration_id).delete()


class TestInBulk:
    def start(self, event, by, requests) -> Job:
        codes = [request.code for request in requests]
        return jobs.start(kind=queries.ISSUE_JOB, by=by, event=event, codes=codes)

    def test_issues_what_can_be_and_leaves_the_rest(self, event, officer, django_capture_on_commit_callbacks) -> None:
        requests = [asked(event), asked(event, Kind.VISA), asked(event, Kind.VISA)]
        services.erase_passport(registration=requests[2].registration, by=None)
        with django_capture_on_commit_callbacks(execute=True):
            self.start(event, officer, requests)
        job = Job.objects.get(kind=queries.ISSUE_JOB)
        assert job.state == JobState.DONE
        assert (job.result["count"], job.result["left"], job.done) == (2, 1, 3)
        assert job.note
        assert [letter.n for letter in Letter.objects.order_by("n")] == [1, 2]

    def test_leaves_visas_to_the_officer(self, event, registrar, django_capture_on_commit_callbacks) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            self.start(event, registrar, [asked(event, Kind.VISA)])
        assert Job.objects.get(kind=queries.ISSUE_JOB).state == JobState.FAILED
        assert not Letter.objects.exists()

    def test_done_twice_is_done_once(self, event, registrar, django_capture_on_commit_callbacks) -> None:
        requests = [asked(event)]
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                self.start(event, registrar, requests)
        assert Letter.objects.count() == 1


class TestTable:
    def test_is_searched_and_filtered(self, event, registrar, officer) -> None:
        house = OrganisationFactory(event=event, name=i18n(ru="Пушкинская библиотека"))
        person = PersonFactory(event=event, family_name="Өскембаева", organisation=house, country="UZ")
        first = services.issue_letter(
            request=asked(event, registration=RegistrationFactory(event=event, person=person)), by=registrar
        )
        second = issued(event, officer, Kind.VISA)
        services.revoke_letter(letter=second, by=officer, reason="-")
        for wanted, found in (
            ({"q": "оскембаева"}, [first]),
            ({"q": "пушкинская"}, [first]),
            ({"q": f"№ {second.number}"}, [second]),
            ({"kind": "visa"}, [second]),
            ({"country": "UZ"}, [first]),
            ({"state": "revoked"}, [second]),
            ({"state": "valid", "kind": "nonsense"}, [first]),
            ({"q": "!?"}, []),
            ({}, [second, first]),
        ):
            assert list(queries.found_letters(event, wanted)) == found, wanted

    def test_the_file_holds_no_formula_and_no_passport(self, event, officer, member_of) -> None:
        letter = issued(event, officer, Kind.VISA)
        services.revoke_letter(letter=letter, by=member_of(event, Role.VISA), reason="=cmd|'/c calc'!A1")
        sheet = exports.as_file(queries.found_letters(event, {}), "csv").decode("utf-8-sig")
        assert letter.number in sheet
        assert ",=cmd" not in sheet
        assert PASSPORT.number not in sheet
        assert exports.as_file(queries.found_letters(event, {}), "xlsx").startswith(b"PK")


def test_templates_that_fit_the_same_guest_are_refused(event, registrar) -> None:
    twin = LetterTemplateFactory(event=event, is_used=False)
    with pytest.raises(ValidationError) as fault:
        services.use_template(template=twin, by=registrar, is_used=True)
    assert "countries" in fault.value.message_dict
    LetterTemplateFactory(event=event, countries=["KG", "UZ"])
    other = LetterTemplateFactory(event=event, countries=["UZ"], is_used=False)
    with pytest.raises(ValidationError):
        services.use_template(template=other, by=registrar, is_used=True)
    assert services.use_template(template=LetterTemplateFactory(event=event, language="kk"), by=registrar, is_used=True)


def test_a_template_that_nobody_signs_is_not_offered(event, registrar) -> None:
    draft = LetterTemplateFactory(event=event, language="kk", signatory_name="", is_used=False)
    with pytest.raises(ValidationError):
        services.use_template(template=draft, by=registrar, is_used=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplate.objects.filter(pk=draft.pk).update(is_used=True)


def test_starting_templates_come_once_and_are_drafts(event, registrar) -> None:
    event.languages = ["ru", "kk"]
    made = services.take_starters(event=event, by=registrar)
    assert {(row.kind, row.language) for row in made} == {
        ("confirmation", "ru"), ("invitation", "kk"), ("visa", "kk"), ("confirmation", "kk"),
    }  # fmt: skip
    assert not any(row.is_used for row in made)
    assert services.take_starters(event=event, by=registrar) == []
