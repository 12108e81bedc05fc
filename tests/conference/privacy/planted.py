"""Somebody of whom every feature holds something, with a word in each text that is found nowhere else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.badges.models import PrintedBadge
from conference.checkin.models import Arrival
from conference.core.activity import services as activity
from conference.core.mail import services as mail
from conference.core.text.localized import i18n
from conference.delegations import services as delegation_services
from conference.delegations.models import Delegation
from conference.delegations.tables.sheet import new_row
from conference.events.choices import Role
from conference.events.models import Event
from conference.fees import services as fees
from conference.letters.choices import Kind as LetterKind
from conference.letters.choices import OpeningReason
from conference.letters.models import LetterRequest
from conference.letters.services import ask_for_letter, decline_request, issue_letter, open_passport
from conference.people.models import Person
from conference.programme.models import ImportedPerson, SessionPerson
from conference.registration import services as registration_services
from conference.registration.consents.queries import asked
from conference.registration.models import Category, Draft, Registration, RegistrationSettings
from conference.registration.moderation.services import change_as_guest, decline_change
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Upload
from conference.registration.questions.queries import questionnaire_of
from conference.registration.table.models import Mark, TableView
from conference.roundtables.services import floor
from speakers.decisions.choices import Outcome
from speakers.decisions.models import Decision
from speakers.profiles.models import Profile
from speakers.submissions import services as submission_services
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from tests.factories.delegations import announced, switched_on
from tests.factories.events import MembershipFactory, UserFactory
from tests.factories.fees import pay, with_fees
from tests.factories.letters import PASSPORT, VisaTemplateFactory
from tests.factories.proceedings import ArticleFactory, VolumeFactory
from tests.factories.programme import SessionFactory
from tests.factories.questions import QuestionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory
from tests.factories.roundtables import AgendaItemFactory, RoundTableFactory
from tests.factories.speakers import CallFactory, ReviewFactory, SubmissionFactory

WORD = "zzqxj"
ADDRESS = f"{WORD}@example.org"
PHONE = "+77012345601"
TEXTS = (
    models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, models.EmailField,
)  # fmt: skip


def word(place: str) -> str:
    """Return a word for one place, so that a failure says which it was."""
    return f"{WORD} {place}"


def in_languages(place: str) -> Any:
    return i18n(ru=word(place), kk=word(place))


def plant(event: Event) -> Registration:
    """Let a guest register, write, upload, hand in, speak, be printed and be written to."""
    registration = _register(event)
    _wish_and_mark(registration)
    person, user = registration.person, User.objects.get(email=ADDRESS)
    User.objects.filter(pk=user.pk).update(name=word("account"))
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    Person.objects.filter(pk=person.pk).update(user=user, degree=word("degree"))
    person.photo.save(f"{WORD}-photo.jpg", ContentFile(b"photo"))
    _leave_a_draft(event)
    _ask_for_letters(registration)
    Arrival.objects.create(registration=registration)
    PrintedBadge.objects.create(registration=registration, digest=WORD)
    _pay(registration)
    _bring_people(event, person)
    _speak(event, person)
    _hand_in(event, user, person)
    Profile.objects.create(person=person, biography=in_languages("biography"), links=[word("link")])
    for to_event in (event, None):
        mail.store(to=ADDRESS, subject=word("mail"), text=word("mail"), language="ru", event=to_event)
    activity.record(by=user, action="x", target=event, event=event, after={"names": [{"who": person.full_name}]})
    return Registration.objects.get(pk=registration.pk)


def _wish_and_mark(registration: Registration) -> None:
    """Let a change wait, another be declined, the team put a mark and search for the guest."""
    event, person = registration.event, registration.person
    setup_of = RegistrationSettings.objects.get_or_create(event=event)[0]
    RegistrationSettings.objects.filter(pk=setup_of.pk).update(moderated=["name"])
    for place in ("declined wish", "wish"):
        details = registration_services.Details(person={"family_name": word(place)}, category=registration.category)
        request = change_as_guest(registration=registration, details=details).request
        if place == "declined wish" and request:
            decline_change(request=request, by=UserFactory(), reason=word("why the wish was declined"))
    Mark.objects.create(registration=registration, name=word("mark"))
    TableView.objects.create(event=event, owner=UserFactory(), name="Поиск", query={"q": [person.family_name]})


def _ask_for_letters(registration: Registration) -> None:
    """Let a guest have a letter, another refused, and a passport with somebody's note on it."""
    officer = UserFactory()
    MembershipFactory(event=registration.event, user=officer, role=Role.VISA)
    VisaTemplateFactory(event=registration.event)
    passport = replace(PASSPORT, surname=WORD.upper())
    wish = ask_for_letter(
        registration=registration, kind=LetterKind.VISA, language="ru", passport=passport, addressee=word("addressee"),
        by=None,
    )  # fmt: skip
    issue_letter(request=wish, by=officer)
    refused = LetterRequest.objects.create(
        event=registration.event, registration=registration, kind=LetterKind.CONFIRMATION, language="ru"
    )
    decline_request(request=refused, by=officer, reason=word("refusal"))
    open_passport(registration=registration, by=officer, reason=OpeningReason.CHECK, note=word("note on opening"))
    Registration.objects.filter(pk=registration.pk).update(reason=word("reason"))


