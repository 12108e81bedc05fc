"""What is measured on: a generated event, addresses of its pages, guests with badges, articles of a volume."""

from datetime import date
from itertools import islice

from django.core.management import call_command
from django_scopes import scope

from conference.core.registry import Sizes
from conference.core.synthetic import Words
from conference.core.text.localized import LANGUAGE_CODES, i18n
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.models import Release, ReleasedPerson, ReleasedSession
from conference.registration.models import Category, Registration
from proceedings.papers.models import ArticleAuthor
from proceedings.papers.services import save_article
from proceedings.volumes.models import Volume
from proceedings.volumes.services import create_volume

SLUG = "bench"
MOST_CODES = 60  # so many sessions' and speakers' pages are asked for in turn


def generated(sizes: Sizes, slug: str = SLUG) -> Event:
    """Create and release an event of these sizes."""
    given = {name: getattr(sizes, name) for name in ("talks", "rooms", "days", "people", "seed")}
    call_command("generate_event", slug=slug, verbosity=0, **given)
    return Event.objects.get(slug=slug)


def page_addresses(event: Event) -> dict[str, list[str]]:
    """Return by page the addresses to ask for, in all three languages."""
    with scope(event=event):
        release = Release.objects.get(event=event)
        sessions = list(ReleasedSession.objects.filter(release=release).values_list("code", flat=True))
        people = list(ReleasedPerson.objects.filter(release=release).values_list("code", flat=True))
    day = date.fromisoformat(release.content["days"][0])
    rest = {
        "home": [""],
        "programme, every day": ["programme/?kind=talk"],
        "programme, one day": [f"programme/?day={day}"],
        "session": [f"programme/{code}/" for code in _spread(sessions)],
        "speakers": ["speakers/"],
        "speaker": [f"speakers/{code}/" for code in _spread(people)],
    }
    return {
        name: [f"/{code}/{event.slug}/{part}" for part in parts for code in LANGUAGE_CODES]
        for name, parts in rest.items()
    }


def _spread(codes: list[str]) -> list[str]:
    """Return up to MOST_CODES of them from the whole list."""
    return list(islice(codes, 0, None, max(1, len(codes) // MOST_CODES)))[:MOST_CODES]


def guests_of(event: Event, count: int) -> list[Registration]:
    """Register the first `count` people of the event, without mail, and return them as the badge printer reads them."""
    category = Category.objects.create(event=event, name=i18n(ru="Участник", kk="Қатысушы", en="Participant"))
    people = Person.objects.filter(event=event, registrations=None).order_by("pk")[:count]
    Registration.objects.bulk_create(Registration(event=event, person=person, category=category) for person in people)
    rows = Registration.objects.filter(event=event, category=category)
    return list(rows.select_related("person__organisation", "category", "event").order_by("pk"))


def volume_of(event: Event, articles: int, *, words: int, seed: int) -> Volume:
    """Make a volume of articles of about `words` words each, in three languages, with headings and references."""
    text = Words(seed)
    title = i18n(ru="Материалы конференции", kk="Конференция материалдары", en="Proceedings of the conference")
    volume = create_volume(event=event, by=None, slug="bench", language="ru", title=title, year=event.ends_on.year)
    for number in range(articles):
        language = LANGUAGE_CODES[number % len(LANGUAGE_CODES)]
        paragraphs = [f"<p>{text.abstract(90)[language]}</p>" for _ in range(max(1, words // 90))]
        headings = [f"<h2>{text.title(number * 7 + part)[language]}</h2>" for part in range(len(paragraphs))]
        body = "".join((headings[part] if part % 3 == 0 else "") + each for part, each in enumerate(paragraphs))
        names = [text.name() for _ in range(1 + number % 3)]
        save_article(
            volume=volume,
            by=None,
            authors=[
                ArticleAuthor(
                    family_name=name.family, given_name=name.given, patronymic=name.patronymic, town=text.town()
                )
                for name in names
            ],
            language=language,
            title=i18n(**text.title(number)),
            abstract=i18n(**text.abstract(60)),
            keywords=i18n(ru="библиотека, чтение", kk="кітапхана, оқу", en="library, reading"),
            body=body,
            references="\n".join(text.title(number + part)[language] for part in range(5)),
            udc="02(063)",
        )
    return volume
