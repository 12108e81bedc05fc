"""The outbox over a real SMTP conversation: delivery, retries, nothing sent twice, nothing kept that need not be."""

import email
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.utils import timezone

from conference.core.mail import services as mail
from conference.core.mail.models import MailState, OutgoingMail
from conference.core.mail.services import Attachment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postman:
    """Takes letters, or refuses them."""

    def __init__(self) -> None:
        self.letters: list[email.message.Message] = []
        self.refuse = False

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.refuse:
            return "451 Try again later"
        self.letters.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def postman(settings):
    handler = Postman()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEMO = False
    yield handler
    controller.stop()


def letter(**more) -> OutgoingMail:
    return mail.store(
        to="aigul@example.org",
        subject="Тіркелу:\r\nBcc: thief@example.org",
        text="Құрметті Айгүл!",
        language="kk",
        **more,
    )


@pytest.mark.django_db(transaction=True)
def test_a_letter_arrives_with_its_attachment_and_is_then_emptied(postman: Postman) -> None:
    stored = letter(html="<p>Құрметті</p>", attachments=[Attachment("event.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    (arrived,) = postman.letters
    assert arrived["To"] == "aigul@example.org"
    assert (arrived["Content-Language"], arrived["Auto-Submitted"]) == ("kk", "auto-generated")
    assert arrived["Bcc"] is None, "a line break in a subject must not become a header"
    subject = str(email.header.make_header(email.header.decode_header(arrived["Subject"])))
    assert subject == "Тіркелу: Bcc: thief@example.org"
    parts = {
        part.get_content_type(): part.get_payload(decode=True) for part in arrived.walk() if not part.is_multipart()
    }
    assert parts["text/plain"].decode().strip() == "Құрметті Айгүл!"
    assert parts["text/calendar"].strip() == b"BEGIN:VCALENDAR"
    stored.refresh_from_db()
    assert (stored.state, stored.text, stored.html) == (MailState.SENT, "", "")
    assert not stored.attachments.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refused_letter_waits_and_is_sent_later(postman: Postman, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    postman.refuse = True
    stored = letter()
    mail.deliver(stored.pk)
    stored.refresh_from_db()
    assert (stored.state, stored.attempts) == (MailState.WAITING, 1)
    assert stored.next_attempt_at > timezone.now()
    assert "aigul" not in stored.error
    postman.refuse = False
    mail.deliver(stored.pk)
    assert postman.letters == [], "it is not due yet"
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    mail.deliver(stored.pk)
    assert len(postman.letters) == 1
    mail.deliver(stored.pk)
    assert len(postman.letters) == 1, "what is sent is not sent again"


@pytest.mark.django_db(transaction=True)
def test_after_the_last_attempt_the_letter_counts_as_failed_and_keeps_its_text(postman: Postman, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    postman.refuse = True
    stored = letter()
    for _attempt in range(len(mail.WAITS) + 1):
        OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
        mail.deliver(stored.pk)
    stored.refresh_from_db()
    assert stored.state == MailState.FAILED
    assert stored.text == "Құрметті Айгүл!"


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_the_queue_lost_is_sent_once(postman: Postman, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    stored = letter()
    call_command("requeue")
    assert postman.letters == [], "the queue has time"
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - mail.LATE - timedelta(seconds=1))
    for _time in range(2):
        call_command("requeue")
    mail.deliver(stored.pk)
    assert len(postman.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_sends_nothing(postman: Postman) -> None:
    from django.db import transaction

    with pytest.raises(ValueError, match="no"), transaction.atomic():  # noqa: PT012 - the rollback is the point
        letter()
        raise ValueError("no")
    assert postman.letters == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_the_demos_mailbox_says_in_which_language_a_letter_is(client) -> None:
    letter()
    html = client.get("/demo/mail/?lang=ru").content.decode()
    assert '<span class="mail-subject" lang="kk">' in html
    assert '<pre class="mail-text" lang="kk"' in html
