"""What stands in the demo for the variable parts of addresses: one object for each kind of page, and whose it is."""

from collections.abc import Iterator
from typing import Any

from django_scopes import scope

from conference.accounts.models import User
from conference.badges.queries import scan_address
from conference.core.jobs.models import Job
from conference.core.mail.models import MailAttachment, OutgoingMail
from conference.delegations.models import Delegation, Member
from conference.events.models import Event
from conference.fees.demo import SLUG as SCHOOL
from conference.fees.models import PaymentOrder, Price
from conference.letters.models import Letter, LetterRequest, LetterTemplate
from conference.privacy.choices import Cause
from conference.privacy.models import ErasureReport, ErasureRequest
from conference.programme.models import Room, Session, Track
from conference.registration.links import link_in_letter
from conference.registration.models import AccessCode, Category, Draft, Quota, Registration
from conference.registration.questions.models import Question
from conference.registration.table.models import Batch, TableView
from conference.roundtables.models import Proposal, RoundTable, Statement
from proceedings.papers.models import Article
from speakers.calls.models import Call
from speakers.submissions.choices import State
from speakers.submissions.models import Submission

Sample = tuple[str, dict[str, Any]]


def samples_of(event: Event) -> list[Sample]:
    """Return beginnings of patterns, the longest first, with values for the parameters after them."""
    found = [
        *_guests(event),
        *_letters(event),
        *_delegations(event),
        *_fees(),
        *_programme(event),
        *_table(event),
        *_abstracts(event),
        *_volume(event),
    ]
    found.append(("", {"event": event.slug, "format": "xlsx", "file_format": "xlsx"}))
    mail = OutgoingMail.objects.latest("pk")
    file = MailAttachment.objects.create(mail=mail, name="event.ics", content_type="text/calendar", content=b"")
    found.append(("demo/mail/", {"pk": mail.pk, "number": file.pk}))
    job = Job.objects.filter(event=event).first() or Job.objects.create(event=event, kind="badges.print")
    found.append(("manage/<slug:event>/jobs/", {"code": job.code}))
    return sorted(found, key=lambda sample: -len(sample[0]))


def values_for(pattern: str, samples: list[Sample]) -> dict[str, str]:
    """Return values for the parameters of a pattern: those of the longest beginning that fits come first."""
    values: dict[str, str] = {}
    for beginning, known in samples:
        if pattern.startswith(beginning):
            values = {**{name: str(value) for name, value in known.items()}, **values}
    return values


def author_of(event: Event) -> User:
    """Return who handed in the abstract that `samples_of` shows to its author."""
    return _own_submission(event).submitter


def _own_submission(event: Event) -> Submission:
    return Submission.objects.filter(event=event, state=State.SUBMITTED).order_by("pk")[0]


def _guests(event: Event) -> Iterator[Sample]:
    guest = Registration.objects.filter(event=event, state="confirmed").order_by("pk")[0]
    yield "manage/<slug:event>/registrations/", {"code": guest.code}
    view = TableView.objects.filter(event=event)[0]
    yield "manage/<slug:event>/registrations/views/", {"code": view.code}
    batch = Batch.objects.create(event=event, action="mark", chosen=[guest.pk])
    yield "manage/<slug:event>/registrations/bulk/", {"code": batch.code}
    organisation = guest.person.organisation
    yield "manage/<slug:event>/organisations/", {"code": str(organisation and organisation.code)}
    category = Category.objects.filter(event=event).order_by("pk")[0]
    yield "manage/<slug:event>/registration/categories/", {"code": category.code}
    quota, code = Quota.objects.filter(event=event)[0], AccessCode.objects.filter(event=event)[0]
    yield "manage/<slug:event>/registration/quotas/", {"code": quota.code}
    yield "manage/<slug:event>/registration/codes/", {"code": code.code}
    yield "manage/<slug:event>/badges/", {"code": guest.code}
    yield "desk/<slug:event>/guests/", {"code": guest.code}
    yield "desk/<slug:event>/scan/", {"signed": scan_address(guest).rstrip("/").rpartition("/")[2]}
    yield "en/<slug:event>/registration/", {"token": guest.token}
    yield "en/<slug:event>/registration/<str:token>/data/", {"token": link_in_letter(guest).split("/")[-2]}
    asked = ErasureRequest.objects.filter(event=event)[0]
    yield "manage/<slug:event>/privacy/requests/", {"code": asked.code}
    report = ErasureReport.objects.create(event=event, cause=Cause.SCHEDULE, people=3, counts={"person": 3, "mails": 9})
    yield "manage/<slug:event>/privacy/reports/", {"code": report.code}
    who = {"given_name": "Сәуле", "email": "saule@example.org", "country": "KZ"}
    part = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
    draft = Draft.objects.create(event=event, data={"who": who, "participation": part})
    yield "en/<slug:event>/register/", {"token": draft.token}
    yield "manage/<slug:event>/registration/consents/", {"code": "data"}
    question = Question.objects.filter(event=event, section__isnull=False)[0]
    yield "manage/<slug:event>/registration/questions/", {"code": question.code}
    yield (
        "manage/<slug:event>/registration/questions/sections/",
        {"code": str(question.section and question.section.code)},
    )


