"""What stands on a badge, that it fits, and that its code can be read from the printed page."""

import io
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from conference.badges import cards, queries, services
from conference.badges.models import Paper
from conference.core import pdf, qr
from conference.core.jobs.models import Job
from conference.core.pdf.fonts import face
from conference.core.text.localized import i18n
from conference.registration.choices import Mode, State
from conference.registration.models import Registration
from tests.factories.events import EventFactory
from tests.factories.registration import RegistrationFactory

pytestmark = pytest.mark.django_db
MM = 72 / 25.4


def sizes_of(content: bytes) -> set[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(content)) as document:
        boxes = [page.mediabox for page in document.pages]
    return {(round(float(box[2]) / MM), round(float(box[3]) / MM)) for box in boxes}


def picture_of(content: bytes, page: int = 0, dpi: int = 200) -> Image.Image:
    return pypdfium2.PdfDocument(content)[page].render(scale=dpi / 72).to_pil()


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


class TestOneBadge:
    def test_is_a6_in_our_fonts_and_its_code_opens_the_guest(self, registration, client):
        content = services.badge_pdf(registration)
        assert sizes_of(content) == {(105, 148)}
        assert pdf.page_count(content) == 1
        assert pdf.foreign_fonts(content) == set()
        assert qr.read(picture_of(content)) == [queries.scan_address(registration)]

    def test_says_name_house_town_and_category_in_both_languages(self, registration):
        services.change_design(event=registration.event, by=None, language="kk", second_language="ru")
        text = text_of(services.badge_pdf(registration))
        for word in ("Айгүл", "Қожахметова", "Шығыс Қазақстан", "Өскемен, Қазақстан", "Қатысушы", "Участник", "Aigul"):
            assert word in text

    def test_leaves_out_what_the_design_leaves_out(self, registration):
        off = dict.fromkeys(["show_latin", "show_organisation", "show_town"], False)
        services.change_design(event=registration.event, by=None, **off)
        text = text_of(services.badge_pdf(registration))
        assert "Пушкин" not in text
        assert "Өскемен" not in text
        assert "Aigul" not in text

    def test_shows_what_the_guest_wants_to_be_called(self, registration):
        registration.person.badge_name = "Айгүл апай"
        badge = cards.badge_of(registration, services.design_of(registration.event))
        assert badge.names == ["Айгүл апай"]

    def test_photo_is_printed_and_a_lost_one_does_no_harm(self, registration):
        services.change_design(event=registration.event, by=None, show_photo=True)
        stream = io.BytesIO()
        Image.new("RGB", (600, 800), "#aa3366").save(stream, "JPEG")
        registration.person.photo.save("portrait.jpg", ContentFile(stream.getvalue()))
        assert cards.photo_of(registration.person)
        assert pdf.page_count(services.badge_pdf(registration)) == 1
        registration.person.photo.storage.delete(registration.person.photo.name)
        assert cards.photo_of(registration.person) == b""
        assert pdf.page_count(services.badge_pdf(registration)) == 1


class TestCode:
    def test_holds_no_personal_data_and_survives_a_corrected_name(self, registration):
        before = queries.scan_address(registration)
        registration.person.family_name = "Ахметова"
        registration.person.save()
        again = Registration.objects.get(pk=registration.pk)
        assert queries.scan_address(again) == before
        assert registration.code in before

    def test_forged_and_foreign_codes_are_nobodys(self, event, registration):
        signed = queries.scan_address(registration).rstrip("/").rsplit("/", 1)[1]
        assert queries.registration_scanned(event, signed) == registration
        assert queries.registration_scanned(event, registration.code) is None
        assert queries.registration_scanned(event, signed[:-1] + ("A" if signed[-1] != "A" else "B")) is None
        assert queries.registration_scanned(EventFactory(), signed) is None


