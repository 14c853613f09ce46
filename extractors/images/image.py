"""Pictures: each frame a page read by text recognition, and what the camera or scanner wrote beside it."""

import struct
import warnings
from contextlib import suppress
from io import BytesIO

from PIL import AvifImagePlugin, ExifTags, Image, ImageChops, UnidentifiedImageError

from extractors.describe import stamp
from extractors.document import ExtractedDocument, MetadataField, Page
from extractors.images import heif, ocr
from extractors.images.beside import picture_metadata, thumbnail
from extractors.images.engines import ready
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader

# what Pillow reads by itself: no EPS, which starts a process, no plug-in that opens files
_FORMATS = (
    "PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "DIB", "PPM", "PCX", "TGA", "ICO", "ICNS", "JPEG2000", "PSD",
    "SGI", "DDS", "XBM", "HEIF", "AVIF",
)  # fmt: skip
_PAGED = ("TIFF", "GIF", "WEBP", "HEIF", "AVIF", "MPO", "PNG")
_CAMERAS = (b"Canon", b"NIKON", b"SONY", b"PENTAX", b"OLYMPUS", b"Panasonic", b"FUJIFILM", b"Leica", b"SAMSUNG")
_CODED = ("HEIF", "AVIF")  # in which lies a picture by any of many codecs, a few of which are known here
_SEPARATE = ("TIFF", "HEIF")  # whose frames are pictures of their own, and no animation
_JPEG = b"\xff\xd8\xff"
_MOST_PREVIEWS = 8
_SAME = 0.01  # share of pixels up to which a frame shows the page before again
_SCAN_INCHES = 8.27  # without a stated resolution, a tall picture is taken for a page of A4


def read_image(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    image, metadata = _opened_or_preview(data)
    if image.width * image.height > options.limits.pixels:
        raise ReadProblem("over_limit", pixels=image.width * image.height)
    if not options.ocr or not ready(options.ocr_languages):
        return ExtractedDocument("", stamp("image", "pillow"), metadata=metadata, reason="ocr_unavailable")
    pages, reason = _pages(image, options)
    members = () if reason == "undecoded" else thumbnail(image)
    if image.format == "HEIF" and reason != "undecoded":
        members += heif.other_thumbnails(data, options.limits)
    return ExtractedDocument(
        "", stamp("image", "tesserocr"), pages=pages, metadata=metadata, members=members, reason=reason
    )


def warm() -> None:
    """Every decoder is loaded and set to work in one thread; the two that encode in many are not tried out."""
    heif.warm()
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    for kind in ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "PPM", "PCX", "TGA", "ICO", "JPEG2000"):
        stream = BytesIO()
        Image.new("RGB", (64, 64), "white").save(stream, kind)
        picture_metadata(_opened(stream.getvalue()))
        _frame(_opened(stream.getvalue()), 0, ReadOptions())


def _opened_or_preview(data: bytes) -> tuple[Image.Image, tuple[MetadataField, ...]]:
    """A camera's raw file is read by the largest picture of it that lies inside."""
    preview = _preview(data) if _is_raw(data) else None
    try:
        image = _opened(data)
    except ReadProblem:
        if preview is None:
            raise
        return preview, picture_metadata(preview)
    metadata = picture_metadata(image)
    return max((image, preview or image), key=lambda one: one.width * one.height), metadata


def _is_raw(data: bytes) -> bool:
    """A scan is a TIFF too, but names no camera."""
    if data[:4] in (b"FUJI", b"IIRO", b"IIU\x00") or data[4:11] == b"ftypcrx" or data[8:10] == b"CR":
        return True
    head = data[: 1 << 16]
    return data[:3] in (b"II*", b"II+", b"MM\x00") and any(name in head for name in _CAMERAS)


def _preview(data: bytes) -> Image.Image | None:
    found: list[Image.Image] = []
    at = data.find(_JPEG)
    while at >= 0 and len(found) < _MOST_PREVIEWS:
        with suppress(OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            found.append(Image.open(BytesIO(data[at:]), formats=("JPEG",)))
        at = data.find(_JPEG, at + 3)
    return max(found, key=lambda one: one.width * one.height, default=None)


def _opened(data: bytes) -> Image.Image:
    code = "damaged"
    try:
        with warnings.catch_warnings(action="ignore"):
            return Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        code = "over_limit"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError, struct.error):
        code = "damaged"
    raise ReadProblem(code)


def _pages(image: Image.Image, options: ReadOptions) -> tuple[tuple[Page, ...], str]:
    """An animation shows much again: of its frames only those that differ from the one read before are pages."""
    frames = int(getattr(image, "n_frames", 1)) if image.format in _PAGED else 1
    pages: list[Page] = []
    before: Image.Image | None = None
    for number in range(min(frames, options.limits.pages)):
        frame = _frame(image, number, options)
        if frame is None and number == 0 and image.format in _CODED:
            return (), "undecoded"
        if frame is None and number == 0:
            raise ReadProblem("truncated")
        if frame is None:
            return tuple(pages), "partly_broken"
        if image.format in _SEPARATE or not _shows_again(frame, before):
            frame, before = squared(frame), frame
            pages.append(ocr.recognise(frame, dpi_of(frame), options.ocr_languages, number + 1))
        options.tick()
    return tuple(pages), "partly_over_limit" if frames > options.limits.pages else ""


def _shows_again(frame: Image.Image, before: Image.Image | None) -> bool:
    if before is None or before.size != frame.size:
        return False
    difference = ImageChops.difference(frame, before).histogram()
    return sum(difference[32:]) < _SAME * frame.width * frame.height


def _frame(image: Image.Image, number: int, options: ReadOptions) -> Image.Image | None:
    try:
        if image.format in _PAGED:
            image.seek(number)
        if image.width * image.height > options.limits.pixels:
            raise ReadProblem("over_limit", pixels=image.width * image.height)
        return _upright(image)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError, struct.error):
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


_KINDS = (
    "png", "jpeg", "tiff", "webp", "gif", "bmp", "jp2", "jpx", "jpm", "x-portable-pixmap", "x-portable-bitmap",
    "x-portable-graymap", "x-portable-greymap", "x-portable-anymap", "x-pcx", "vnd.zbrush.pcx", "x-tga",
    "vnd.microsoft.icon", "x-icon", "x-icns", "vnd.adobe.photoshop", "heic", "heif", "heic-sequence", "heif-sequence",
    "avif", "x-canon-cr2", "x-sgi", "x-xbitmap", "vnd.ms-dds", "apng",
)  # fmt: skip
READERS: dict[str, Reader] = {f"image/{kind}": read_image for kind in _KINDS}