def _pay(registration: Registration) -> None:
    """Let a guest have an invoice to a payer they named, payment orders, a payment, and a price of their own."""
    event, by = registration.event, UserFactory()
    with_fees(event)
    price = {"registration": registration, "amount": 5_000_00, "reason": word("own price"), "by": by}
    payer = {name: word(name) for name in ("name", "tax_id", "address")}
    invoice = fees.set_payer(invoice=fees.set_own_price(**price), payer={"kind": "person", **payer}, by=None)
    fees.paper_file(invoice=invoice)
    for number in range(2):
        file = ContentFile(word("order").encode(), name=f"{WORD}-{number}.pdf")
        order = fees.send_order(invoice=invoice, file=file, name=word("order"))
    fees.decline_order(order=order, by=by, reason=word("declined"))
    pay(invoice, 1_000_00, by, reference=word("reference"), note=word("note"))


def _register(event: Event) -> Registration:
    line, file = QuestionFactory(event=event), QuestionFactory(event=event, kind=Kind.FILE)
    food = choosing(event, "Рыба")
    attached = ContentFile(word("file").encode(), name=f"{WORD}.pdf")
    who = {name: word(name) for name in "family_name given_name patronymic badge_name organisation post town".split()}
    details = registration_services.Details(
        person=who | {"latin_name": word("latin"), "email": ADDRESS, "phone": PHONE, "country": "KZ", "language": "kk"},
        category=CategoryFactory(event=event),
        note=word("note"),
        questions=[question for part in questionnaire_of(event) for question in part.questions],
        answers={line.code: word("answer"), food.code: code_of(food, "Рыба")},
        files={file.code: attached},
        consents=asked(event),
    )
    return registration_services.register_guest(event=event, details=details, by=None)


def _leave_a_draft(event: Event) -> None:
    draft = Draft.objects.create(event=event, data={"who": {"email": ADDRESS.upper(), "given_name": word("draft")}})
    file = ContentFile(word("draft").encode(), name=f"{WORD}-draft.pdf")
    question = QuestionFactory(event=event, kind=Kind.FILE)
    Upload.objects.create(event=event, question=question, draft=draft, file=file, name=word("draft"))


def _bring_people(event: Event, person: Person) -> None:
    """Let somebody head a delegation, with words of their own, and stand on its list and on a stranger's."""
    switched_on(event)
    own, other = (announced(event, head={"given_name": "Глава", "email": f"h{n}@example.org"}) for n in range(2))
    Delegation.objects.filter(pk=own.pk).update(head=person, note=word("delegation"), reason=word("its decision"))
    rows = [new_row({"given_name": word("row"), "email": ADDRESS})]
    rows += [new_row({"given_name": person.given_name, "family_name": person.family_name, "post": word("post")})]
    delegation_services.put_rows(delegation=other, rows=rows)
    delegation_services.put_rows(delegation=own, rows=[new_row({"given_name": word("head's row")}, head=True)])


def _speak(event: Event, person: Person) -> None:
    session = SessionFactory(event=event)
    SessionPerson.objects.create(session=session, person=person)
    ImportedPerson.objects.create(event=event, person=person, key=word("key"), extra={"x": word("extra")})
    item = AgendaItemFactory(round_table=RoundTableFactory(event=event), rapporteur=person)
    floor.add_statement(
        item=item,
        by=None,
        person=person,
        title=in_languages("statement"),
        text=in_languages("text"),
        is_published=False,
    )
    floor.add_proposal(item=item, by=None, author=person, text=i18n(ru="Оцифровать газеты"))


def _hand_in(event: Event, user: User, person: Person) -> None:
    author = {"email": ADDRESS, "family_name": word("author"), "given_name": WORD, "organisation": word("its")}
    draft = SubmissionFactory(
        call=CallFactory(event=event),
        submitter=user,
        state=State.DRAFT,
        title=in_languages("title"),
        abstract=in_languages("abstract"),
        keywords=in_languages("keywords"),
        notes=word("notes"),
        authors=[author | {"is_presenting": True}],
    )
    submission: Submission = submission_services.submit_submission(submission=draft, by=user)
    ReviewFactory(submission=submission, comment=word("review"))
    session = SessionFactory(event=event, title=in_languages("session"), abstract=in_languages("session"))
    Decision.objects.create(
        submission=submission,
        outcome=Outcome.ACCEPTED,
        message=word("message"),
        session=session,
        decided_at=timezone.now(),
    )
    article = {"title": in_languages("article"), "body": word("body"), "authors": [author]}
    ArticleFactory(volume=VolumeFactory(event=event), **article)


def found_in_database() -> list[str]:
    """Return where the word, the address or the telephone number stands in any text column of any table."""
    needles = (WORD, PHONE, PHONE[1:])
    places = []
    with scopes_disabled():
        for model in (model for model in apps.get_models() if model._meta.managed):
            names = [field.attname for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
            for row in model._base_manager.values("pk", *names):
                for name in names:
                    value = row[name]
                    text = (
                        bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    )
                    if any(needle in text.lower() for needle in needles):
                        places.append(f"{model._meta.label}.{name}: {text[:80]}")
    return places


def found_in_files() -> list[str]:
    """Return the files of the storage whose name or content has the word."""
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    return [str(path) for path in files if WORD in path.name or WORD.encode() in path.read_bytes()]


def after_the_event(event: Event) -> timedelta:
    """Return how far the event's end, and half a year more, lies ahead."""
    return (event.ends_on - timezone.now().date()) + timedelta(days=200)


def category_of(event: Event) -> Category:
    return Category.objects.get(event=event)
