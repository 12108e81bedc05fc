"""Badges are printed in bulk and read back; at the door guests are found in another script, marked and scanned."""

import io

import pypdfium2
import pytest
import zxingcpp
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.events.choices import Role
from tests.factories.people import PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory
from tests.journeys.conftest import WALKS

pytestmark = pytest.mark.django_db(transaction=True)


def codes_on(content: bytes) -> list[str]:
    """Return the texts of the QR codes on the pages of a file."""
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    pictures = [page.render(scale=3).to_pil() for page in pages]
    # Of QR codes alone: a reader of every kind takes a line of letters for a bar code now and then.
    return [
        code.text for picture in pictures for code in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    ]


@pytest.fixture
def guests(event):
    with scope(event=event):
        category = CategoryFactory(event=event, taken=3)
        names = [("Әбілқайырханова", "Айгүл"), ("Ким", "Анна"), ("Қалиев", "Ерлан")]
        people = [PersonFactory(event=event, family_name=family, given_name=given) for family, given in names]
        return [RegistrationFactory(event=event, person=person, category=category) for person in people]


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_badges_are_printed_and_scanned(event, guests, browsers, member_of, settings, language: str) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    desk = browsers(member_of(event, Role.CHECKIN))
    page = desk.page
    desk.go(f"/manage/{event.slug}/")
    desk.choose("/badges/")
    desk.look()
    desk.send("#print-badges")
    page.locator("#job-progress progress").wait_for()
    desk.look()
    jobs.run(Job.objects.get().pk)  # what the worker does meanwhile; the page learns of it by itself
    page.locator("#job-progress .notice-success").wait_for()
    desk.look()
    links = codes_on(desk.download("#job-progress a.button"))
    assert len(set(links)) == 3

    desk.go(f"/desk/{event.slug}/")
    desk.look()
    page.fill("#desk-q", "Abilkaiyrkhanova")
    page.locator(".desk-row", has_text="Әбілқайырханова").wait_for()
    assert page.locator(".desk-row").count() == 1
    desk.look()
    desk.follow(".desk-row")
    desk.look()
    desk.follow("form.desk-do button")
    assert page.locator(".desk-verdict-success").is_visible()
    desk.look()
    assert page.locator(".desk-count strong").inner_text() == "1"
    verdicts = []
    for link in sorted(set(links)):
        page.goto(link)
        assert page.locator(".desk-guest").is_visible()
        verdicts.append(page.locator(".desk-verdict-warning").count())
    assert sorted(verdicts) == [0, 0, 1]  # only she was here already
    page.goto(next(link for link, seen in zip(sorted(set(links)), verdicts, strict=True) if seen))
    desk.look()
    desk.expected = "404"
    page.goto(f"{links[0].rstrip('/')}x/")
    assert page.locator(".desk-verdict-danger").is_visible()
    desk.look()
