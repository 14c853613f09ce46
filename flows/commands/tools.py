"""undercroft detect, sample: to try the parts on their own; nothing is kept."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.document import Channel, Passage
from flows.problem import DONE, UndercroftProblem
from flows.terminal import show_json

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: it has no place in any encoding


def detect(options: argparse.Namespace) -> int:
    """{id, text[, lang]} a line in; {id, findings} a line out."""
    from redaction.detect import Detector

    detector = Detector(caution=options.caution, quasi=True)
    if not options.case_wide:
        for line, text in _texts_in(sys.stdin.buffer):
            _show_findings(line, _findings(detector, text))
        return DONE
    lines = list(_texts_in(sys.stdin.buffer))
    found = [_findings(detector, text) for _, text in lines]
    for (line, text), findings in zip(lines, _everywhere(lines, found), strict=True):
        _show_findings(line, findings)
        del text
    return DONE


def _texts_in(stream: Iterable[bytes]) -> Iterator[tuple[dict[str, Any], str]]:
    for number, raw in enumerate(stream, 1):
        if raw.strip():
            line = _line(raw, number)
            yield line, _SURROGATE.sub("\ufffd", line.pop("text"))


def _line(raw: bytes, number: int) -> dict[str, Any]:
    """What the line holds; a fault's own text would quote it."""
    try:
        line = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=_refuse)
        if isinstance(line, dict) and isinstance(line.get("text"), str):
            return line
    except (ValueError, RecursionError):
        pass
    raise UndercroftProblem(
        "bad_line", f"bad_line: line {number} is not JSON with id and text", 'a line is {"id": …, "text": …}, in UTF-8'
    )


def _refuse(constant: str) -> None:
    """NaN and Infinity are no JSON, and would be written back as the id."""
    raise ValueError


# What the policy tells apart, in the words of the command's contract.
_TOLD_AS = {
    "NATIONALITY": "DEMOGRAPHIC",
    "OCCUPATION": "DEMOGRAPHIC",
    "EMPLOYER": "ORGANIZATION",
    "HEALTH": "DEMOGRAPHIC",
    "BELIEF": "DEMOGRAPHIC",
    "TRAVEL": "LOCATION",
    "quasi:day": "DATE",  # of a journey
    "RELATION": "OTHER",
    "BIRTH_PLACE": "LOCATION",
    "PLATE": "CODE",
    "IP": "OTHER",
    "URL": "OTHER",
}


def _findings(detector: Any, text: str) -> list[dict[str, Any]]:
    return [
        {
            "start": one.start,
            "end": one.end,
            "type": _told_as(one.type, one.detector),
            "score": round(one.score, 3),
            "detector": one.detector,
        }
        for one in detector.find((Passage(Channel.BODY, 0, text),))
    ]


def _told_as(type_: str, detector: str) -> str:
    return _TOLD_AS.get(detector) or _TOLD_AS.get(type_, type_)


def _everywhere(
    lines: list[tuple[dict[str, Any], str]], found: list[list[dict[str, Any]]]
) -> Iterator[list[dict[str, Any]]]:
    """Every name found in any of the texts, looked for in all of them."""
    from redaction.lookfor import NameIndex

    names = {
        text[one["start"] : one["end"]]
        for (_, text), findings in zip(lines, found, strict=True)
        for one in findings
        if one["type"] == "PERSON"
    }
    index = NameIndex.of_names(sorted(names))
    for (_, text), findings in zip(lines, found, strict=True):
        more = [
            {"start": hit.start, "end": hit.end, "type": "PERSON", "score": 0.9, "detector": "lookfor"}
            for hit in index.find(text)
            if not any(one["start"] < hit.end and hit.start < one["end"] for one in findings)
        ]
        yield sorted(findings + more, key=lambda one: (one["start"], one["end"]))


def _show_findings(line: dict[str, Any], findings: list[dict[str, Any]]) -> None:
    show_json({"id": line.get("id"), "findings": findings})


def sample(options: argparse.Namespace) -> int:
    from flows.sample.write import write_sample

    folder = Path(options.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UndercroftProblem("exists", f"{folder} is already there", "give the path of a new folder")
    if options.documents < 1:
        raise UndercroftProblem("bad_number", "--documents must be at least 1", "for instance --documents 100")
    write_sample(folder, options.documents, options.seed)
    print(f"the leak             {folder}/drop")
    print(f"its truth            {folder}/truth.jsonl")
    print(f"the public people    {folder}/public.csv")
    return DONE
