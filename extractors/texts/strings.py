"""Runs of readable characters in bytes of no known form; what it gives is marked as a guess."""

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem


def read_strings(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    raise ReadProblem("unknown_type")
