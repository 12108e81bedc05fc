"""Opening files that people hand over: a size limit before anything is read, and XML that cannot expand or fetch.

Every fault is an `ImportRefusedError` whose text is one clear sentence for whoever gave the file.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from lxml import etree

# The largest published schedule that we know has 4 MB, the largest collection of papers 12 MB.
DEFAULT_LIMIT = 50 * 1024 * 1024


class ImportRefusedError(Exception):
    """A file that cannot be taken at all; nothing of it was stored."""


def open_upload(path: str | Path) -> bytes:
    """Return the content of a file. Raises ImportRefusedError: missing, empty, no file, over the limit."""
    file = Path(path)
    limit: int = getattr(settings, "IMPORT_MAX_BYTES", DEFAULT_LIMIT)
    try:
        if not file.is_file():
            raise ImportRefusedError(f"{file}: there is no such file.")
        size = file.stat().st_size
        if size > limit:
            raise ImportRefusedError(f"{file}: {size / 1e6:.0f} MB are more than the limit of {limit / 1e6:.0f} MB.")
        data = file.read_bytes()
    except OSError as fault:
        raise ImportRefusedError(f"{file}: cannot be read ({fault.strerror}).") from fault
    if not data.strip():
        raise ImportRefusedError(f"{file}: the file is empty.")
    return data


def parse_xml(data: bytes) -> Any:
    """Return the root element. Raises ImportRefusedError for broken XML, a wrong encoding, and any declared entity."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        reason = str(getattr(fault, "msg", fault)).replace("\n", " ")
        raise ImportRefusedError(f"This is not well-formed XML: {reason}.") from fault
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _entity in dtd.iterentities()):
        raise ImportRefusedError("The XML declares entities of its own; such files are not read, for safety.")
    return root
