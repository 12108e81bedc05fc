"""A real Chromium in front of the real site. Without one the journeys are skipped, saying so."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from conference.accounts.models import User
from conference.config.machine import find_chromium

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
LOCALES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
# A walk in each language, on a phone and at a desk in turn. What a browser sees does not depend on the database: with
# PostgreSQL one walk shows that everything is stored and found there, too.
WALKS = [("kk", 390)] if os.environ.get("DATABASE_URL") else [("ru", 390), ("kk", 1280), ("en", 390)]
# axe asks of a page what does not depend on its language or database either; it costs a third of a walk.
AXE_LANGUAGES = frozenset() if os.environ.get("DATABASE_URL") else frozenset({"kk"})
# A busy machine is slow, which is no fault of the page; nobody waits this long where nothing is wrong.
PATIENCE = 60_000
# What sticks out of the window, not counting what scrolls in a frame of its own.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > width + 0.5 && !element.closest("[role=region]"))
    .map(element => `${element.tagName.toLowerCase()}.${element.className} «${element.textContent.slice(0, 30)}»`)
    .slice(0, 8);
}"""
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]
# Playwright's loop runs in the test's own thread, where Django would take any query for one inside async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium on this machine: `make test` installs it where it may")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def _scripts_are_kept() -> Iterator[None]:
    """Let browsers keep styles and scripts, as a real site does: asking for them on each page is half of a walk."""
    serve = StaticFilesHandler.serve

    def serve_once(self: StaticFilesHandler, request: HttpRequest) -> HttpResponse:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_once)
        yield


class Visitor:
    """Somebody at a browser: a page, and what went wrong on it."""

    def __init__(self, page: Page, site: str, language: str = "ru") -> None:
        self.page, self.site, self.language = page, site, language
        self.faults: list[str] = []
        self.expected = ""  # a status that a page is to have: Chromium writes it to the console as an error
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        is_expected = self.expected and f"status of {self.expected}" in message.text
        if message.type == "error" and not is_expected:
            self.faults.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{path}")

    def follow(self, selector: str) -> None:
        """Press a link or a button that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def send(self, form: str, button: str = ".form-actions button") -> None:
        """Press the button that sends a form."""
        self.follow(f"{form} {button}")

    def choose(self, ending: str) -> None:
        """Follow the link of the page's menu with this ending, opening the menu where the window is narrow."""
        link = self.page.locator(f"nav a[href$='{ending}']").first
        if not link.is_visible():
            self.page.locator("[data-menu]").first.click()
        with self.page.expect_navigation():
            link.click()

    def switch_language(self, language: str) -> None:
        """Press the button that changes the language of a half-filled form."""
        self.follow(f"button[name=switch_language][value={language}]")
        self.language = language
        assert self.page.locator("html").get_attribute("lang") == language

    def confirm(self, selector: str) -> None:
        """Press a button that asks once more, and say yes."""
        self.page.locator(selector).first.click()
        self.follow("#confirm-dialog button[value=yes]")

    def download(self, selector: str) -> bytes:
        """Press a link to a file and return the file."""
        with self.page.expect_download() as coming:
            self.page.locator(selector).first.click()
        return Path(coming.value.path()).read_bytes()

    def fetch(self, selector: str) -> bytes:
        """Return the file behind a link that the browser would show in a window."""
        answer = self.page.request.get(self.site + str(self.page.locator(selector).first.get_attribute("href")))
        assert answer.ok
        return answer.body()

    def fill(self, **values: str) -> None:
        """Type into the fields of these names: `fill(title_0="…")`."""
        for name, value in values.items():
            self.page.fill(f"[name='{name}']", value)

    def barriers(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is; in one of the walks nothing, unasked."""
        if self.language not in AXE_LANGUAGES:
            return []
        return self.found_by_axe()

    def found_by_axe(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})"
            ".then(r => r.violations)"
        )
        return [f"{v['id']}: {v['help']} ({v['nodes'][0]['target']})" for v in found]

    def look(self) -> None:
        """Look around: the page is in the reader's language, fits the window, and axe finds nothing."""
        where = self.page.url.removeprefix(self.site)
        assert self.page.locator("html").get_attribute("lang") == self.language, where
        assert self.page.evaluate(TOO_WIDE) == [], f"{where} is wider than the window"
        assert self.barriers() == [], where


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request) -> int:
    return request.param


@pytest.fixture
def language() -> str:
    """The language of the browser; a journey in several is parametrised by it."""
    return "ru"


@pytest.fixture
def browsers(chromium: Browser, live_server, width: int, language: str, settings) -> Iterator[Callable[..., Visitor]]:
    """Return a function that opens a browser, for a user who is signed in or for anybody: `browsers(user)`."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    opened: list[Visitor] = []

    def browse(user: User | None = None, *, javascript: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=LOCALES[language],
            timezone_id="Asia/Almaty",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": live_server.url}])
        opened.append(Visitor(context.new_page(), live_server.url, language))
        return opened[-1]

    yield browse
    for somebody in opened:
        somebody.page.context.close()
    assert [fault for somebody in opened for fault in somebody.faults] == []


def session_of(user: User) -> str:
    """Return the key of a session in which the user is signed in."""
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@pytest.fixture
def visitor(browsers) -> Visitor:
    return browsers()
