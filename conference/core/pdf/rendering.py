"""Pages from templates and HTML, by WeasyPrint.

Nothing is fetched while rendering: a page may name our print fonts (`font:`), our static files (`static:`) and the
pictures handed over with it (`given:`); every other address fails.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, __version__
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from conference.core.pdf.fonts import FAMILIES, FONT_FILE, WEIGHTS, font_files

TOKENS = "css/tokens.css"  # the print styles import them


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Opens our own files by name and nothing else."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.given = given

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the named file. Raises ValueError for anything that is not ours; WeasyPrint then leaves it out."""
        scheme, _, name = url.partition(":")
        name = unquote(name)
        if scheme == "font" and name in font_files():
            return URLFetcherResponse(url, font_files()[name].read_bytes(), {"Content-Type": "font/ttf"})
        if scheme == "static" and (found := finders.find(name)):
            return URLFetcherResponse(url, Path(found).read_bytes())
        if scheme == "given" and name in self.given:
            return URLFetcherResponse(url, self.given[name])
        raise ValueError("Nothing is fetched while rendering")


@cache
def _fonts() -> tuple[FontConfiguration, tuple[CSS, ...]]:
    """Return the font configuration, made once a process, and the sheets that belong to it."""
    rules = []
    for name in font_files():
        match = FONT_FILE.fullmatch(name)
        if match is None:  # pragma: no cover - font_files lists only names that match
            continue
        style = "italic" if match["italic"] else "normal"
        rules.append(
            f'@font-face {{ font-family: "{FAMILIES[match["family"]]}"; font-weight: {WEIGHTS[match["weight"]]};'
            f" font-style: {style}; src: url(font:{name}) }}"
        )
    configuration = FontConfiguration()
    faces = CSS(string="\n".join(rules), font_config=configuration, url_fetcher=ClosedFetcher({}))
    return configuration, (faces,)


@dataclass(frozen=True)
class Document:
    """A page before it is rendered, and what it is known by: equal digests give equal files."""

    html: str
    stylesheets: tuple[str, ...]
    given: Mapping[str, bytes]
    variant: str | None

    @property
    def digest(self) -> str:
        """SHA-256 of everything that decides how the file comes out."""
        digest = hashlib.sha256(f"{styles_digest(self.stylesheets)} {self.variant} {self.html}".encode())
        for name, content in sorted(self.given.items()):
            digest.update(f"{name} {hashlib.sha256(content).hexdigest()}".encode())
        return digest.hexdigest()

    def render(self) -> bytes:
        """Return the file."""
        return render_html(self.html, stylesheets=self.stylesheets, given=self.given, variant=self.variant)


def prepare(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str,
    stylesheets: tuple[str, ...] = ("css/pdf.css",),
    given: Mapping[str, bytes] | None = None,
    variant: str | None = None,
) -> Document:
    """Return a template in `language` as a document that can be rendered, or found rendered by its digest.

    `stylesheets` are static files; `given` are pictures by name, used as `given:name`; `variant` is WeasyPrint's
    `pdf_variant` (`pdf/ua-1`, `pdf/a-3u`). Raises LookupError for a stylesheet that does not exist.
    """
    with translation.override(language):
        html = render_to_string(template, {**context, "language": language})
    return Document(html, stylesheets, given or {}, variant)


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str,
    stylesheets: tuple[str, ...] = ("css/pdf.css",),
    given: Mapping[str, bytes] | None = None,
    variant: str | None = None,
) -> bytes:
    """Render a template to PDF; see `prepare`."""
    return prepare(template, context, language=language, stylesheets=stylesheets, given=given, variant=variant).render()


def render_html(
    html: str,
    *,
    stylesheets: tuple[str, ...] = ("css/pdf.css",),
    given: Mapping[str, bytes] | None = None,
    variant: str | None = None,
) -> bytes:
    """Render a whole HTML page to PDF; see `render`."""
    configuration, faces = _fonts()
    fetcher = ClosedFetcher(given or {})
    document = HTML(string=html, base_url=None, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=[*faces, *(_sheet(name, _file_of(name).stat().st_mtime_ns) for name in stylesheets)],
        font_config=configuration,
        pdf_variant=variant,
        pdf_tags=True,
        uncompressed_pdf=False,
    )
    return pdf


def styles_digest(stylesheets: tuple[str, ...]) -> str:
    """Return a digest of everything besides the HTML that decides how a page comes out."""
    digest = hashlib.sha256(f"weasyprint {__version__}".encode())
    for name in (*stylesheets, TOKENS):
        digest.update(_file_of(name).read_bytes())
    for name, path in sorted(font_files().items()):
        digest.update(f"{name} {path.stat().st_size}".encode())
    return digest.hexdigest()


def _file_of(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise LookupError(f"There is no stylesheet {name}")
    return Path(found)


@cache
def _sheet(name: str, _changed_at: int) -> CSS:
    """Return a parsed stylesheet; parsing costs as much as a short page, and a changed file is read again."""
    configuration, _faces = _fonts()
    return CSS(string=_file_of(name).read_text("utf-8"), font_config=configuration, url_fetcher=ClosedFetcher({}))
