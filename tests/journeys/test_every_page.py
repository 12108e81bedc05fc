"""Every page that has an address, in the demo, opened in each language by somebody who may come."""

import gettext
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django_scopes import scope
from lxml import etree, html

from conference.accounts.models import User
from conference.config.access_matrix import addresses, roles_allowed
from conference.core.permissions import Access, Audience
from conference.demo.event import PEOPLE, create_demo
from conference.events.choices import Role
from conference.events.models import Event
from tests.journeys.conftest import TOO_WIDE, Visitor
from tests.journeys.samples import author_of, samples_of, values_for
from tests.support.addresses import example

pytestmark = pytest.mark.django_db(transaction=True)
LOCALE = Path(__file__).resolve().parents[2] / "conference" / "locale"
ALL_LANGUAGES = ["ru", "kk", "en"]
# With a database server it is asked whether every page can be made; how it looks was seen without.
ON_SERVER = bool(os.environ.get("DATABASE_URL"))
LANGUAGES = ["kk"] if ON_SERVER else ALL_LANGUAGES
FILES = (".pdf", ".ics", ".jpg", ".xlsx", ".json", "/api/schema/", "/health/")
# What the demo has no example of: a mail's proof of an address, prints, photographs, files of guests and of own data,
# providers of payments.
WITHOUT_EXAMPLE = {
    "en/<slug:event>/registration/<str:token>/confirm/",
    "en/<slug:event>/registration/<str:token>/data/file/",
    "en/<slug:event>/registration/<str:token>/invoices/<slug:code>/back/<slug:provider>/",
    "en/<slug:event>/registration/<str:token>/invoices/<slug:code>/orders/<slug:file>/",
    "manage/<slug:event>/fees/orders/<slug:code>/file/",
    "en/<slug:event>/speakers/<slug:code>/photo.jpg",
    "manage/<slug:event>/registrations/<slug:code>/files/<slug:file>/",
    "manage/<slug:event>/badges/prints/<slug:code>/badges.pdf",
    "my/<slug:event>/profile/photo.jpg",
    "my/<slug:event>/data/file/",
}
# Names of icons and of the schema's objects, written by programmers for programmers.
ENGLISH = {"/design/", "/api/docs/"}
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-confirm", "data-confirm-label")
UNSPOKEN = frozenset({"script", "style", "code", "pre", "noscript"})
# What a page says of its own accord, in its own language: texts with a language of their own were written by people.
WORDS = """() => {
  const own = element => element && element.closest("[lang]") === document.documentElement;
  const words = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (own(node.parentElement) && !node.parentElement.closest("script, style, code, pre, noscript")) {
      words.add(node.textContent.replace(/\\s+/g, " ").trim());
    }
  }
  for (const name of ["aria-label", "placeholder", "title", "alt", "data-confirm", "data-confirm-label"]) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      if (own(element)) words.add(element.getAttribute(name).trim());
    }
  }
  return [...words];
}"""


def english_words(language: str) -> set[str]:
    """Return the interface's English texts that read differently in `language`; a language's own name is not one."""
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    pairs = ((key[0] if isinstance(key, tuple) else key, text) for key, text in catalogue.items())
    return {english for key, text in pairs if (english := key.rpartition("\x04")[2]) and english != text} - {"English"}


def readers(event: Event, browsers: Callable[..., Visitor]) -> Callable[[Access], Visitor]:
    """Return a function that finds who may open a page: of the team, somebody who is not the owner where possible."""
    known = {role: User.objects.get(email=email) for _label, email, _name, _language, role in PEOPLE if role}
    author = author_of(event)
    opened: dict[str, Visitor] = {}

    def reader_for(access: Access) -> Visitor:
        user = None
        if access.audience == Audience.TEAM:
            allowed = roles_allowed(access)
            user = known[next(role for role in reversed(Role) if role in allowed)]
        elif access.audience in {Audience.STAFF, Audience.SIGNED_IN}:
            user = known[Role.OWNER] if access.audience == Audience.STAFF else author
        name = user.email if user else ""
        if name not in opened:
            opened[name] = browsers(user)
        return opened[name]

    return reader_for


