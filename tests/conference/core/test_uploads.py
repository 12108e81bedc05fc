"""Pictures from people: what is taken, what is refused and in which words, what never survives."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conference.core.uploads import clean_image


def drawn(kind="JPEG", size=(80, 60), mode="RGB", **options):
    stream = BytesIO()
    Image.new(mode, size, options.pop("colour", 0)).save(stream, kind, **options)
    stream.seek(0)
    return stream


def opened(content):
    return Image.open(BytesIO(content.read()))


def refusal(stream, **limits):
    with pytest.raises(ValidationError) as refused:
        clean_image(stream, **limits)
    return refused.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_known_kinds_become_jpeg_under_a_name_of_ours(kind):
    cleaned = clean_image(drawn(kind))
    assert opened(cleaned).format == "JPEG"
    assert cleaned.name.endswith(".jpg")
    assert cleaned.name != clean_image(drawn(kind)).name


def test_metadata_is_dropped_after_turning_the_picture_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "a camera"
    exif.get_ifd(0x8825)[1] = "N"  # where the photograph was taken
    picture = opened(clean_image(drawn(exif=exif)))
    assert picture.size == (60, 80)
    assert not dict(picture.getexif())
    assert "exif" not in picture.info


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_mode_becomes_rgb(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(clean_image(drawn(kind, mode=mode))).mode == "RGB"


def test_what_was_transparent_is_white():
    assert opened(clean_image(drawn("PNG", mode="RGBA", colour=(0, 0, 0, 0)))).getpixel((5, 5)) == (255, 255, 255)


def test_large_pictures_shrink():
    assert max(opened(clean_image(drawn(size=(3000, 1000)))).size) == 1600


def test_too_many_bytes():
    assert refusal(BytesIO(b"x" * 101), max_bytes=100) == "too_large"


def test_too_many_pixels_are_seen_in_the_header():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    for side in (7_000, 30_000):  # the second is one that Pillow itself refuses
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
        assert refusal(BytesIO(bomb)) == "too_many_pixels"
    assert refusal(drawn(size=(200, 200)), max_pixels=39_999) == "too_many_pixels"


@pytest.mark.parametrize("content", [b"", b"<svg onload='x'/>", b"%PDF-1.7", b"GIF89a" + b"\0" * 30])
def test_what_is_no_picture_of_ours(content):
    assert refusal(BytesIO(content)) == "not_an_image"


def test_a_phones_own_format_gets_its_own_words():
    assert refusal(BytesIO(b"\0\0\0\x18ftypheic" + b"\0" * 40)) == "heic"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture(kind):
    whole = BytesIO()
    Image.effect_noise((300, 300), 80).save(whole, kind)
    assert refusal(BytesIO(whole.getvalue()[: len(whole.getvalue()) // 2])) == "damaged"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBPVP8 "]),
)
def test_no_bytes_raise_anything_else(content, start):
    with pytest.raises(ValidationError):
        clean_image(BytesIO(start + content))
