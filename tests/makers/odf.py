"""OpenDocument files by hand, from the specification."""

from tests.makers import files

SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        **{
            one: f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"
            for one in ("office", "text", "table", "style", "form")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
ODF = "application/vnd.oasis.opendocument."


def content(kind: str, body: str, styles: str = "") -> bytes:
    inner = (
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:{kind}>{body}</office:{kind}></office:body>"
    )
    return f"<office:document-content {SPACES}>{inner}</office:document-content>".encode()


def odf(kind: str, body: str, styles: str = "", more: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    parts = [("mimetype", f"{ODF}{kind}".encode()), ("content.xml", content(kind, body, styles)), *more]
    return files.archive(parts)


def flat(kind: str, body: str) -> bytes:
    head = f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="{ODF}{kind}">'
    return f"{head}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>".encode()
