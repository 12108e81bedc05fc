"""The resolution on paper: its phrases in three languages, its figures, its fonts."""

import datetime
import io
import re
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from conference.core import pdf
from conference.core.text.localized import i18n
from conference.roundtables import documents, exports, services, words
from conference.roundtables.choices import Adoption, ParticipantRole, ProposalState, StatementKind
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.roundtables import ParticipantFactory, ProposalFactory, StatementFactory, person_at

DAY = datetime.date(2026, 12, 14)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class TestWords:
    def test_every_language_has_every_phrase(self):
        keys = {language: set(phrases) for language, phrases in words.PHRASES.items()}
        assert keys["ru"] == keys["kk"] == keys["en"]
        assert all(text for phrases in words.PHRASES.values() for text in phrases.values())

    @pytest.mark.parametrize(
        ("numbers", "sentence"),
        [
            ((24, 12, 4, 3), "приняли участие 24 человека из 12 учреждений, 4 регионов, 3 стран."),
            ((1, 1, 1, 1), "принял участие 1 человек из 1 учреждения, 1 региона, 1 страны."),
            ((11, 21, 0, 1), "приняли участие 11 человек из 21 учреждения, 1 страны."),
            ((5, 0, 0, 0), "приняли участие 5 человек."),
        ],
    )
    def test_russian_numerals(self, numbers, sentence):
        assert plain(words.participation("ru", *numbers)).endswith(sentence)

    def test_kazakh_puts_the_origin_first(self):
        said = plain(words.participation("kk", 24, 12, 4, 3))
        assert said == "Дөңгелек үстел жұмысына 3 елден, 4 өңірден, 12 мекемеден 24 адам қатысты."

    def test_english_singular(self):
        assert plain(words.participation("en", 1, 1, 0, 1)).startswith("1 person from 1 institution, 1 country")

    @given(st.tuples(*[st.integers(0, 5000)] * 4), st.sampled_from(["ru", "kk", "en"]))
    def test_every_figure_but_zero_is_said(self, numbers, language):
        said = words.participation(language, *numbers)
        expected = sorted(str(number) for number in numbers if number) if numbers[0] else []
        assert sorted(re.findall(r"\d+", said)) == expected

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("ru", "Резолюция принята голосованием 14 декабря 2026 г.: за – 41, против – 2, воздержались – 3."),
            (
                "kk",
                "Қарар 2026 жылғы 14 желтоқсанда дауыс беру арқылы қабылданды: "
                "жақтағандар – 41, қарсы – 2, қалыс қалғандар – 3.",
            ),
            ("en", "Adopted by vote on 14 December 2026: 41 for, 2 against, 3 abstained."),
        ],
    )
    def test_a_vote_is_told_by_its_figures(self, language, sentence):
        assert plain(words.adoption_by_vote(language, DAY, (41, 2, 3))) == sentence


@pytest.fixture
def resolved(table, item):
    """A resolution adopted by consensus, with points to two addressees."""
    event = table.event
    with scope(event=event):
        home = OrganisationFactory(event=event, region="Қарағанды облысы", country="KZ")
        guest = OrganisationFactory(event=event, region="Новосибирская область", country="RU")
        StatementFactory(item=item, kind=StatementKind.ORAL, person=person_at(event, organisation=home))
        written = StatementFactory(item=item, kind=StatementKind.WRITTEN, person=person_at(event, organisation=guest))
        StatementFactory(item=item, person=written.person)
        moderator = PersonFactory(event=event, organisation=home, family_name="Сәрсенов", given_name="Бауыржан")
        ParticipantFactory(round_table=table, person=moderator, role=ParticipantRole.MODERATOR)
        for addressee in (i18n(ru="Библиотеке", kk="Кітапханаға"), i18n(ru="Министерству", kk="Министрлікке")):
            ProposalFactory(item=item, state=ProposalState.ADOPTED, addressee=addressee)
        ProposalFactory(item=item, state=ProposalState.DECLINED, text=i18n(ru="непринятое"))
        services.change_resolution(
            table=table,
            by=None,
            preamble=i18n(ru="- краеведение объединяет", kk="- өлкетану біріктіреді, ғұрып, ңұсқа, һәм"),
            problems=i18n(ru="- нет общего формата"),
        )
        services.adopt_resolution(table=table, by=None, adoption=Adoption.CONSENSUS, adopted_on=DAY)
        table.refresh_from_db()
        yield table


