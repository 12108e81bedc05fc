"""The team's pages: who sees and does what, and that another event's letters are out of reach."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from PIL import Image

from conference.core.activity.models import ActivityEntry
from conference.events.choices import Role
from conference.letters.choices import Kind
from conference.letters.models import Letter, LetterRequest, LetterTemplate, PassportOpening
from tests.factories.events import EventFactory
from tests.factories.letters import PASSPORT, LetterTemplateFactory, VisaTemplateFactory, asked, issued
from tests.support.queries import assert_same_for_more_rows


def url(name: str, **more: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": "konf", **more})


@pytest.fixture
def visa(event) -> LetterRequest:
    with scope(event=event):
        return asked(event, Kind.VISA)


@pytest.fixture
def letter(event, officer) -> Letter:
    with scope(event=event):
        return issued(event, officer, Kind.VISA)


def test_passport_data_are_shown_to_the_officer_for_a_reason(event, visa, officer, signed_in) -> None:
    client = signed_in(officer)
    here = url("letter_request", code=visa.code)
    assert PASSPORT.number not in client.get(here).content.decode()
    assert client.get(url("letter_passport", code=visa.code)).status_code == 405
    refused = client.post(url("letter_passport", code=visa.code), {"note": "просто так"})
    assert PASSPORT.number not in refused.content.decode()
    opened = client.post(url("letter_passport", code=visa.code), {"reason": "check", "note": "сверка"})
    page = opened.content.decode()
    assert PASSPORT.number in page
    assert "сверка" in page
    assert opened["Cache-Control"] == "private, no-store"
    assert PASSPORT.number not in client.get(here).content.decode()
    with scope(event=event):
        assert PassportOpening.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OWNER, Role.REGISTRAR])
def test_others_see_that_there_are_data_and_who_opened_them(event, visa, letter, member_of, signed_in, role) -> None:
    client = signed_in(member_of(event, role))
    assert client.post(url("letter_passport", code=visa.code), {"reason": "check"}).status_code == 403
    assert client.get(url("letter_file", code=letter.code)).status_code == 403
    assert client.post(url("letter_request_issue", code=visa.code)).status_code == 403
    assert client.post(url("letter_revoke", code=letter.code), {"reason": "-"}).status_code == 403
    pages = [
        url("letter_requests"), url("letter_register"), url("letter_request", code=visa.code),
        url("letter", code=letter.code), url("letter_export", file_format="csv"),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert PASSPORT.number not in answer.content.decode()
        assert PASSPORT.surname not in answer.content.decode()
    assert client.get(url("letter_openings")).status_code == (200 if role == Role.OWNER else 403)


def test_a_letter_opened_by_the_officer_is_noted(event, letter, officer, signed_in) -> None:
    answer = signed_in(officer).get(url("letter_file", code=letter.code))
    assert answer.content.startswith(b"%PDF")
    with scope(event=event):
        assert PassportOpening.objects.get().reason == "letter"


def test_the_paper_holds_the_name_and_a_code_that_leads_to_verification(event, letter, officer, signed_in, settings):
    settings.SITE_URL = "https://alqa.example.org"
    document = pypdfium2.PdfDocument(BytesIO(signed_in(officer).get(url("letter_file", code=letter.code)).content))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    assert PASSPORT.name in text
    assert letter.proof_shown in text
    assert "alqa.example.org/verify" in text
    found = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil(), zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [f"https://alqa.example.org/verify/{letter.proof_shown}/"]


def test_issuing_declining_revoking_and_issuing_anew(event, registrar, signed_in) -> None:
    client = signed_in(registrar)
    with scope(event=event):
        first, second = asked(event), asked(event)
    answer = client.post(url("letter_request_issue", code=first.code))
    with scope(event=event):
        letter = Letter.objects.get()
    assert answer["Location"] == url("letter", code=letter.code)
    assert client.post(url("letter_request_issue", code=first.code))["Location"] == url(
        "letter_request", code=first.code
    )
    assert client.post(url("letter_request_decline", code=second.code), {"reason": " "}).status_code == 200
    client.post(url("letter_request_decline", code=second.code), {"reason": "поздно"})
    assert "поздно" in client.get(url("letter_request", code=second.code)).content.decode()
    client.post(url("letter_revoke", code=letter.code), {"reason": "опечатка", "again": "yes"})
    with scope(event=event):
        fresh = Letter.objects.get(n=2)
        assert fresh.replaces == letter
    page = client.get(url("letter", code=letter.code)).content.decode()
    assert "опечатка" in page
    assert str(fresh) in page


def test_chosen_requests_are_issued_as_a_job(event, registrar, signed_in, django_capture_on_commit_callbacks) -> None:
    with scope(event=event):
        codes = [asked(event).code, asked(event).code, asked(event, Kind.VISA).code]
    client = signed_in(registrar)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url("letter_requests_issue"), {"code": codes})
    assert "/jobs/" in answer["Location"]
    with scope(event=event):
        assert Letter.objects.count() == 2
    assert client.post(url("letter_requests_issue"))["Location"] == url("letter_requests")


def test_templates_are_edited_looked_at_and_then_offered(event, registrar, signed_in) -> None:
    client = signed_in(registrar)
    client.post(url("letter_starters"))
    with scope(event=event):
        draft = LetterTemplate.objects.get(kind="confirmation", language="kk")
    here = url("letter_template", code=draft.code)
    assert (
        "Укажите, кто подписывает"
        in client.post(url("letter_template_use", code=draft.code), {"use": "yes"}).content.decode()
    )
    typed = {"kind": draft.kind, "language": "kk", "body": "{nmae}", "signatory_name": "<b>Оразбаева</b>"}
    refused = client.post(here, typed)
    assert "{nmae}" in refused.context["form"].errors["body"][0]
    assert "{organisation}" in refused.context["form"].errors["body"][0]
    picture = BytesIO()
    Image.new("RGB", (300, 120), "white").save(picture, "PNG")
    signature = SimpleUploadedFile("s.png", picture.getvalue())
    saved = client.post(here, {**typed, "body": "Құрметті {name}!", "signature": signature, "countries": ["KZ", "RU"]})
    assert saved["Location"] == url("letter_template_preview", code=draft.code)
    page = client.get(saved["Location"]).content.decode()
    assert "Құрметті Ахметова Айгүл Серікқызы!" in page
    assert "&lt;b&gt;Оразбаева" in page
    assert "data:image/jpeg" in page
    sample = client.get(url("letter_template_sample", code=draft.code))
    assert sample.content.startswith(b"%PDF")
    assert client.post(url("letter_template_use", code=draft.code), {"use": "yes"}).status_code == 302
    with scope(event=event):
        draft.refresh_from_db()
        assert (draft.is_used, draft.countries, bool(draft.signature)) == (True, ["KZ", "RU"], True)
    client.post(here, {**typed, "body": "Сәлем", "remove_signature": "on"})
    client.post(url("letter_template_remove", code=draft.code))
    with scope(event=event):
        assert not LetterTemplate.objects.filter(pk=draft.pk).exists()


def test_a_signature_is_judged_by_its_content(event, registrar, signed_in) -> None:
    file = SimpleUploadedFile("signature.png", b"<svg onload='alert(1)'/>", content_type="image/png")
    typed = {"kind": "invitation", "language": "en", "body": "Dear {name}", "signature": file}
    answer = signed_in(registrar).post(url("letter_template_add"), typed)
    assert "signature" in answer.context["form"].errors


def test_settings_refuse_at_the_field(event, registrar, signed_in) -> None:
    answer = signed_in(registrar).post(url("letter_settings"), {"number_format": "B-{year}", "erase_after_days": "400"})
    assert set(answer.context["form"].errors) == {"number_format", "erase_after_days"}


def test_another_events_letters_are_out_of_reach(event, visa, letter, member_of, signed_in) -> None:
    other = EventFactory(slug="other")
    with scope(event=other):
        LetterTemplateFactory(event=other)
        VisaTemplateFactory(event=other)
    client = signed_in(member_of(other, Role.VISA, Role.REGISTRAR))
    for name, code in (
        ("letter", letter.code), ("letter_file", letter.code), ("letter_request", visa.code),
        ("letter_template", str(letter.template and letter.template.code)),
    ):  # fmt: skip
        assert client.get(reverse(f"manage:{name}", kwargs={"event": "other", "code": code})).status_code == 404
    opening = reverse("manage:letter_passport", kwargs={"event": "other", "code": visa.code})
    assert client.post(opening, {"reason": "check"}).status_code == 404


def test_the_log_tells_of_letters_to_those_who_see_them(event, letter, owner, member_of, signed_in) -> None:
    with scope(event=event):
        assert ActivityEntry.objects.filter(action="letter_issued").exists()
    address = f"/manage/konf/activity/?object={letter.code}"
    assert letter.code in signed_in(owner).get(address).content.decode()
    chair = signed_in(member_of(event, Role.CHAIR)).get(address)
    assert str(letter) not in chair.content.decode()


@pytest.mark.parametrize("name", ["letter_requests", "letter_register", "letter_openings"])
def test_lists_cost_the_same_for_more_rows(event, officer, signed_in, name) -> None:
    client = signed_in(officer)

    def add() -> None:
        with scope(event=event):
            asked(event)
            letter = issued(event, officer, Kind.VISA)
            client.get(url("letter_file", code=letter.code))

    address = url(name) + ("?state=" if name == "letter_requests" else "")
    assert_same_for_more_rows(client, address, add)
