"""The print fonts: whole static TTF files, because families split by unicode-range come out garbled."""

import io
import re
import unicodedata
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {"400Regular": 400, "500Medium": 500, "600SemiBold": 600, "700Bold": 700}
FAMILIES = {
    "GolosText": "Golos Text",
    "Literata": "Literata",
    "NotoSansMath": "Noto Sans Math",
    "PTSerif": "PT Serif",
}
FONT_FILE = re.compile(r"(?P<family>[A-Za-z]+)_(?P<weight>[0-9]{3}[A-Za-z]+?)(?P<italic>_Italic)?\.ttf")
TAG = re.compile(r"<[^>]*>")
# How Pango, and so a PDF made by WeasyPrint, calls a weight: `Literata-Semi-Bold-Italic`.
PANGO_WEIGHTS = {"400Regular": "", "500Medium": "Medium", "600SemiBold": "Semi-Bold", "700Bold": "Bold"}


@cache
def font_files() -> dict[str, Path]:
    """Return the print fonts by file name."""
    found = {path.name: path for folder in settings.PRINT_FONT_DIRS for path in sorted(folder.rglob("*.ttf"))}
    return {
        name: path
        for name, path in found.items()
        if (match := FONT_FILE.fullmatch(name)) and match["weight"] in WEIGHTS and match["family"] in FAMILIES
    }


@cache
def files_by_pdf_name() -> dict[str, Path]:
    """Return the print fonts by the name they have inside a PDF: `Literata-Bold-Italic`."""
    named = {}
    for name, path in font_files().items():
        match = FONT_FILE.fullmatch(name)
        if match:
            parts = [FAMILIES[match["family"]].replace(" ", "-"), PANGO_WEIGHTS[match["weight"]]]
            parts += ["Italic"] if match["italic"] else []
            named["-".join(filter(None, parts))] = path
    return named


@cache
def _covered() -> frozenset[int]:
    """Return the code points that at least one print font has."""
    points: set[int] = set()
    for path in font_files().values():
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def on_paper(text: str) -> str:
    """Return a text with the spaces that the print fonts have: the narrow one is not among them."""
    return text.replace("\u202f", "\u00a0")


def lacking(html: str) -> list[str]:
    """Return the signs of a page's text that no print font has: the system's fonts would be taken, or none at all."""
    text = unicodedata.normalize("NFC", unescape(TAG.sub(" ", html)))
    unseen = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    return sorted(
        sign for sign in set(text) if ord(sign) not in _covered() and unicodedata.category(sign) not in unseen
    )


class Face:
    """One font file, for text that is put on a page without a layout engine, and for subsets."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.font = TTFont(path)
        self.glyph_of: dict[int, str] = self.font.getBestCmap()
        self.units: int = self.font["head"].unitsPerEm

    def glyph_ids(self, text: str) -> list[int]:
        """Return the glyphs of `text`; a letter that the font lacks becomes a question mark."""
        names = (self.glyph_of.get(ord(char)) or self.glyph_of[ord("?")] for char in text)
        return [self.font.getGlyphID(name) for name in names]

    def width(self, glyph_id: int) -> float:
        """Return the advance of a glyph in thousandths of the type size."""
        advance: int = self.font["hmtx"][self.font.getGlyphName(glyph_id)][0]
        return advance * 1000 / self.units

    def text_width(self, text: str, size: float) -> float:
        """Return how wide `text` is at `size`, in the unit of `size`."""
        return sum(self.width(glyph) for glyph in self.glyph_ids(text)) * size / 1000

    def fitted(self, text: str, size: float, room: float) -> str:
        """Return `text`, shortened at a word with an ellipsis when it is wider than `room`."""
        if self.text_width(text, size) <= room:
            return text
        words = text.split()
        while len(words) > 1 and self.text_width(" ".join(words) + "…", size) > room:
            words.pop()
        return " ".join(words).rstrip(" ,.:;–-") + "…"


@cache
def face(name: str) -> Face:
    """Return the font that PDFs call `name`. Raises KeyError for a font that is not ours."""
    return Face(files_by_pdf_name()[name])


def subset_file(path: Path, glyph_ids: set[int]) -> bytes:
    """Return a font file with these glyphs only, each under its own number: finished pages still point right."""
    options = subset.Options(
        retain_gids=True,
        notdef_outline=True,
        hinting=False,
        glyph_names=False,
        legacy_kern=False,
        recalc_timestamp=False,
    )
    options.drop_tables += ["STAT", "MATH", "BASE", "DSIG", "name", "OS/2", "post", "cmap"]
    with TTFont(path, recalcTimestamp=False) as font:
        # What a finished page has no use for; merely dropped by the subsetter it is read first, which takes a second.
        for tag in {"GSUB", "GPOS", "GDEF"} & set(font.keys()):
            del font[tag]
        last = len(font.getGlyphOrder())
        chooser = subset.Subsetter(options)
        chooser.populate(gids=[glyph for glyph in sorted(glyph_ids) if glyph < last])
        chooser.subset(font)
        stream = io.BytesIO()
        font.save(stream, reorderTables=False)
    return stream.getvalue()
