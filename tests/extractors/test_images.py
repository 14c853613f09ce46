"""Pictures of many kinds: their pixels bounded, their frames pages, and what is written beside them read."""

import base64
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from extractors.document import ExtractedDocument
from extractors.images import image as pictures
from extractors.images.image import read_image
from extractors.images.metafile import read_emf, read_wmf
from extractors.images.svg import read_svg
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.types.identify import identify

NO_OCR = ReadOptions(ocr=False)
pictures.warm()


def saved(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", (120, 80), "white")
    ImageDraw.Draw(image).rectangle((10, 10, 60, 40), fill="black")
    image.save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def values(document: ExtractedDocument, name: str) -> list[str]:
    return [one.value for one in document.metadata if one.name == name]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "PPM", "ICO", "JPEG2000", "PCX", "TGA"])
def test_each_kind_is_known_and_opened(kind: str) -> None:
    name = "a." + kind.lower()
    data = saved(kind)
    assert identify(data, name) in pictures.READERS
    assert read_image(data, name, NO_OCR).reason == "ocr_unavailable"


def test_camera_data_gives_author_and_place() -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x010F] = "Ada Marsh", "Leica"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 30.0)})
    document = read_image(saved("JPEG", exif=exif, comment="seen by Ivan"), "a.jpg", NO_OCR)
    assert values(document, "author") == ["Ada Marsh"] and values(document, "place") == ["51.500000, -0.125000"]
    assert values(document, "comment") == ["seen by Ivan"]


def test_properties_in_xml_and_pairs_of_text_are_read() -> None:
    packet = b"<x><rdf xmlns:dc='http://purl.org/dc'><dc:creator>Ada Marsh</dc:creator></rdf></x>"
    assert "Ada Marsh" in values(read_image(saved("WEBP", xmp=packet), "a.webp", NO_OCR), "xmp")
    pairs = PngImagePlugin.PngInfo()
    pairs.add_text("Author", "Ada Marsh")
    assert values(read_image(saved("PNG", pnginfo=pairs), "a.png", NO_OCR), "text_chunk") == ["Author: Ada Marsh"]


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    data = bytearray(saved("PNG"))
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    with pytest.raises(ReadProblem) as problem:
        read_image(bytes(data), "a.png", NO_OCR)
    assert problem.value.code in ("over_limit", "damaged")
    with pytest.raises(ReadProblem, match="over_limit"):
        read_image(saved("PNG"), "a.png", ReadOptions(ocr=False, limits=Limits(pixels=100)))


def test_of_an_animation_only_new_frames_are_pages() -> None:
    first, second = Image.new("L", (100, 100), 255), Image.new("L", (100, 100), 0)
    assert pictures._shows_again(first, first.copy()) and not pictures._shows_again(first, second)
    assert not pictures._shows_again(first, None)


def test_a_raw_file_is_read_by_the_picture_inside() -> None:
    data = b"II*\x00\x08\x00\x00\x00CR\x02\x00" + bytes(64) + saved("JPEG")
    assert pictures._preview(data).size == (120, 80)  # type: ignore[union-attr]
    assert read_image(data, "a.cr2", NO_OCR).reason == "ocr_unavailable"


def test_a_drawing_gives_text_titles_and_what_it_hides() -> None:
    picture = base64.b64encode(saved("PNG")).decode()
    data = (
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><title>Plan</title>"
        "<text>Ivan <tspan>Samoylov</tspan></text><g style='display:none'><text>unseen</text></g><!-- by Ada -->"
        f"<image xlink:href='data:image/png;base64,{picture}'/></svg>"
    ).encode()
    document = read_svg(data, "a.svg", NO_OCR)
    assert identify(data, "a.svg") == "image/svg+xml"
    assert document.pages[0].text.strip() == "Ivan Samoylov"
    assert values(document, "title") == ["Plan"] and values(document, "hidden_text") == ["unseen"]
    assert values(document, "comment") == ["by Ada"]
    assert document.members[0].data == saved("PNG")


def test_entities_in_a_drawing_are_not_expanded() -> None:
    data = b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg><text>x&a;y</text></svg>"
    assert "root" not in "".join(page.text for page in read_svg(data, "a.svg", NO_OCR).pages)


def emf(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    head = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    record = struct.pack("<II", 84, 76 + len(raw)) + bytes(28) + struct.pack("<iiII", 0, 10, len(text), 76) + bytes(24)
    return head + record + raw + struct.pack("<III", 14, 20, 0) + bytes(8)


def test_texts_among_drawing_records_are_read() -> None:
    assert identify(emf("Самойлов"), "a.emf") == "image/emf"
    assert read_emf(emf("Самойлов"), "a.emf", NO_OCR).pages[0].text == "Самойлов"
    wmf = (
        b"\xd7\xcd\xc6\x9a"
        + bytes(36)
        + struct.pack("<IHhhHH4s", 9, 0x0A32, 1, 1, 4, 0, b"Ivan")
        + struct.pack("<IH", 3, 0)
    )
    assert read_wmf(wmf, "a.wmf", NO_OCR).pages[0].text == "Ivan"


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_a_code(data: bytes) -> None:
    for reader in (read_emf, read_wmf, read_svg, read_image):
        try:
            assert isinstance(reader(data, "a", NO_OCR), ExtractedDocument)
        except ReadProblem:
            continue
