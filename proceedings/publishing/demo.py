"""The volume of the demo: the accepted talks as articles, built and published."""

import json
from pathlib import Path
from typing import Any

from conference.accounts.models import User
from conference.core import clock
from conference.core.text.localized import i18n, translations
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from proceedings.papers.markup import body_from_typed, from_typed
from proceedings.papers.models import Article
from proceedings.papers.services import save_article, take_in_accepted
from proceedings.publishing.book import make_book
from proceedings.publishing.services import publish_volume, store_build
from proceedings.volumes.services import create_volume

ARTICLES = Path(__file__).with_name("demo_articles.json")
TITLE = i18n(
    ru="Библиотеки – организатор коммуникаций для совместного использования знаний, общения и творчества",
    kk="Кітапханалар – білім алмасу, қарым-қатынас және шығармашылық үшін коммуникация ұйымдастырушысы",
    en="Libraries as organisers of communication for shared knowledge, exchange and creativity",
)
BODIES = i18n(
    ru="Областная универсальная научная библиотека\nОтдел развития библиотек",
    kk="Облыстық әмбебап ғылыми кітапхана\nКітапханаларды дамыту бөлімі",
    en="Regional Universal Scientific Library\nLibrary Development Department",
)
EDITORS = i18n(
    ru="С. Н. Абдрахманова (ответственный редактор)\nМ. А. Литвинова\nД. Е. Жумабекова",
    kk="С. Н. Әбдірахманова (жауапты редактор)\nМ. А. Литвинова\nД. Е. Жұмабекова",
    en="S. N. Abdrakhmanova (editor-in-chief)\nM. A. Litvinova\nD. E. Zhumabekova",
)
ANNOTATION = i18n(
    ru="В сборник вошли доклады международной научно-практической конференции, посвящённой 80-летию областной "
    "библиотеки: о краеведении, мобильных сервисах, методической работе и наполнении Казахстанской национальной "
    "электронной библиотеки региональным контентом. Адресован специалистам библиотек, архивов и музеев.",
    kk="Жинаққа облыстық кітапхананың 80 жылдығына арналған халықаралық ғылыми-практикалық конференция баяндамалары "
    "енді: өлкетану, мобильді қызметтер, әдістемелік жұмыс және Қазақстанның ұлттық электрондық кітапханасын өңірлік "
    "контентпен толықтыру туралы. Кітапхана, мұрағат және музей мамандарына арналған.",
    en="Talks of the international conference on the 80th anniversary of the regional library: local history, mobile "
    "services, methodical work, and regional content for the Kazakh National Electronic Library. For those who work in "
    "libraries, archives and museums.",
)


def seed(event: Event) -> None:
    """Make the volume, take in the accepted talks, complete them, build and publish."""
    editor = member_with(event, Role.EDITOR)
    volume = create_volume(event=event, by=editor, **_imprint(event))
    take_in_accepted(volume=volume, by=editor)
    rows = {row["title"]: row for row in json.loads(ARTICLES.read_text("utf-8"))}
    articles = list(Article.objects.filter(volume=volume).select_related("section").prefetch_related("authors"))
    for article in articles:
        row = next((rows[text] for text in translations(article.title).values() if text in rows), None)
        if row:
            _complete(article, row, editor)
    if articles:
        store_build(book=make_book(volume=volume), by=editor)
        publish_volume(volume=volume, by=editor)


def _imprint(event: Event) -> dict[str, Any]:
    kinds = {
        "ru": "материалы Международной научно-практической конференции (Караганда, {days})",
        "kk": "Халықаралық ғылыми-практикалық конференция материалдары (Қарағанды, {days})",
        "en": "proceedings of the International Conference (Karaganda, {days})",
    }
    return {
        "slug": "main",
        "language": "ru",
        "title": TITLE,
        "subtitle": i18n(
            **{code: text.format(days=clock.days(event.starts_on, event.ends_on, code)) for code, text in kinds.items()}
        ),
        "bodies": BODIES,
        "editors": EDITORS,
        "annotation": ANNOTATION,
        "town": event.town,
        "publisher": event.venue,
        "rights_holder": event.venue,
        "year": event.ends_on.year,
        "udc": "02(063)",
        "bbk": "78.3",
        "author_mark": "Б 59",
    }


def _complete(article: Article, row: dict[str, Any], by: User | None) -> None:
    """Add what an editor adds to a talk: the text, the missing languages, the classification."""
    texts = {
        name: {**{code: from_typed(entry[name]) for code, entry in row["texts"].items()}, **_filled(article, name)}
        for name in ("title", "abstract", "keywords")
    }
    save_article(
        volume=article.volume,
        by=by,
        article=article,
        authors=list(article.authors.all()),
        body=body_from_typed("\n".join(row["body"])),
        references="\n".join(row["references"]),
        udc=row["udc"],
        mrnti=row["mrnti"],
        **{name: i18n(**by_language) for name, by_language in texts.items()},
    )


def _filled(article: Article, name: str) -> dict[str, str]:
    return {code: text for code, text in translations(getattr(article, name)).items() if code}
