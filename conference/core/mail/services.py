"""Writing and delivering mail. `compose` stores it; the queue delivers; nothing is sent inside a request."""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.utils import timezone, translation

from conference.core.mail.models import MailAttachment, MailState, OutgoingMail

log = logging.getLogger(__name__)
# Minutes between attempts: quick at first for greylisting, then patient; after the last the mail counts as failed.
WAITS = (1, 5, 15, 60, 240, 720)
LATE = timedelta(minutes=10)  # so long after its time the queue must have lost a mail
AT_ONCE = 500  # late mails sent by one call


class Attachment(NamedTuple):
    """A file for a mail: name, MIME type, bytes."""

    name: str
    content_type: str
    content: bytes


def compose(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    event: models.Model | None = None,
    attachments: Iterable[Attachment] = (),
) -> OutgoingMail:
    """Render `templates/mail/<template>.txt` and `.html` in `language`, store the mail, deliver after commit.

    The text's first line is the subject. The HTML twin is optional; its styles are put into the tags.
    """
    with translation.override(language):
        values = {**context, "event": event, "SITE_URL": settings.SITE_URL, "language": language}
        subject, _, text = render_to_string(f"mail/{template}.txt", values).strip().partition("\n")
        html = css_inline.inline(render_to_string(f"mail/{template}.html", values), load_remote_stylesheets=False)
    return store(
        to=to, subject=subject, text=text.strip(), html=html, language=language, event=event, attachments=attachments
    )


def store(
    *,
    to: str,
    subject: str,
    text: str,
    language: str,
    html: str = "",
    event: models.Model | None = None,
    attachments: Iterable[Attachment] = (),
) -> OutgoingMail:
    """Store a finished mail and queue its delivery for when the transaction commits."""
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            to=to,
            subject=" ".join(subject.split())[:300],  # a line break here would be a second header
            text=text,
            html=html,
            # Screen readers and translators go by the first; the second keeps "I am on holiday" from answering us.
            headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
            event_id=event.pk if event else None,
        )
        MailAttachment.objects.bulk_create(
            MailAttachment(mail=mail, name=a.name, content_type=a.content_type, content=a.content) for a in attachments
        )
        _queue(mail.pk)
    return mail


def deliver(mail_pk: int) -> None:
    """Send one mail if it is due; on failure set the next attempt. Two workers never send the same one twice."""
    now = timezone.now()
    claimed = OutgoingMail.objects.filter(pk=mail_pk, state=MailState.WAITING, next_attempt_at__lte=now).update(
        attempts=models.F("attempts") + 1, next_attempt_at=now + timedelta(minutes=WAITS[-1])
    )
    if not claimed:
        return
    mail = OutgoingMail.objects.prefetch_related("attachments").get(pk=mail_pk)
    try:
        _send(mail)
    except Exception as fault:  # whatever the transport raises, the mail must stay in the outbox
        log.warning("Mail %s was not delivered, attempt %s: %s", mail.pk, mail.attempts, type(fault).__name__)
        _postpone(mail, fault)
    else:
        _mark_sent(mail)


def deliver_due() -> int:
    """Send, here and now, every mail that has been due for so long that the queue must have lost it; return how many.

    Should the queue come up with one of them after all, it finds it sent.
    """
    late = OutgoingMail.objects.filter(state=MailState.WAITING, next_attempt_at__lt=timezone.now() - LATE)
    keys = list(late.order_by("next_attempt_at").values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        deliver(key)
    return len(keys)


def mails_to(addresses: Collection[str], event: models.Model | None) -> models.QuerySet[OutgoingMail]:
    """Return the mails of an event, or with None those of none, to these addresses in any case."""
    rows = OutgoingMail.objects.annotate(address=Lower("to")).filter(address__in=[one.lower() for one in addresses])
    return rows.filter(event_id=event.pk) if event else rows.filter(event=None)


def forget(addresses: Collection[str], event: models.Model | None) -> int:
    """Remove mails to these addresses from the outbox, sent or not; return how many."""
    removed = mails_to(addresses, event).delete()[1]
    return removed.get(OutgoingMail._meta.label, 0)


def _send(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=mail.headers
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments.all():
        message.attach(attachment.name, bytes(attachment.content), attachment.content_type)
    message.send()


def _mark_sent(mail: OutgoingMail) -> None:
    mail.state, mail.sent_at, mail.error = MailState.SENT, timezone.now(), ""
    if not settings.DEMO:  # the demo shows its mail on a page, so it keeps the bodies
        mail.text = mail.html = ""
        mail.attachments.all().delete()
    mail.save(update_fields=["state", "sent_at", "error", "text", "html"])


def _postpone(mail: OutgoingMail, fault: Exception) -> None:
    mail.error = f"{type(fault).__name__}: {fault}"[:300]
    if mail.attempts > len(WAITS):
        mail.state = MailState.FAILED
    else:
        mail.next_attempt_at = timezone.now() + timedelta(minutes=WAITS[mail.attempts - 1])
        _queue(mail.pk, mail)
    mail.save(update_fields=["state", "next_attempt_at", "error"])


def _queue(mail_pk: int, again: OutgoingMail | None = None) -> None:
    from conference.core.mail.tasks import deliver_mail

    task = deliver_mail.using(run_after=again.next_attempt_at) if again else deliver_mail
    # A queue that does not answer must not fail what is already committed: `deliver_due` sends the mail later.
    transaction.on_commit(lambda: task.enqueue(mail_pk), robust=True)
