"""What a camera, a scanner or an editor wrote into a picture beside its pixels."""

import struct
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from extractors.describe import field_of
from extractors.document import Member, MemberState, MetadataField
from extractors.office.parts import parse_xml

_TAGS = {
    "ImageDescription": "description",
    "Artist": "author",
    "Copyright": "copyright",
    "DateTime": "modified",
    "Software": "software",
    "DocumentName": "title",
    "HostComputer": "computer",
    "XPTitle": "title",
    "XPAuthor": "author",
    "XPComment": "comment",
    "XPSubject": "subject",
    "XPKeywords": "keywords",
    "DateTimeOriginal": "created",
    "UserComment": "comment",
    "CameraOwnerName": "author",
    "BodySerialNumber": "serial_number",
    "LensSerialNumber": "serial_number",
    "ImageUniqueID": "serial_number",
    "Make": "make",
    "Model": "model",
    "PageName": "page_name",
    "ImageHistory": "comment",
}
_IPTC = {
    5: "title", 25: "keywords", 40: "comment", 55: "created", 80: "author", 85: "author", 90: "place", 92: "place",
    95: "place", 101: "place", 105: "title", 110: "credit", 115: "source", 116: "copyright", 118: "contact",
    120: "description", 122: "author",
}  # fmt: skip
_TAG_TEXT = 4096
_MOST_FIELDS = 500
_XMP_SKIPPED = ("InstanceID", "DocumentID", "OriginalDocumentID", "instanceID", "documentID", "MetadataDate", "format")
_OTHER_PICTURE = 40  # mean difference of grey values, from which a thumbnail shows something else
Found = Iterator[tuple[str, str, bool]]


def picture_metadata(image: Image.Image) -> tuple[MetadataField, ...]:
    """Each thing once; a broken corner costs only itself."""
    found: dict[tuple[str, str, bool], None] = {}
    for source in (_exif, _gps, _iptc, _xmp, _texts):
        try:
            for one in source(image):
                found[one] = None
                if len(found) > _MOST_FIELDS:
                    break
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - Pillow raises many kinds on broken directories
            continue
    return tuple(one for name, value, hidden in found for one in field_of(name, value, hidden))


def _exif(image: Image.Image) -> Found:
    exif = image.getexif()
    for tags in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for tag, value in tags.items():
            if name := _TAGS.get(ExifTags.TAGS.get(tag, "")):
                yield name, _value(value)[:_TAG_TEXT], False


def _gps(image: Image.Image) -> Found:
    tags = {
        ExifTags.GPSTAGS.get(tag, ""): value for tag, value in image.getexif().get_ifd(ExifTags.IFD.GPSInfo).items()
    }
    if "GPSLatitude" in tags and "GPSLongitude" in tags:
        north = _degrees(tags["GPSLatitude"]) * (-1 if tags.get("GPSLatitudeRef") == "S" else 1)
        east = _degrees(tags["GPSLongitude"]) * (-1 if tags.get("GPSLongitudeRef") == "W" else 1)
        yield "place", f"{north:.6f}, {east:.6f}", True
    for name in ("GPSAreaInformation", "GPSProcessingMethod", "GPSDateStamp"):
        yield "place" if "Area" in name else "gps", _value(tags.get(name, "")), True


def _degrees(parts: tuple[float, float, float]) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _iptc(image: Image.Image) -> Found:
    found = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None
    for (record, number), value in (found or {}).items():
        if record == 2 and number in _IPTC:
            for one in value if isinstance(value, list) else [value]:
                yield _IPTC[number], _value(one), False


def _xmp(image: Image.Image) -> Found:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or image.getexif().get(0x02BC) or b""
    yield from xmp_pairs(packet.encode() if isinstance(packet, str) else bytes(packet))


def xmp_pairs(packet: bytes) -> Found:
    root = parse_xml(packet.strip(b"\x00 \n")) if packet else None
    for node in root.iter() if root is not None else ():
        name = str(node.tag).rpartition("}")[2]
        values = [node.text or "", *(str(value) for key, value in node.attrib.items() if _tells(str(key)))]
        for value in values:
            if name not in _XMP_SKIPPED and any(char.isalpha() for char in value):
                yield "xmp", value.strip()[:_TAG_TEXT], True


def _tells(key: str) -> bool:
    return "rdf-syntax" not in key and "namespace" not in key and key.rpartition("}")[2] not in _XMP_SKIPPED


def _texts(image: Image.Image) -> Found:
    """What PNG keeps as pairs; a pair's own name may hold anything, so it stands in the value."""
    for key, value in image.info.items():
        if isinstance(value, str) and str(key) not in ("XML:com.adobe.xmp", "icc_profile_type"):
            yield "text_chunk", f"{key}: {value}", True
    yield "comment", _value(image.info.get("comment", "")), False


def _value(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\x00\x00\x00").removeprefix(b"UNICODE\x00")
        return value.decode("utf-16-le" if value[1:2] == b"\x00" != value[:1] else "utf-8", "replace").strip("\x00 ")
    return str(value)


def thumbnail(image: Image.Image) -> tuple[Member, ...]:
    """The small picture inside, where it shows something other than the large one: a crop undone, a face unmasked."""
    data = _thumbnail_bytes(image)
    if not data:
        return ()
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as small:
            is_other = is_other_picture(small, image)
    except (OSError, ValueError, SyntaxError, ZeroDivisionError):
        return (Member("thumbnail.jpg", MemberState.BROKEN),)
    return (Member("thumbnail.jpg", MemberState.READ, data),) if is_other else ()


def is_other_picture(small: Image.Image, large: Image.Image) -> bool:
    """Whether the small one is no scaled copy; raises what Pillow raises on broken pixels."""
    if abs(small.width / small.height - large.width / large.height) > 0.25:
        return True
    first, second = (np.asarray(one.convert("L").resize((32, 32)), dtype=float) for one in (small, large))
    return float(np.abs(first - second).mean()) > _OTHER_PICTURE


def _thumbnail_bytes(image: Image.Image) -> bytes:
    packet = image.info.get("exif", b"")
    try:
        tags = image.getexif().get_ifd(ExifTags.IFD.IFD1)
        start, size = int(tags.get(513, 0)), int(tags.get(514, 0))
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
        return b""
    data: bytes = packet.removeprefix(b"Exif\x00\x00")[start : start + size] if start and size else b""
    return data if data.startswith(b"\xff\xd8") else b""
