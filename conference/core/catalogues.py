"""The message catalogues: `python -m conference.core.catalogues update|compile|check`.

Babel reads the Python code and, through Django's own translation of templates to code, the templates; so neither
xgettext nor msgfmt needs to be on the machine. `check` fails on a string that is missing in ru, kk or en.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "conference" / "locale"
APPS = ("conference", "speakers", "proceedings")
LANGUAGES = ("ru", "kk", "en")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
IDLE_HEADERS = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To):.*\n',
    flags=re.MULTILINE,
)
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Iterator[tuple[Path, bytes]]:
    """Yield every file with messages, templates as the Python code that Django makes of them."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".css", ".xml"}:
            code = templatize(path.read_text("utf-8"), origin=str(path))
            # One line of code each, without indentation, inside brackets: the tokenizer then takes it as it comes.
            yield path, ("(\n" + "\n".join(line.strip() for line in code.split("\n")) + "\n)").encode()


def extracted() -> Catalog:
    """Return a catalogue of everything that is shown, without translations."""
    catalog = Catalog(fuzzy=False)
    for _path, code in sources():
        rows = extract("python", BytesIO(code), keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, context in rows:
            if message and message != ("", ""):
                catalog.add(message, auto_comments=comments, context=context, flags=_flags(message))
    return catalog


def _flags(message: str | Iterable[str]) -> set[str]:
    text = message if isinstance(message, str) else " ".join(message)
    return {"python-format"} if PLACEHOLDER.search(text) and "%(" in text else set()


def file_of(language: str) -> Path:
    """Return the path of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Read a language's catalogue; an empty one when the file is not there yet."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Bring new messages into each catalogue and drop those that are no longer used. English is its own translation."""
    template = extracted()
    for language in LANGUAGES:
        header = f"# Alqa, {language}"
        catalog = Catalog(locale=language, fuzzy=False, header_comment=header, project="Alqa", version="1")
        known = read(language)
        for message in template:
            if not message.id:
                continue
            old = known.get(message.id, message.context) or known.get(_first(message), message.context)
            same_shape = old is not None and isinstance(old.string, str) == isinstance(message.id, str)
            string = old.string if old and same_shape else None
            if language == "en" and not filled(message, string):
                string = message.id
            catalog.add(message.id, string, flags=message.flags - {"fuzzy"}, context=message.context)
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, catalog, no_location=True, sort_output=True, omit_header=False, width=120)
        text = path.read_text("utf-8")
        # Dates and blank names would change the file, or fill it, for nothing.
        path.write_text(IDLE_HEADERS.sub("", text), "utf-8")


def compile_all() -> None:
    """Write the binary catalogues that Django reads; they are not kept in the repository."""
    for language in LANGUAGES:
        path = file_of(language)
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, read(language))


def problems() -> list[str]:
    """Return what is wrong: missing or untranslated messages, and placeholders that a translation lost."""
    template = extracted()
    found = []
    for language in LANGUAGES:
        catalog = read(language)
        for message in template:
            if not message.id:
                continue
            known = catalog.get(message.id, message.context)
            if known is None or not filled(message, known.string):
                found.append(f"{language}: not translated: {_first(message)!r}")
                continue
            found += [f"{language}: {fault}: {_first(message)!r}" for fault in faults(known, catalog)]
        for message in catalog:
            if message.id and template.get(message.id, message.context) is None:
                found.append(f"{language}: no longer used: {_first(message)!r}")
    return found


def filled(message: Message, string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Return whether `string` translates `message` in every plural form."""
    if not string:
        return False
    return bool(string) if isinstance(string, str) else all(string)


def faults(message: Message, catalog: Catalog) -> Iterator[str]:
    """Yield what a translation does wrong: fuzzy marks, wrong plural forms, other placeholders than the original."""
    if message.fuzzy:
        yield "marked fuzzy"
    for checker in checkers:
        try:
            checker(catalog, message)
        except Exception as fault:  # Babel's own TranslationError, and ValueError for broken formats
            yield str(fault)
    wanted = set(PLACEHOLDER.findall(_first(message))) | set(PLACEHOLDER.findall(_last(message.id)))
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    for string in strings:
        if set(PLACEHOLDER.findall(string)) - wanted:
            yield f"unknown placeholder in {string!r}"
    if isinstance(message.id, str) and set(PLACEHOLDER.findall(strings[0])) != wanted:
        yield f"lost placeholder in {strings[0]!r}"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _last(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[-1]


def main() -> int:
    """Run what the command line asks for."""
    command = sys.argv[1:2]
    if command == ["update"]:
        update()
        compile_all()
    elif command == ["compile"]:
        compile_all()
    elif command == ["check"]:
        found = problems()
        print("\n".join(found) or "Every string is translated into ru, kk and en.")  # noqa: T201
        return 1 if found else 0
    else:
        print(__doc__)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
