"""PowerPoint's XML: slides in their order, each with its notes and comments, and what does not show named."""

from extractors.document import ExtractedDocument, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.office.pptx import read_pptx
from tests.makers import files

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

OPTIONS = ReadOptions(ocr=False)


def rels(*targets: tuple[str, str]) -> bytes:
    lines = "".join(f'<Relationship Id="r{n}" Type="{KIND}{k}" Target="{t}"/>' for n, (k, t) in enumerate(targets, 1))
    return f"<Relationships>{lines}</Relationships>".encode()


def shape(text: str, place: str = "", alt: str = "") -> str:
    mark = f'<p:ph type="{place}"/>' if place else ""
    paragraphs = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in text.split("\n"))
    about = f'<p:nvSpPr><p:cNvPr id="2" name="n" descr="{alt}"/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{about}<p:txBody>{paragraphs}</p:txBody></p:sp>"


def slide(body: str, attributes: str = "", name: str = "sld") -> bytes:
    return f"<p:{name} {SPACES} {attributes}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:{name}>".encode()


def show(*more: tuple[str, bytes]) -> bytes:
    slides = '<p:sldIdLst><p:sldId id="1" r:id="r2"/><p:sldId id="2" r:id="r1"/></p:sldIdLst>'
    order = f"<p:presentation {SPACES}>{slides}</p:presentation>"
    base = [
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/presentation.xml", order.encode()),
        ("ppt/_rels/presentation.xml.rels", rels(("slide", "slides/slide1.xml"), ("slide", "/ppt/slides/slide2.xml"))),
        ("ppt/slides/slide1.xml", slide(shape("second\nline", alt="a man"), 'show="0"')),
        ("ppt/slides/slide2.xml", slide(shape("first"))),
    ]
    return files.archive([*base, *more])


def read(data: bytes, options: ReadOptions = OPTIONS) -> ExtractedDocument:
    return read_pptx(data, "a.pptx", options)


def named(document: ExtractedDocument) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in document.metadata if one.is_hidden]


def test_slides_come_in_the_order_of_the_show() -> None:
    document = read(show())
    assert [page.text for page in document.pages] == ["first", "second\nline"]
    assert named(document) == [("alternative_text", "a man"), ("hidden_slide", "2")]


def test_notes_and_comments_stand_with_their_slide() -> None:
    document = read(
        show(
            (
                "ppt/slides/_rels/slide2.xml.rels",
                rels(("notesSlide", "../notesSlides/n1.xml"), ("comments", "../comments/c1.xml")),
            ),
            ("ppt/notesSlides/n1.xml", slide(shape("say this", "body") + shape("17", "sldNum"), name="notes")),
            (
                "ppt/comments/c1.xml",
                f'<p:cmLst {SPACES}><p:cm authorId="0"><p:text>why?</p:text></p:cm></p:cmLst>'.encode(),
            ),
            (
                "ppt/commentAuthors.xml",
                f'<p:cmAuthorLst {SPACES}><p:cmAuthor id="0" name="Ivan"/></p:cmAuthorLst>'.encode(),
            ),
        )
    )
    assert document.pages[0].text == "first\nsay this\nIvan: why?"
    assert ("author", "Ivan") in named(document)


def test_a_table_keeps_its_rows_and_a_fallback_is_not_read_twice() -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    table = "<a:tbl>" + "".join(f"<a:tr>{cell.format(a)}{cell.format(b)}</a:tr>" for a, b in ("ab", "cd")) + "</a:tbl>"
    twice = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    document = read(show(("ppt/slides/slide9.xml", slide(table + twice.format(shape("once"), shape("once"))))))
    assert document.pages[2].text == "a\tb\nc\td\nonce"


def test_what_a_master_shows_is_named_and_its_placeholders_are_not() -> None:
    master = slide(shape("CONFIDENTIAL") + shape("Click to edit", "title"), name="sldMaster")
    assert ("master_text", "CONFIDENTIAL") in named(read(show(("ppt/slideMasters/slideMaster1.xml", master))))


def test_charts_diagrams_and_embedded_files_are_read() -> None:
    chart = f'<c:chart xmlns:c="c" {SPACES}><a:p><a:t>Sales</a:t></a:p><c:v>North</c:v></c:chart>'
    document = read(
        show(
            ("ppt/slides/_rels/slide2.xml.rels", rels(("chart", "../charts/chart1.xml"))),
            ("ppt/charts/chart1.xml", chart.encode()),
            ("ppt/embeddings/a.xlsx", b"PK"),
            ("ppt/media/a.emf", b"EMF"),
        )
    )
    assert document.pages[0].text == "first\nSales\nNorth"
    assert [(one.name, one.state) for one in document.members] == [
        ("ppt/embeddings/a.xlsx", MemberState.READ), ("ppt/media/a.emf", MemberState.READ),
    ]  # fmt: skip


def test_slides_over_the_limit_are_cut_off_and_said() -> None:
    document = read(show(), ReadOptions(ocr=False, limits=Limits(pages=1)))
    assert len(document.pages) == 1 and document.reason == "partly_over_limit"
