"""Visio: pages in the order of their list, with what shapes carry unseen."""

from extractors.limits import ReadOptions
from extractors.read import read_file
from tests.makers import files

KIND = "http://schemas.microsoft.com/visio/2010/relationships/page"


def drawing() -> bytes:
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    order = "".join(f'<Page Name="P{n}"><Rel r:id="r{n}"/></Page>' for n in (2, 1))
    rels = "".join(f'<Relationship Id="r{n}" Type="{KIND}" Target="page{n}.xml"/>' for n in (1, 2))
    data = '<Section N="Property"><Row><Cell N="Value" V="in the cellar"/><Cell N="Format" V="@x"/></Row></Section>'
    link = '<Section N="Hyperlink"><Row><Cell N="Address" V="http://e.org"/></Row></Section>'
    notes = '<Comments><AuthorEntry Name="Ivan" Initials="I"/><CommentEntry>why?</CommentEntry></Comments>'
    return files.archive(
        [
            ("[Content_Types].xml", b"<Types/>"),
            ("visio/pages/pages.xml", f"<Pages {space}>{order}</Pages>".encode()),
            ("visio/pages/_rels/pages.xml.rels", f"<Relationships>{rels}</Relationships>".encode()),
            ("visio/pages/page1.xml", f"<P><Shape><Text>one<cp/> more\n</Text>{data}{link}</Shape></P>".encode()),
            ("visio/pages/page2.xml", b"<P><Shape><Text>two</Text></Shape></P>"),
            ("visio/comments.xml", notes.encode()),
        ]
    )


def test_pages_come_in_order_and_what_shapes_carry_is_named() -> None:
    document = read_file(drawing(), "a", ReadOptions(ocr=False))
    assert [page.text for page in document.pages] == ["two", "one more"]
    found = [(one.name, one.value) for one in document.metadata]
    for one in (("shape_data", "in the cellar"), ("link", "http://e.org"), ("author", "Ivan"), ("comment", "why?")):
        assert one in found
    assert "@x" not in repr(found)
