"""Versions that stay, words given once, taken back and given again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.registration import services as registration_services
from conference.registration.choices import State
from conference.registration.consents import queries, services, setup_services
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.models import Registration
from tests.conference.registration.test_services import details
from tests.factories.consents import add_version, consent_to
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def save(event, consent=None, title="Съёмка", text="Зачем", **fields) -> Consent:
    words = {"title": i18n(ru=title), "text": i18n(ru=text)}
    known = {"kind": consent.kind} if consent else {"kind": ConsentKind.PICTURES}
    return setup_services.save_consent(event=event, by=None, consent=consent, **words, **known | fields)


def test_other_words_are_a_new_version_and_the_same_ones_none(in_event) -> None:
    consent = save(in_event)
    save(in_event, consent, position=3)
    assert consent.versions.count() == 1
    save(in_event, consent, title="Съёмка и запись")
    assert [row.number for row in consent.versions.all()] == [2, 1]
    actions = list(ActivityEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["consent_created", "consent_changed", "consent_published"]


def test_what_was_agreed_to_is_never_changed(in_event) -> None:
    version = consent_to(in_event).versions.get()
    version.title = i18n(ru="Нечто иное")
    with pytest.raises(TypeError):
        version.save()
    RegistrationFactory(event=in_event).agreements.create(version=version)
    with pytest.raises(ValidationError):
        setup_services.remove_consent(consent=version.consent, by=None)
    with pytest.raises(ValidationError):
        save(in_event, version.consent, kind=ConsentKind.NEWS)
    assert ConsentVersion.objects.get(pk=version.pk).title.data == {"ru": "Согласие на съёмку"}


def test_the_consent_to_processing_is_there_before_anybody_writes_it_and_stays(in_event) -> None:
    assert not Consent.objects.exists()
    [version] = queries.asked(in_event)
    assert version.title.data["kk"] == "Осы іс-шара үшін жеке деректерімді өңдеуге келісемін"
    first, second = RegistrationFactory(event=in_event), RegistrationFactory(event=in_event)
    for registration in (first, second):
        services.keep_agreements(registration=registration, versions=queries.asked(in_event), how=How.FORM)
    services.keep_agreements(registration=RegistrationFactory(event=in_event), versions=[version], how=How.FORM)
    consent = Consent.objects.get()
    assert consent.versions.get().agreements.count() == 3
    saved = save(in_event, consent, is_required=False, is_asked=False)
    assert saved.is_required
    assert saved.is_asked
    with pytest.raises(ValidationError):
        setup_services.remove_consent(consent=consent, by=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "data", "is_required": False},
        {"kind": "data", "is_required": True, "is_asked": False},
        {"kind": "sale"},
    ],
)
def test_the_database_refuses_a_consent_that_makes_no_sense(in_event, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(event=in_event, **wrong)


def test_the_database_keeps_versions_and_words_apart(in_event) -> None:
    consent = consent_to(in_event, kind=ConsentKind.DATA, is_required=True)
    version, registration = consent.versions.get(), RegistrationFactory(event=in_event)
    registration.agreements.create(version=version)
    now = timezone.now()
    for wrong in (
        lambda: Consent.objects.create(event=in_event, kind=ConsentKind.DATA, is_required=True),
        lambda: ConsentVersion.objects.create(consent=consent, number=1, title="x"),
        lambda: ConsentVersion.objects.create(consent=consent, number=0, title="x"),
        lambda: registration.agreements.create(version=version),
        lambda: registration.agreements.create(version=version, how="post", withdrawn_at=now + timedelta(days=1)),
        lambda: registration.agreements.create(version=version, agreed_at=now, withdrawn_at=now - timedelta(days=1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_who_registers_agrees_in_the_same_transaction_and_says_how(in_event, member_of) -> None:
    consent = consent_to(in_event)
    category = CategoryFactory(event=in_event)
    said = registration_services.Details(consents=[consent.versions.get()])
    made = registration_services.register_guest(event=in_event, details=details(category) | said, by=None)
    assert made.agreements.get().how == How.FORM
    other = details(category, email="other@example.org") | said
    told = registration_services.register_guest(event=in_event, details=other, by=member_of(in_event))
    assert told.agreements.get().how == How.TEAM


def test_an_optional_consent_is_withdrawn_and_given_again(in_event) -> None:
    consent, registration = consent_to(in_event), RegistrationFactory(event=in_event)
    version = consent.versions.get()
    assert services.agree(registration=registration, version=version, how=How.FORM)
    assert not services.agree(registration=registration, version=version, how=How.FORM), "it was known"
    assert services.withdraw(registration=registration, consent=consent)
    assert not services.withdraw(registration=registration, consent=consent)
    assert not queries.said_by(registration)[0].is_given
    assert services.agree(registration=registration, version=version, how=How.TEAM)
    assert queries.said_by(registration)[0].is_given
    assert Agreement.objects.filter(registration=registration).count() == 2
    assert ActivityEntry.objects.filter(action="consent_withdrawn", target_code=registration.code).exists()


def test_a_required_consent_is_withdrawn_by_cancelling_only(in_event) -> None:
    consent, registration = consent_to(in_event, is_required=True), RegistrationFactory(event=in_event)
    services.agree(registration=registration, version=consent.versions.get(), how=How.FORM)
    with pytest.raises(services.RequiredConsentError):
        services.withdraw(registration=registration, consent=consent)
    Registration.objects.filter(pk=registration.pk).update(state=State.CANCELLED, cancelled_at=timezone.now())
    later = add_version(consent)
    assert not services.agree(registration=registration, version=later, how=How.FORM), "who is cancelled agrees to none"


def test_who_agreed_to_an_older_wording_only_is_counted_and_found(in_event) -> None:
    consent = consent_to(in_event)
    first, second = consent.versions.get(), add_version(consent)
    early, both, late, gone = (RegistrationFactory(event=in_event) for _number in range(4))
    for registration, versions in [(early, [first]), (both, [first, second]), (late, [second]), (gone, [second])]:
        for version in versions:
            services.agree(registration=registration, version=version, how=How.FORM)
    services.withdraw(registration=gone, consent=consent)
    assert queries.counts_of(consent, 2) == {"current": 2, "older": 1, "none": 1}
    assert list(queries.older_only(consent, 2)) == [early]
    assert queries.counts_by_version(in_event) == {first.pk: 2, second.pk: 2}
    [one] = queries.said_by(early)
    assert (one.is_older, one.may_agree, one.version) == (True, True, first)


@pytest.mark.parametrize("consents", [1, 3])
def test_what_is_asked_costs_one_query(in_event, django_assert_num_queries, consents) -> None:
    for number in range(consents):
        add_version(consent_to(in_event, position=number))
    consent_to(in_event, is_asked=False)
    with django_assert_num_queries(1):
        assert [version.number for version in queries.asked(in_event)] == [1, *[2] * consents]