def _letters(event: Event) -> Iterator[Sample]:
    here = "manage/<slug:event>/letters/"
    letter = Letter.objects.filter(event=event, kind="visa").select_related("registration")[0]
    yield f"{here}register/", {"code": letter.code}
    yield f"{here}requests/", {"code": LetterRequest.objects.filter(event=event, kind="visa", state="asked")[0].code}
    yield f"{here}templates/", {"code": LetterTemplate.objects.filter(event=event)[0].code}
    yield "verify/", {"code": letter.proof_shown}
    # A letter that tells of no passport: it opens by the page's link.
    shown = Letter.objects.filter(event=event, sealed="", revoked_at=None).select_related("registration")[0]
    guest = shown.registration
    pages = "en/<slug:event>/registration/<str:token>/letters/"
    yield pages, {"token": guest.token, "code": shown.code, "kind": "visa"}


def _delegations(event: Event) -> Iterator[Sample]:
    found = Delegation.objects.filter(event=event, state="open")[0]
    member = Member.objects.filter(delegation=found, completed_at=None, registration__person__email="")[0]
    yield "manage/<slug:event>/delegations/", {"code": found.code, "member": member.code}
    yield "en/<slug:event>/delegation/", {"token": found.token, "member": member.code}
    yield "en/<slug:event>/delegations/member/", {"token": member.token}


def _fees() -> Iterator[Sample]:
    """The founding conference is free: what there is of fees stands in the demo's second event."""
    event = Event.objects.get(slug=SCHOOL)
    with scope(event=event):
        order = PaymentOrder.objects.select_related("invoice__contact").get()
        invoice, guest = order.invoice, order.invoice.contact
        here = "manage/<slug:event>/fees/"
        yield here, {"event": event.slug, "code": invoice.code}
        yield f"{here}orders/", {"event": event.slug, "code": order.code}
        yield f"{here}guests/", {"event": event.slug, "code": guest.code}
        yield f"{here}prices/", {"event": event.slug, "code": Price.objects.filter(event=event)[0].code}
        own = {"event": event.slug, "token": guest.token, "code": invoice.code, "file": order.code}
        yield "en/<slug:event>/registration/<str:token>/invoices/", own
        yield "verify/invoice/", {"token": invoice.token}


def _programme(event: Event) -> Iterator[Sample]:
    talk = Session.objects.filter(event=event, is_cancelled=False, slots__isnull=False, parts__isnull=False)[0]
    part = talk.parts.all()[0]
    yield "manage/<slug:event>/programme/rooms/", {"code": Room.objects.filter(event=event)[0].code}
    yield "manage/<slug:event>/programme/tracks/", {"code": Track.objects.filter(event=event)[0].code}
    yield "manage/<slug:event>/programme/sessions/", {"code": talk.code, "pk": part.pk}
    yield "en/<slug:event>/programme/", {"code": talk.code}
    yield "en/<slug:event>/speakers/", {"code": part.person.code}


def _table(event: Event) -> Iterator[Sample]:
    table = RoundTable.objects.filter(event=event)[0]
    proposal = Proposal.objects.filter(item__round_table=table)[0]
    statement = Statement.objects.filter(item__round_table=table)[0]
    here = "manage/<slug:event>/round-tables/"
    for beginning in (here, "en/<slug:event>/round-tables/", "my/<slug:event>/round-tables/"):
        yield beginning, {"slug": table.slug}
    yield f"{here}<slug:slug>/agenda/", {"code": proposal.item.code}
    yield f"{here}<slug:slug>/statements/", {"code": statement.code}
    yield f"{here}<slug:slug>/proposals/", {"code": proposal.code}


def _abstracts(event: Event) -> Iterator[Sample]:
    yield "manage/<slug:event>/submissions/calls/", {"slug": Call.objects.filter(event=event)[0].slug}
    yield "manage/<slug:event>/submissions/", {"code": _own_submission(event).code, "outcome": "accepted"}
    yield "my/<slug:event>/submissions/", {"code": _own_submission(event).code}


def _volume(event: Event) -> Iterator[Sample]:
    article = Article.objects.filter(volume__event=event, section__isnull=False).order_by("pk")[0]
    here = "manage/<slug:event>/proceedings/"
    yield here, {"slug": article.volume.slug}
    yield f"{here}<slug:slug>/sections/", {"pk": article.section_id}
    yield f"{here}<slug:slug>/articles/", {"code": article.code}
    yield "en/<slug:event>/proceedings/", {"slug": article.volume.slug, "code": article.code}
