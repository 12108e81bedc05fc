"""What a plain merge of PDF files loses or repeats: the structure tree, named places, and fonts."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from conference.core.pdf.fonts import Face, files_by_pdf_name, subset_file

MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
CMAP = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe)\n"
    "/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{ranges}endcmap\n"
    "CMapName currentdict /CMap defineresource pop\nend\nend"
)


class Structure:
    """Grows one structure tree out of the trees of the parts, and keeps links between places inside a part."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self.whole = whole
        self.parents: list[Any] = []
        self.next_key = 0
        self.children: list[Any] = []

    def take_in(self, source: pikepdf.Pdf, first: int) -> None:
        """Take the tree of a part whose pages stand in the whole from `first` on; its keys follow those in use."""
        copies = [self.whole.pages[first + number].obj for number in range(len(source.pages))]
        self._resolve_names(source, copies)
        root = source.Root.get(Name.StructTreeRoot)
        if root is None:
            return
        tree = self.whole.copy_foreign(root)
        pairs = list(tree.ParentTree.Nums)
        offset = self.next_key
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            self.parents += [int(key) + offset, value]
            self.next_key = max(self.next_key, int(key) + offset + 1)
        for page in copies:
            if Name.StructParents in page:
                page.StructParents = int(page.StructParents) + offset
            for note in page.get(Name.Annots, ()):
                if Name.StructParent in note:
                    note.StructParent = int(note.StructParent) + offset
        self.children += list(tree.K)

    def _resolve_names(self, source: pikepdf.Pdf, copies: list[Any]) -> None:
        """Names of places would clash between parts: jumps get the place itself."""
        names = source.Root.get(Name.Names, Dictionary()).get(Name.Dests)
        if names is None:
            return
        numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        listed = list(names.Names)
        places = {str(key): place for key, place in zip(listed[::2], listed[1::2], strict=True)}
        for page in copies:
            for note in page.get(Name.Annots, ()):
                place = places.get(str(note.get(Name.Dest, note.get(Name.A, Dictionary()).get(Name.D, ""))))
                if place is not None:
                    if Name.A in note:
                        del note[Name.A]
                    note.Dest = Array([copies[numbers[place[0].objgen]], *[_plain(entry) for entry in list(place)[1:]]])

    def finish(self, language: str) -> None:
        """Hang the collected trees under one document."""
        if not self.children:
            return
        root = self.whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self.whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Lang=String(language), K=Array(self.children))
        )
        for child in self.children:
            # A part's own document becomes a part of ours.
            child.P = document
            if child.get(Name.S) == Name.Document:
                child.S = Name.Part
        root.K = Array([document])
        root.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(self.parents)))
        root.ParentTreeNextKey = self.next_key
        self.whole.Root.StructTreeRoot = root
        self.whole.Root.MarkInfo = Dictionary(Marked=True)


def _plain(entry: Any) -> Any:
    return entry if not isinstance(entry, pikepdf.Object) else pikepdf.Object.parse(entry.unparse())


def share_fonts(whole: pikepdf.Pdf) -> None:
    """Let all pages use one copy of each of our fonts, with the glyphs of all parts."""
    found: dict[str, list[Any]] = {}
    for thing in whole.objects:
        if (
            isinstance(thing, Dictionary)
            and thing.get(Name.Type) == Name.Font
            and thing.get(Name.Subtype) == Name.Type0
        ):
            found.setdefault(str(thing.BaseFont).lstrip("/").split("+")[-1], []).append(thing)
    ours = files_by_pdf_name()
    kept: dict[tuple[int, int], Any] = {}
    for name, fonts in sorted(found.items()):
        if name not in ours or len(fonts) < 2:
            continue
        widths: dict[int, float] = {}
        letters: dict[int, str] = {}
        for font in fonts:
            widths |= _widths(font)
            letters |= _letters(font)
        first = fonts[0]
        content = subset_file(ours[name], set(widths) | set(letters))
        descendant = first.DescendantFonts[0]
        descendant.FontDescriptor.FontFile2 = whole.make_stream(content, Length1=len(content))
        descendant.W = _width_array(widths)
        first.ToUnicode = whole.make_stream(_cmap(letters))
        kept |= {font.objgen: first for font in fonts[1:]}
    for thing in whole.objects:
        if isinstance(thing, Dictionary) and isinstance(thing.get(Name.Font), Dictionary):
            _replace(thing.Font, kept)


def _replace(fonts: Any, kept: dict[tuple[int, int], Any]) -> None:
    for key in list(fonts.keys()):
        if (shared := kept.get(fonts[key].objgen)) is not None:
            fonts[key] = shared


def stamp_font(whole: pikepdf.Pdf, name: str, face: Face, content: bytes, texts: set[str]) -> Any:
    """Return a font object for texts that are put on finished pages, as WeasyPrint makes them."""
    letters = {glyph: char for text in sorted(texts) for glyph, char in zip(face.glyph_ids(text), text, strict=True)}
    head, hhea = face.font["head"], face.font["hhea"]
    scale = 1000 / face.units
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/STAMPS+{name}"),
        FontFamily=String(name),
        Flags=4,
        FontBBox=Array([round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=round(hhea.ascent * scale),
        Descent=round(hhea.descent * scale),
        CapHeight=round(hhea.ascent * scale),
        StemV=80,
        FontFile2=whole.make_stream(content, Length1=len(content)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/STAMPS+{name}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=_width_array({glyph: face.width(glyph) for glyph in letters}),
        FontDescriptor=whole.make_indirect(descriptor),
    )
    return whole.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/STAMPS+{name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([whole.make_indirect(descendant)]),
            ToUnicode=whole.make_stream(_cmap(letters)),
        )
    )


def _widths(font: Any) -> dict[int, float]:
    """Read the widths of a font: runs of `first [w w w]`."""
    runs = list(font.DescendantFonts[0].get(Name.W, ()))
    return {
        int(first) + index: float(width)
        for first, row in zip(runs[::2], runs[1::2], strict=True)
        for index, width in enumerate(row)
    }


def _width_array(widths: dict[int, float]) -> Any:
    runs: list[Any] = []
    previous = -2
    for glyph in sorted(widths):
        if glyph != previous + 1:
            runs += [glyph, []]
        runs[-1].append(round(widths[glyph], 2))
        previous = glyph
    return Array([Array(entry) if isinstance(entry, list) else entry for entry in runs])


def _letters(font: Any) -> dict[int, str]:
    """Read which text each glyph stands for."""
    content = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in MAPPED.findall(content)}


def _cmap(letters: dict[int, str]) -> bytes:
    rows = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(letters.items())]
    ranges = ""
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        ranges += f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    return CMAP.format(ranges=ranges).encode()
