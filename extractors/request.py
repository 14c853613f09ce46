"""What the parent asks of a worker: a file's name and how to read it. The worker trusts its parent."""

import json
from dataclasses import asdict, dataclass, field, replace

from extractors.keys import NO_KEYS, Keys, keys_from_json, keys_to_json
from extractors.limits import Limits, ReadOptions, no_tick

_LONGEST_NAME = 4096


@dataclass(frozen=True)
class Request:
    """One file to read, and perhaps keys to open it with; its bytes come as a descriptor beside it."""

    name: str = field(repr=False)
    options: ReadOptions
    keys: Keys = field(default=NO_KEYS, repr=False)


def encode_request(request: Request) -> bytes:
    values = asdict(replace(request.options, tick=no_tick, trying=None))
    del values["tick"], values["trying"]
    return json.dumps([request.name[-_LONGEST_NAME:], values, keys_to_json(request.keys)]).encode()


def decode_request(data: bytes) -> Request:
    name, values, keys = json.loads(data)
    limits = Limits(**values.pop("limits"))
    languages = tuple(values.pop("ocr_languages"))
    return Request(name, ReadOptions(limits=limits, ocr_languages=languages, **values), keys_from_json(keys))
