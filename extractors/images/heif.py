"""HEIC and HEIF: what libheif keeps beside a picture, and how it is set to work in as few threads as it can."""

from collections.abc import Iterator
from io import BytesIO

import pillow_heif
from PIL import Image

from extractors.document import Member, MemberState
from extractors.images.beside import is_other_picture
from extractors.limits import Limits

_MOST_THUMBNAILS = 16


def warm() -> None:
    """One picture after the other; within one, libde265 begins a single thread of its own whatever it is told."""
    pillow_heif.options.DECODE_THREADS = 0
    pillow_heif.register_heif_opener()


def other_thumbnails(data: bytes, limits: Limits) -> tuple[Member, ...]:
    """The small pictures that show something other than theirs: a crop undone, a face unmasked."""
    members: list[Member] = []
    try:
        for small, large in _thumbnails(data, limits):
            if is_other_picture(small, large):
                members.append(Member(f"thumbnail {len(members) + 1}.png", MemberState.READ, _packed(small)))
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, IndexError):
        members.append(Member("thumbnail.png", MemberState.BROKEN))
    return tuple(members)


def _thumbnails(data: bytes, limits: Limits) -> Iterator[tuple[Image.Image, Image.Image]]:
    """Each thumbnail and the picture it belongs to, both unpacked; none that is larger than a picture may be."""
    seen = 0
    for image in pillow_heif.open_heif(data):
        large: Image.Image | None = None
        listed = image.info.get("thumbnails")
        for at in range(len(listed) if isinstance(listed, list) else 0):
            small = image.get_thumbnail(at)
            seen += 1
            if seen > _MOST_THUMBNAILS or max(_pixels(small.size), _pixels(image.size)) > limits.pixels:
                return
            large = large or image.to_pillow()
            yield small.to_pillow(), large


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def _packed(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
