"""One file out of many: pages in order, numbers and running heads as raw content streams, bookmarks, links, one copy
of each font, one structure tree, and metadata. The same input gives the same bytes.

Overlays by pikepdf's own helper take five times as long for the same page numbers; a plain merge would repeat every
font for each article and lose the structure that screen readers follow.
"""

import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from conference.core.pdf.fonts import Face, face, subset_file
from conference.core.pdf.merging import Structure, share_fonts, stamp_font

STAMP_FONT = "Stamp"


@dataclass(frozen=True)
class Stamp:
    """A short text on a page that is already rendered; points from the lower left corner. `rule` draws a line below."""

    text: str
    x: float
    y: float
    size: float
    align: str = "left"
    rule: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline; `page` counts from 0."""

    title: str
    page: int
    children: tuple["Bookmark", ...] = ()


@dataclass(frozen=True)
class Metadata:
    """What catalogues read from the file itself."""

    title: str
    language: str
    created: datetime
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assembly:
    """What `assemble` puts together. `links` are pages (from 0) by the addresses that contents pages point to."""

    parts: Sequence[bytes | Path]
    metadata: Metadata
    stamps: Mapping[int, Sequence[Stamp]] = field(default_factory=dict)
    stamp_face: str = "Literata"
    bookmarks: Sequence[Bookmark] = ()
    links: Mapping[str, int] = field(default_factory=dict)
    unnumbered: int = 0  # pages before the one that is called 1
    first_number: int = 1


def assemble(plan: Assembly, *, share: bool = True, stamp_file: bytes | None = None) -> bytes:
    """Return the whole file.

    `share` gives all parts one copy of each font; worth it for more than a few parts. `stamp_file` is a font that has
    all letters of the stamps (`stamp_subset`), for a series of files that are stamped alike.
    """
    with ExitStack() as open_files, pikepdf.new() as whole:
        structure = Structure(whole)
        for part in plan.parts:
            stream = part if isinstance(part, Path) else io.BytesIO(part)
            source = open_files.enter_context(pikepdf.open(stream))
            first = len(whole.pages)
            whole.pages.extend(source.pages)
            structure.take_in(source, first)
        structure.finish(plan.metadata.language)
        _point_links(whole, plan.links)
        if plan.stamps:
            _stamp(whole, plan, stamp_file or stamp_subset(plan.stamps, plan.stamp_face))
        if share:
            share_fonts(whole)
        _label_pages(whole, plan)
        _add_bookmarks(whole, plan.bookmarks)
        _describe(whole, plan.metadata)
        target = io.BytesIO()
        whole.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            linearize=False,
        )
    return target.getvalue()


def stamp_subset(stamps: Mapping[int, Sequence[Stamp]], name: str = "Literata") -> bytes:
    """Return a font file with the letters of these stamps."""
    used = face(name)
    glyphs = {glyph for row in stamps.values() for stamp in row for glyph in used.glyph_ids(stamp.text)}
    return subset_file(used.path, glyphs | set(used.glyph_ids("0123456789")))


def _stamp(whole: pikepdf.Pdf, plan: Assembly, font_file: bytes) -> None:
    used = face(plan.stamp_face)
    texts = {stamp.text for row in plan.stamps.values() for stamp in row}
    font = stamp_font(whole, plan.stamp_face, used, font_file, texts)
    # Parts share one dictionary of resources among their pages: each is given the font once.
    ready: set[tuple[int, int]] = set()
    for number, row in plan.stamps.items():
        page = whole.pages[number]
        resources = page.obj.Resources
        if resources.objgen not in ready or resources.objgen == (0, 0):
            fonts = resources.get(Name.Font)
            resources.Font = Dictionary(dict(fonts) if fonts is not None else {})
            resources.Font[f"/{STAMP_FONT}"] = font
            ready.add(resources.objgen)
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q /Artifact BMC " + b" ".join(_drawn(stamp, used) for stamp in row) + b" EMC")


def _drawn(stamp: Stamp, used: Face) -> bytes:
    """Return the operators that draw a stamp."""
    glyphs = used.glyph_ids(stamp.text)
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[stamp.align] * used.text_width(stamp.text, stamp.size)
    code = "".join(f"{glyph:04x}" for glyph in glyphs)
    drawn = f"q 0 g BT /{STAMP_FONT} {stamp.size:g} Tf {stamp.x - shift:.2f} {stamp.y:.2f} Td <{code}> Tj ET"
    if stamp.rule:
        left, right, y = stamp.rule
        drawn += f" 0.4 w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
    return f"{drawn} Q".encode()


def _point_links(whole: pikepdf.Pdf, links: Mapping[str, int]) -> None:
    """Turn addresses of our own (`article:CODE`) into jumps; those that lead nowhere are taken out."""
    if not links:
        return
    schemes = {address.partition(":")[0] for address in links}
    for page in whole.pages:
        kept = []
        for note in page.obj.get(Name.Annots, ()):
            address = str(note.A.get(Name.URI, "")) if Name.A in note else ""
            if address.partition(":")[0] in schemes:
                if address not in links:
                    continue
                del note[Name.A]
                note.Dest = Array([whole.pages[links[address]].obj, Name.Fit])
            kept.append(note)
        if Name.Annots in page.obj:
            page.obj.Annots = Array(kept)


def _label_pages(whole: pikepdf.Pdf, plan: Assembly) -> None:
    """Let viewers count pages as the paper does: covers have no number."""
    ranges: list[object] = [0, Dictionary()] if plan.unnumbered else []
    ranges += [plan.unnumbered, Dictionary(S=Name.D, St=plan.first_number)]
    whole.Root.PageLabels = Dictionary(Nums=Array(ranges))


def _add_bookmarks(whole: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    if not bookmarks:
        return
    with whole.open_outline() as outline:
        outline.root.extend(_item(bookmark) for bookmark in bookmarks)
    whole.Root.PageMode = Name.UseOutlines


def _item(bookmark: Bookmark) -> pikepdf.OutlineItem:
    item = pikepdf.OutlineItem(bookmark.title, bookmark.page)
    item.children.extend(_item(child) for child in bookmark.children)
    return item


def _describe(whole: pikepdf.Pdf, about: Metadata) -> None:
    whole.Root.Lang = String(about.language)
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stamp = about.created.strftime("D:%Y%m%d%H%M%S") + (about.created.strftime("%z")[:3] or "+00") + "'00"
    whole.docinfo = whole.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String("; ".join(about.authors)),
            Subject=String(about.subject),
            Keywords=String(", ".join(about.keywords)),
            Creator=String("Alqa"),
            Producer=String("WeasyPrint, pikepdf"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = about.title
        xmp["dc:language"] = [about.language]
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = xmp["xmp:MetadataDate"] = about.created.isoformat()
        xmp["xmp:CreatorTool"] = "Alqa"
        optional: dict[str, object] = {
            "dc:creator": list(about.authors),
            "dc:description": about.subject,
            "dc:subject": list(about.keywords),
            "pdf:Keywords": ", ".join(about.keywords),
            "dc:publisher": [about.publisher] if about.publisher else [],
            "dc:rights": about.rights,
            "dc:identifier": "; ".join(about.identifiers),
        }
        for name, value in optional.items():
            if value:
                xmp[name] = value
