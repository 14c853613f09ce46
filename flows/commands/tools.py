"""undercroft detect, sample: to try the parts on their own; nothing is kept."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.document import Channel, Passage
from flows.problem import DONE, UndercroftProblem
from flows.terminal import show_json


def detect(options: argparse.Namespace) -> int:
    """{id, text[, lang]} a line in; {id, findings} a line out."""
    from redaction.detect import Detector

    detector = Detector(caution=options.caution)
    if not options.case_wide:
        for line, text in _texts_in(sys.stdin):
            _show_findings(line, _findings(detector, text))
        return DONE
    lines = list(_texts_in(sys.stdin))
    found = [_findings(detector, text) for _, text in lines]
    for (line, text), findings in zip(lines, _everywhere(lines, found), strict=True):
        _show_findings(line, findings)
        del text
    return DONE


def _texts_in(stream: Iterable[str]) -> Iterator[tuple[dict[str, Any], str]]:
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
            text = line["text"]
            if not isinstance(text, str):
                raise TypeError
            yield line, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        except (ValueError, KeyError, TypeError):
            raise UndercroftProblem(
                "bad_line", f"line {number} is not JSON with id and text", 'a line is {"id": …, "text": …}'
            ) from None


def _findings(detector: Any, text: str) -> list[dict[str, Any]]:
    return [
        {"start": one.start, "end": one.end, "type": one.type, "score": round(one.score, 3), "detector": one.detector}
        for one in detector.find((Passage(Channel.BODY, 0, text),))
    ]


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
