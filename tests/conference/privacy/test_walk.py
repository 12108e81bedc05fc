"""After an erasure nothing of the person is found in any column or file; and what was forgotten would be."""

from dataclasses import replace

import pytest
from django.db import transaction

from conference.core import personal
from conference.core.activity.models import ActivityEntry
from conference.core.mail.models import MailState, OutgoingMail
from conference.events.choices import Role
from conference.privacy import erasing, services
from conference.privacy.models import DataExport, ErasureReport
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.queries import counts_by_country, counts_by_day
from tests.conference.privacy.planted import WORD, category_of, found_in_database, found_in_files, plant
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
# Parts that hold nothing of which a word could be left.
WITHOUT_WORDS = {"consents", "reviews", "arrivals", "team"}


@pytest.fixture
def registration(in_event) -> Registration:
    made = plant(in_event)
    assert len(found_in_database()) > 50
    assert len(found_in_files()) == 5
    return made


def erase(registration: Registration, by) -> ErasureReport:
    request = services.ask_for_erasure(event=registration.event, person=registration.person)
    services.ask_for_export(event=registration.event, people=[registration.person])
    report = erasing.erase_requested(request=request, by=by)
    erasing.forget_told()
    return report


def test_nothing_is_found_afterwards(in_event, registration, member_of, mailoutbox) -> None:
    report = erase(registration, member_of(in_event, Role.OWNER))
    assert found_in_database() == []
    assert found_in_files() == []
    assert not DataExport.objects.exists()
    told = mailoutbox[-1]
    assert told.to == [f"{WORD}@example.org"], "the guest was told before the address was forgotten"
    assert report.people == 1
    assert {"registrations", "answers", "files", "person", "mails", "submissions"} <= {
        name for name, number in report.counts.items() if number
    }
    assert WORD not in str(report.counts)


def without_erasing(name: str) -> dict[str, tuple[int, personal.Part]]:
    """Return the parts of own data as they stand, except that one forgets to erase."""
    return {
        key: (order, replace(part, erase=lambda subject: 0, traces=lambda subject: ()) if key == name else part)
        for key, (order, part) in personal.parts._entries.items()
    }


def test_a_part_that_forgets_to_erase_is_found(in_event, registration, member_of, monkeypatch) -> None:
    """One after the other, each from the same start: planting costs more than erasing."""
    names = sorted({part.name for part in personal.parts} - WITHOUT_WORDS)
    owner, unnoticed = member_of(in_event, Role.OWNER), []
    for name in names:
        with monkeypatch.context() as patch, transaction.atomic():
            patch.setattr(personal.parts, "_entries", without_erasing(name))
            erase(Registration.objects.get(pk=registration.pk), owner)
            if not (found_in_database() or found_in_files()):
                unnoticed.append(name)
            transaction.set_rollback(True)
    assert len(names) > 10
    assert not unnoticed, "nobody would notice that these forget"


def test_a_live_registration_is_cancelled_first_and_its_place_free(in_event, registration, member_of) -> None:
    assert category_of(in_event).taken == 1
    report = erase(registration, member_of(in_event, Role.OWNER))
    stored = Registration.objects.get(pk=registration.pk)
    assert (stored.state, category_of(in_event).taken, report.counts["cancelled"]) == (State.CANCELLED, 0, 1)
    assert ActivityEntry.objects.filter(action="registration_cancelled", target_code=stored.code).exists()


def test_what_is_counted_stays_the_same(in_event, registration, member_of) -> None:
    for _number in range(2):
        PersonFactory(event=in_event)

    def figures() -> tuple[object, ...]:
        return (
            counts_by_country(in_event),
            counts_by_day(in_event),
            Registration.objects.count(),
            category_of(in_event).taken,
        )

    before = figures()
    choices = registration.answers.filter(choice__isnull=False).count()
    erasing.erase_due(event=in_event, progress=lambda done, total: None)
    assert figures() == before
    assert registration.answers.count() == choices == 1
    assert Registration.objects.get().person.country == "KZ"
    assert registration.agreements.count() == 1
    assert registration.arrival


def test_others_keep_everything(in_event, registration, member_of) -> None:
    other = PersonFactory(event=in_event, email="other@example.org", phone="+77770000000")
    OutgoingMail.objects.create(event=in_event, to=other.email, subject="Письмо", state=MailState.SENT)
    erase(registration, member_of(in_event, Role.OWNER))
    other.refresh_from_db()
    assert (other.email, other.family_name, other.erased_at) == ("other@example.org", "Ахметова", None)
    assert OutgoingMail.objects.filter(to=other.email).exists()