@pytest.mark.django_db
class TestPdf:
    @pytest.mark.parametrize(
        ("language", "kind", "adopted"),
        [
            ("ru", "РЕЗОЛЮЦИЯ", "консенсусом участников"),
            ("kk", "ҚАРАР", "ортақ келісімімен"),
            ("en", "RESOLUTION", "Adopted by consensus"),
        ],
    )
    def test_in_each_language_in_our_fonts(self, resolved, language, kind, adopted):
        content = exports.resolution_pdf(resolved, language)
        text = " ".join(
            " ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content)
        )
        assert pdf.foreign_fonts(content) == set()
        assert kind in text
        assert adopted in plain(text)
        assert "непринятое" not in text
        assert text.index("1.") < text.index("2.")
        with pikepdf.open(io.BytesIO(content)) as document:
            assert str(document.Root.Lang) == language
            assert "/StructTreeRoot" in document.Root

    def test_counts_people_institutions_regions_and_countries(self, resolved):
        with translation.override("ru"):
            said = plain(documents.document(resolved).frame.figures)
            statements = documents.document(resolved).frame.statements
        assert said.endswith("3 человека из 2 учреждений, 2 регионов, 2 стран.")
        assert statements == "Заслушано выступлений: 2; представлено в письменном виде: 1."

    def test_never_resolved_without_a_vote_or_consensus(self, resolved):
        services.reopen_resolution(table=resolved, by=None)
        resolved.refresh_from_db()
        content = exports.resolution_pdf(resolved, "ru")
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        assert "Проект резолюции: не принят" in text
        assert "решили" not in text.lower()
        assert "принята" not in text

    def test_is_offered_under_its_name_in_kazakh_letters(self, resolved, client):
        address = reverse("public:resolution_pdf", kwargs={"event": "konf", "slug": "stol"})
        answer = client.get("/kk" + address[3:])
        assert answer["Content-Type"] == "application/pdf"
        assert "Қарар" in unquote(answer["Content-Disposition"])

    def test_is_made_once_for_the_same_words(self, resolved, client, monkeypatch):
        made = []
        render = pdf.Document.render
        monkeypatch.setattr(pdf.Document, "render", lambda document: made.append(1) or render(document))
        address = reverse("public:resolution_pdf", kwargs={"event": "konf", "slug": "stol"})
        first, second = client.get(address), client.get(address)
        assert (first.content, len(made)) == (second.content, 1)
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        other = client.get("/kk" + address[3:], headers={"If-None-Match": first["ETag"]})
        assert (other.status_code, len(made)) == (200, 2)
        services.reopen_resolution(table=resolved, by=None)
        services.change_round_table(table=resolved, by=None, title=i18n(ru="Иначе"))
        resolved.refresh_from_db()
        services.adopt_resolution(table=resolved, by=None, adoption=Adoption.CONSENSUS, adopted_on=DAY)
        changed = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (changed.status_code, len(made)) == (200, 3)

    @pytest.mark.parametrize("language", ["ru", "kk", "en"])
    def test_what_was_adopted_never_changes(self, resolved, client, language, item):
        event = resolved.event
        paper = f"/{language}/konf/round-tables/stol/resolution.pdf"
        before = client.get(paper)["ETag"]
        with translation.override(language):
            shown = documents.document(resolved)
        texts = dict.fromkeys(("title", "theme", "organisers"), i18n(ru="Иначе", kk="Басқаша", en="Otherwise"))
        services.change_round_table(table=resolved, by=None, **texts)
        services.change_agenda_item(item=item, by=None, title=i18n(ru="Иначе"))
        StatementFactory(item=item, person=person_at(event))
        ParticipantFactory(round_table=resolved, person=person_at(event), role=ParticipantRole.EDITORIAL)
        resolved.participants.filter(role=ParticipantRole.MODERATOR).delete()
        type(event).objects.update(name=i18n(ru="Иначе"), town=i18n(ru="Иначе"), starts_on=DAY, ends_on=DAY)
        event.refresh_from_db()
        resolved.refresh_from_db()
        with translation.override(language):
            assert documents.document(resolved) == shown
        assert client.get(paper)["ETag"] == before


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("развивать краеведение", ";", "развивать краеведение;"),
        ("развивать краеведение.", ";", "развивать краеведение;"),
        ("развивать **краеведение**", ".", "развивать **краеведение**."),
        ("дамыту ;", ".", "дамыту."),
        ("создать:\n\n- музей\n- архив", ";", "создать:\n\n- музей\n- архив"),
        ("как жить?", ".", "как жить?"),
        ("", ".", ""),
    ],
)
def test_points_end_as_official_texts_end_them(text, sign, expected):
    assert documents.ended(text, sign) == expected


@pytest.mark.parametrize(
    ("texts", "ends"),
    [(("развивать", "КазНЭБ наполнять", "создать"), ";;."), (("Развивать.", "Создать"), ".."), (("создать;",), ".")],
)
def test_a_list_has_semicolons_and_sentences_have_full_stops(texts, ends):
    rows = [{"addressee": {}, "text": {"ru": text}} for text in texts]
    with translation.override("ru"):
        (point,) = documents.points(rows)
        assert "".join(str(text)[-1] for text in point.texts) == ends
