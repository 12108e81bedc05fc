"""A real Chromium in front of the real site. Without one the journeys are skipped, saying so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, sync_playwright

from conference.accounts.models import User

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
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
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no Chromium on this machine: `make test` installs it where it may")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: a page, and what went wrong on it."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{path}")

    def barriers(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(r => r.violations)"
        )
        return [f"{v['id']}: {v['help']} ({v['nodes'][0]['target']})" for v in found]


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request) -> int:
    return request.param


@pytest.fixture
def visitor(chromium: Browser, live_server, width: int, settings) -> Iterator[Visitor]:
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale="ru-RU", timezone_id="Asia/Almaty")
    context.set_default_timeout(10_000)
    somebody = Visitor(context.new_page(), live_server.url)
    yield somebody
    context.close()
    assert somebody.faults == []


@pytest.fixture
def as_user(visitor: Visitor):
    """Return a function that signs the visitor in."""

    def sign_in(user: User) -> Visitor:
        session = SessionStore()
        session.update(
            {
                "_auth_user_id": str(user.pk),
                "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
                "_auth_user_hash": user.get_session_auth_hash(),
            }
        )
        session.save()
        visitor.page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": visitor.site}])
        return visitor

    return sign_in
