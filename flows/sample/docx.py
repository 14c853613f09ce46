"""DOCX letters; fields with a label become a table in some of them."""

import datetime
import io
import random

import docx

from flows.sample.archive import steady
from flows.sample.content import Content


def write_docx(rng: random.Random, content: Content) -> bytes:
    """A document whose bytes depend on its content only."""
    document = docx.Document()
    day = datetime.datetime(content.year, 3, 1)
    properties = document.core_properties
    properties.author = properties.last_modified_by = content.author
    properties.title, properties.created, properties.modified = content.blocks[0][:80], day, day
    as_table = rng.random() < 0.5
    for block in content.blocks:
        lines = [line.partition("\t") for line in block.split("\n")]
        if as_table and len(lines) > 2 and all(part[1] for part in lines):
            table = document.add_table(rows=0, cols=2)
            for label, _, value in lines:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = label, value
        else:
            document.add_paragraph(block)
    if rng.random() < 0.4:
        document.sections[0].header.paragraphs[0].text = content.author
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())