def only_posts(view: Any) -> bool:
    """Return whether a view, under its decorators, wears `require_POST`."""
    while view is not None:
        if any(cell.cell_contents == ["POST"] for cell in getattr(view, "__closure__", None) or ()):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def visits(event: Event) -> Iterator[tuple[str, Access]]:
    """Yield every address that can be opened, with what is demanded; public ones begin with /en/."""
    samples = samples_of(event)
    with translation.override("en"):
        for address in addresses():
            if address.pattern in WITHOUT_EXAMPLE or address.pattern.startswith("api/v1/") or only_posts(address.view):
                continue
            access = address.access[""]
            path = example(address.pattern, **values_for(address.pattern, samples))
            assert "nothing" not in path, f"what stands in the demo for {address.pattern}?"
            assert "999999" not in path, f"what stands in the demo for {address.pattern}?"
            if access:
                yield path, access


def address_in(path: str, language: str) -> str:
    """Return the address of a page in a language."""
    return f"/{language}{path[3:]}" if path.startswith("/en/") else f"{path}?lang={language}"


def faults_in_browser(reader: Visitor, path: str, language: str, english: set[str], *, with_axe: bool) -> Iterator[str]:
    """Open a page and yield what is wrong with it."""
    page, address = reader.page, address_in(path, language)
    answer = page.goto(f"{reader.site}{address}")
    assert answer is not None
    if answer.status != 200:
        yield f"{address}: {answer.status}"
        return
    if (shown := page.locator("html").get_attribute("lang")) != language:
        yield f"{address}: in {shown}"
    yield from (f"{address}: too wide: {wide}" for wide in page.evaluate(TOO_WIDE))
    if path not in ENGLISH:
        yield from (f"{address}: English: {words}" for words in english.intersection(page.evaluate(WORDS)))
    if with_axe:
        yield from (f"{address}: {barrier}" for barrier in reader.found_by_axe())


def faults_in_text(reader: Visitor, path: str, language: str, english: set[str]) -> Iterator[str]:
    """Fetch a page, without drawing it, and yield what is wrong with its language."""
    address = address_in(path, language)
    answer = reader.page.request.get(f"{reader.site}{address}")
    if answer.status != 200:
        yield f"{address}: {answer.status}"
        return
    page = html.document_fromstring(answer.body())
    if page.get("lang") != language:
        yield f"{address}: in {page.get('lang')}"
    if path not in ENGLISH:
        yield from (f"{address}: English: {words}" for words in english.intersection(words_of(page)))


def words_of(page: Any) -> Iterator[str]:
    """Yield what `WORDS` finds in a browser: texts and spoken attributes that are in the page's own language."""
    for element in page.body.iter(etree.Element):
        inside = [element, *element.iterancestors()]
        if next(one for one in inside if "lang" in one.attrib) is not page:
            continue
        yield from (element.get(name, "").strip() for name in SPOKEN)
        if not any(one.tag in UNSPOKEN for one in inside):
            texts = [element.text, *(child.tail for child in element)]
            yield from (" ".join((text or "").split()) for text in texts)


def is_file(path: str) -> bool:
    """Whether what stands there is no page of the site."""
    return path.endswith(FILES) or (path.startswith("/demo/mail/") and path != "/demo/mail/")


@pytest.mark.parametrize("width", [390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read(db, browsers, width: int, language: str) -> None:
    """Each page is drawn in Kazakh, whose words are long, and once more, with axe, in one of the languages."""
    event = create_demo()
    faults: list[str] = []
    with scope(event=event):
        reader_for = readers(event, browsers)
        pages = list(visits(event))
    assert len(pages) > 100
    english = english_words(language) if language != "en" else set()
    for number, (path, access) in enumerate(pages):
        with_axe = not ON_SERVER and ALL_LANGUAGES[number % len(ALL_LANGUAGES)] == language
        reader = reader_for(access)
        if is_file(path):
            status = reader.page.request.get(f"{reader.site}{address_in(path, language)}").status
            faults += [] if status == 200 else [f"{path}: {status}"]
        elif with_axe or (language == "kk" and not ON_SERVER):
            reader.page.set_viewport_size({"width": 1280 if with_axe and number % 2 else 390, "height": 900})
            faults += faults_in_browser(reader, path, language, english, with_axe=with_axe)
        elif language != "en":  # English is what the pages are written in
            faults += faults_in_text(reader, path, language, english)
    assert not faults, "\n".join(faults)


def test_words_are_found_without_a_browser() -> None:
    """What is in another language than its page, and what nobody reads, is not among them."""
    body = '<p title="Save">Привет <b>Edit</b> today</p><div lang="en">Delete</div><script>Run</script>'
    page = html.document_fromstring(f'<html lang="ru"><body>{body}</body></html>')
    assert set(words_of(page)) - {""} == {"Save", "Привет", "Edit", "today"}
