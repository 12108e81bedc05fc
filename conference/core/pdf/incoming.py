"""PDF files that people send: opened to judge them, and written anew without what could run on a reader's machine."""

import io
from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_PAGES = 2000
# Entries of a catalogue, a page or an annotation that start something by themselves.
ACTIVE = ("/OpenAction", "/AA", "/XFA")
# Kinds of action that leave the document or run a program; links to pages of the web stay.
DANGEROUS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/GoToE"}


def clean_pdf(content: bytes) -> bytes:
    """Return the file without scripts, actions and attached files.

    Raises ValidationError, in words for who sent it, for what is no PDF, is damaged, locked by a password, or has no or
    too many pages.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not 0 < len(document.pages) <= MOST_PAGES:
                raise ValidationError(_("The PDF file has no pages, or more than can be taken."), code="pages")
            _disarm(document)
            target = io.BytesIO()
            document.save(target, encryption=False)
            return target.getvalue()
    except pikepdf.PasswordError as fault:
        text = _("The PDF file is locked by a password. Save it without one and choose it again.")
        raise ValidationError(text, code="locked") from fault
    except ValidationError:
        raise
    except Exception as fault:  # qpdf raises whatever a broken file leads it to
        raise ValidationError(_("The PDF file is damaged: it could not be read."), code="damaged") from fault


def _disarm(document: pikepdf.Pdf) -> None:
    names = document.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if name in names:
                del names[name]
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _strip(thing)
    _strip(document.trailer.Root)


def _strip(thing: Any) -> None:
    for name in ACTIVE:
        if name in thing:
            del thing[name]
    action = thing.get("/A")
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in DANGEROUS:
        del thing["/A"]
    if str(thing.get("/S")) in DANGEROUS:  # an action that stands alone, or follows another as /Next
        for name in list(thing.keys()):
            del thing[name]
