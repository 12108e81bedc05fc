"""The door for files from people: judged by what is in them, never by their name, and always written anew.

Writing anew drops whatever else a file carried: EXIF with the place where a portrait was taken, scripts of a PDF, and
any bytes that another program might run.
"""

import warnings
from io import BytesIO
from typing import IO, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from conference.core.ids import new_code
from conference.core.pdf import clean_pdf

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
# A portrait on a page or a badge is never printed larger than this.
LONGEST_SIDE: Final = 1600
# A scanned page has to stay readable.
LONGEST_SIDE_OF_A_SCAN: Final = 3000
FORMATS: Final = ("JPEG", "PNG", "WEBP")
# ISO base media files say what they are after the size of their first box; phones send photographs as these.
HEIC_BRANDS: Final = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif")


def clean_image(
    upload: IO[bytes], *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS, longest_side: int = LONGEST_SIDE
) -> ContentFile[bytes]:
    """Return the picture as a new JPEG under a random name, upright and without metadata.

    Raises ValidationError, in words for who uploaded it, for what is not a JPEG, PNG or WebP picture within the limits.
    """
    content = upload.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(max_bytes)
    if _is_cut_off(content):
        raise _damaged()
    picture = _opened(content, max_pixels)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata is dropped anyway
            # Small first: every later step makes a copy, and one of 40 megapixels takes 160 MB.
            picture.draft("RGB", (longest_side, longest_side))
            picture.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
            flat = _without_transparency(ImageOps.exif_transpose(picture))
            target = BytesIO()
            flat.save(target, "JPEG", quality=88, optimize=True, progressive=True)
    except Exception as fault:  # Pillow raises whatever odd metadata or data lead it to, TypeError among others
        raise _damaged() from fault
    return ContentFile(target.getvalue(), name=f"{new_code().lower()}.jpg")


def clean_document(upload: IO[bytes], *, max_bytes: int = MAX_BYTES) -> ContentFile[bytes]:
    """Return a PDF file, or a picture as JPEG, under a random name. Raises ValidationError for anything else."""
    head = upload.read(1024)
    upload.seek(0)
    if b"%PDF-" not in head:
        try:
            return clean_image(upload, max_bytes=max_bytes, longest_side=LONGEST_SIDE_OF_A_SCAN)
        except ValidationError as fault:
            if fault.code != "not_an_image":
                raise
            text = _("Choose a PDF file or a picture (JPEG, PNG, WebP); the content decides, not the name.")
            raise ValidationError(text, code="not_a_document") from fault
    content = upload.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(max_bytes)
    return ContentFile(clean_pdf(content), name=f"{new_code().lower()}.pdf")


def _too_large(max_bytes: int) -> ValidationError:
    message = _("The file is larger than %(limit)s MB. Save it smaller and choose it again.")
    return ValidationError(message, code="too_large", params={"limit": max_bytes // (1024 * 1024)})


def _damaged() -> ValidationError:
    return ValidationError(_("The picture is damaged: it could not be read to its end."), code="damaged")


def _is_cut_off(content: bytes) -> bool:
    """Whether the end is missing. WeasyPrint tells Pillow to be content with half a picture, so we look ourselves.

    A JPEG ends its last scan with a marker, a PNG has a last chunk, a WebP says its length at the start.
    """
    if content.startswith(b"\xff\xd8"):
        return content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")
    if content.startswith(b"\x89PNG"):
        return b"IEND" not in content
    if content.startswith(b"RIFF"):
        return int.from_bytes(content[4:8], "little") + 8 > len(content)
    return False


def _opened(content: bytes, max_pixels: int) -> Image.Image:
    """Read the header only: a small file may unfold to gigabytes."""
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise ValidationError(_("This is a HEIC or AVIF photograph. Save it as JPEG and choose it again."), code="heic")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is stricter
            picture = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as fault:
        raise _too_many_pixels(max_pixels) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise ValidationError(
            _("This is not a JPEG, PNG or WebP picture, whatever its name says."), code="not_an_image"
        ) from fault
    if picture.width * picture.height > max_pixels:
        raise _too_many_pixels(max_pixels)
    return picture


def _too_many_pixels(max_pixels: int) -> ValidationError:
    message = _("The picture has more than %(limit)s megapixels. Save it smaller and choose it again.")
    return ValidationError(message, code="too_many_pixels", params={"limit": max_pixels // 1_000_000})


def _without_transparency(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB; what was transparent becomes white, as on paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")
