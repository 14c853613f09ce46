"""What can go wrong with a file: a code and numbers, never its content."""


class ReadProblem(Exception):
    """A file that cannot be read. `code` is one of CODES; the message holds nothing of the file."""

    def __init__(self, code: str, **numbers: int) -> None:
        if code not in CODES:
            raise ValueError("unlisted code")
        super().__init__(code)
        self.code = code
        self.numbers = numbers


CODES: dict[str, str] = {
    "empty": "the file has no bytes",
    "encrypted": "the file asks for a password",
    "truncated": "the file ends too early",
    "damaged": "the file does not follow its own format",
    "unknown_type": "no reader knows this type",
    "unsupported_type": "the type is known, and no reader for it is built in yet",
    "no_text": "the file was read and holds no text",
    "over_limit": "the file is larger than a limit allows",
    "timeout": "reading took longer than allowed",
    "memory": "reading took more memory than allowed",
    "worker_died": "the worker was killed while reading",
    "untrusted_reply": "the worker's answer was not of the agreed form",
    "partly_encrypted": "some members ask for a password",
    "partly_broken": "some members or pages could not be read",
    "partly_over_limit": "a limit was reached; what was read before it is kept",
    "members_inline": "files inside were found; their text stands among the pages, not under names of their own",
    "split_volume": "a part of a split archive, which cannot be read without the parts before it",
    "strings_only": "no reader knows this type; what looks like text in it was read",
    "undecoded": "what stands beside the picture was read; its pixels could not be decoded behind the lock",
    "no_transcript": "what is said about a recording was read; what is heard in it was not",
    "ocr_unavailable": "text recognition is not installed",
}
