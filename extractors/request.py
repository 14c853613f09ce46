"""What the parent asks of a worker: a file's name and how to read it. The worker trusts its parent."""

import json
from dataclasses import asdict, dataclass, field, replace

from extractors.limits import Limits, ReadOptions, no_tick

_LONGEST_NAME = 4096


@dataclass(frozen=True)
class Request:
    """One file to read; its bytes come as a descriptor beside it."""

    name: str = field(repr=False)
    options: ReadOptions


def encode_request(request: Request) -> bytes:
    values = asdict(replace(request.options, tick=no_tick))
    del values["tick"]
    return json.dumps([request.name[-_LONGEST_NAME:], values]).encode()


def decode_request(data: bytes) -> Request:
    name, values = json.loads(data)
    limits = Limits(**values.pop("limits"))
    languages = tuple(values.pop("ocr_languages"))
    return Request(name, ReadOptions(limits=limits, ocr_languages=languages, **values))
