"""Pictures: each frame a page read by text recognition, and what the camera or scanner wrote beside it."""

import warnings
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from extractors.describe import field_of, fields_of, stamp
from extractors.document import ExtractedDocument, MetadataField, Page
from extractors.images import ocr
from extractors.images.engines import ready
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader

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
    "Make": "make",
    "Model": "model",
    "PageName": "page_name",
}
_SCAN_INCHES = 8.27  # without a stated resolution, a tall picture is taken for a page of A4


def read_image(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    image = _opened(data)
    metadata = _metadata(image)
    if not options.ocr or not ready(options.ocr_languages):
        return ExtractedDocument("", stamp("image", "pillow"), metadata=metadata, reason="ocr_unavailable")
    pages, reason = _pages(image, options)
    return ExtractedDocument("", stamp("image", "tesserocr"), pages=pages, metadata=metadata, reason=reason)


def _opened(data: bytes) -> Image.Image:
    code = "damaged"
    try:
        with warnings.catch_warnings(action="ignore"):
            return Image.open(BytesIO(data))
    except Image.DecompressionBombError:
        code = "over_limit"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        code = "damaged"
    raise ReadProblem(code)


def _pages(image: Image.Image, options: ReadOptions) -> tuple[tuple[Page, ...], str]:
    """An animation shows the same again: only pictures made to hold pages are read beyond the first."""
    frames = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    pages: list[Page] = []
    for number in range(min(frames, options.limits.pages)):
        frame = _frame(image, number, options)
        if frame is None and number == 0:
            raise ReadProblem("truncated")
        if frame is None:
            return tuple(pages), "partly_broken"
        frame = squared(frame)
        pages.append(ocr.recognise(frame, dpi_of(frame), options.ocr_languages, number + 1))
        options.tick()
    return tuple(pages), "partly_over_limit" if frames > options.limits.pages else ""


def _frame(image: Image.Image, number: int, options: ReadOptions) -> Image.Image | None:
    try:
        image.seek(number)
        if image.width * image.height > options.limits.pixels:
            raise ReadProblem("over_limit", pixels=image.width * image.height)
        return _upright(image)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError):
        return None


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera says, on white where it was see-through."""
    turned = {3: 180, 6: 270, 8: 90}.get(int(image.getexif().get(ExifTags.Base.Orientation, 1) or 1), 0)
    dpi = image.info.get("dpi")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    grey = _grey(image).rotate(turned, expand=True)
    grey.info = {"dpi": dpi} if dpi else {}
    return grey


def _grey(image: Image.Image) -> Image.Image:
    """Sixteen-bit pictures are scaled, not cut off at white."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.convert("F").point(lambda value: value / 257 + 0).convert("L")
    return image.convert("L")


def squared(image: Image.Image) -> Image.Image:
    """Faxes have twice as many dots across as down: made as dense in both ways."""
    across, down = _stated(image)
    if min(across, down) <= 0 or not 1.2 < max(across, down) / min(across, down) < 4:
        return image
    most = max(across, down)
    size = (round(image.width * most / across), round(image.height * most / down))
    square = image.convert("L").resize(size, Image.Resampling.BICUBIC)
    square.info = {"dpi": (most, most)}
    return square


def _stated(image: Image.Image) -> tuple[float, float]:
    stated = image.info.get("dpi")
    if not isinstance(stated, tuple) or len(stated) != 2:
        return 0.0, 0.0
    return float(stated[0]), float(stated[1])


def dpi_of(image: Image.Image) -> float:
    value = min(_stated(image))
    if 90 <= value <= 1200 and value != 96:
        return value
    return min(600.0, max(100.0, min(image.size) / _SCAN_INCHES))


def _metadata(image: Image.Image) -> tuple[MetadataField, ...]:
    exif = image.getexif()
    found: dict[str, object] = {}
    for tags in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for tag, value in tags.items():
            if name := _TAGS.get(ExifTags.TAGS.get(tag, "")):
                found.setdefault(name, _value(value))
    return fields_of(found) + _texts(image) + fields_of({"comment": _value(image.info.get("comment", ""))})


def _texts(image: Image.Image) -> tuple[MetadataField, ...]:
    """What PNG keeps as pairs; a pair's own name may hold anything, so it stands in the value."""
    pairs = ((str(key), value) for key, value in image.info.items() if isinstance(value, str))
    return tuple(one for key, value in pairs for one in field_of("text_chunk", f"{key}: {value}", True))


def _value(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\x00\x00\x00").removeprefix(b"UNICODE\x00")
        return value.decode("utf-16-le" if value[1:2] == b"\x00" else "utf-8", "replace")
    return str(value)


READERS: dict[str, Reader] = {f"image/{kind}": read_image for kind in ("png", "jpeg", "tiff", "webp", "gif", "bmp")}