class TestFitting:
    @pytest.mark.parametrize(
        "names",
        [
            ["Ян", "Ли"],
            ["Айгүл", "Қожахметова"],
            ["Нұрсұлтан-Мұхамедқали", "Әбдіразақұлы-Қожахметов"],
            ["Gülşen Ayşe Nur", "Wiśniewska-Łukasik"],
            ["Константин Константинович", "Константинопольский"],
            ["Ыбырайымжан Нұрмұхамедұлы", "Шәймұхамбетов-Құдайбергенов"],
        ],
    )
    def test_names_stay_within_their_box(self, names):
        size = cards.fitting(names, cards.NAME_SIZES, cards.WIDTH, cards.NAME_HEIGHT, "Golos-Text-Bold")
        font = face("Golos-Text-Bold")
        lines = 0
        for name in names:
            count = cards.count_lines(name, lambda text: font.text_width(text, size), cards.WIDTH)
            assert count is not None
            lines += count
        assert lines * size * cards.LEADING <= cards.NAME_HEIGHT

    def test_a_short_name_is_large(self):
        assert cards.fitting(["Ян", "Ли"], cards.NAME_SIZES, cards.WIDTH, cards.NAME_HEIGHT, "Golos-Text-Bold") == 40

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(alphabet="аәбвгғ ё-ұүһіШЩЖ", min_size=1, max_size=60))
    def test_wrapping_never_exceeds_the_width(self, text):
        font = face("Golos-Text-Bold")
        count = cards.count_lines(text, lambda part: font.text_width(part, 20), cards.WIDTH)
        whole = font.text_width(text.rstrip(), 20)
        if whole <= cards.WIDTH:
            assert count == 1
        elif count is not None:
            assert count >= 2

    def test_nothing_leaves_the_page(self, registration):
        registration.person.badge_name = "Ы" * 90
        registration.category.name = i18n(
            ru="Приглашённый докладчик пленарного заседания и участник круглого стола " * 2
        )
        content = services.badge_pdf(registration)
        page = picture_of(content)
        edges = [page.crop(box) for box in ((0, 0, 20, page.height), (page.width - 20, 0, page.width, page.height))]
        assert all(edge.convert("L").getextrema()[0] > 250 for edge in edges)


class TestSheets:
    def test_four_on_a4_with_cutting_marks_and_every_code_readable(self, event, registration):
        rows = [registration, *(RegistrationFactory(event=event, category=registration.category) for _ in range(4))]
        design = services.change_design(event=event, by=None, paper=Paper.A4)
        content = services.sheets_pdf(rows, design)
        assert sizes_of(content) == {(210, 297)}
        assert pdf.page_count(content) == 2
        read = {*qr.read(picture_of(content, 0, 300)), *qr.read(picture_of(content, 1, 300))}
        assert read == {queries.scan_address(row) for row in rows}
        first = picture_of(content, 0, 300).convert("L")
        assert min(first.crop((first.width // 2 - 8, 5, first.width // 2 + 8, 40)).getdata()) < 100

    def test_chunks_make_one_file_and_progress_moves(self, event, registration, monkeypatch):
        monkeypatch.setattr("conference.badges.services.printing.CHUNK", 2)
        rows = [registration, *(RegistrationFactory(event=event, category=registration.category) for _ in range(4))]
        seen = []
        content = services.sheets_pdf(
            rows, services.design_of(event), progress=lambda done, total: seen.append((done, total))
        )
        assert seen == [(2, 5), (4, 5), (5, 5)]
        assert pdf.page_count(content) == 5
        assert pdf.foreign_fonts(content) == set()
        for number, row in enumerate(rows):
            assert qr.read(picture_of(content, number)) == [queries.scan_address(row)]


class TestWhoGetsOne:
    def test_neither_remote_nor_cancelled_guests(self, event, registration):
        RegistrationFactory(event=event, mode=Mode.REMOTE)
        RegistrationFactory(event=event, state=State.CANCELLED, cancelled_at=registration.created_at)
        assert queries.to_print(event) == [registration]

    def test_printed_ones_are_left_out_until_the_name_changes(self, event, registration):
        services.remember_printed(event=event, registrations=[registration], by=None)
        assert queries.to_print(event, only_new=True) == []
        registration.person.family_name = "Исправленная"
        registration.person.save()
        assert queries.to_print(event, only_new=True) == [registration]
        services.remember_printed(event=event, registrations=queries.to_print(event), by=None)
        assert queries.to_print(event, only_new=True) == []

    def test_files_of_old_prints_go_from_a_store_without_folders(self, event, registration, monkeypatch):
        deleted = []
        store = SimpleNamespace(exists=lambda name: False, delete=deleted.append)
        monkeypatch.setattr("conference.badges.services.printing.default_storage", store)
        names = [f"badges/konf/{number}.pdf" for number in range(queries.PRINTS_KEPT + 2)]
        for name in names:
            Job.objects.create(event=event, kind=queries.PRINT_JOB, result={"file": name})
        Job.objects.create(event=EventFactory(), kind=queries.PRINT_JOB, result={"file": "badges/other/1.pdf"})
        assert [services.remove_old_files(event=event) for _time in range(2)] == [2, 0]
        assert sorted(deleted) == names[:2]


class TestKeeping:
    def test_a_badge_is_made_once_and_again_when_its_words_change(self, registration, monkeypatch):
        made = []
        render = pdf.Document.render
        monkeypatch.setattr(pdf.Document, "render", lambda document: made.append(1) or render(document))
        assert services.badge_pdf(registration) == services.badge_pdf(registration)
        assert len(made) == 1
        registration.person.badge_name = "Айгүл апай"
        services.badge_pdf(registration)
        assert len(made) == 2
