"""A register as XLSX or CSV."""

import csv
import datetime
import io
import random

import xlsxwriter

from flows.sample.registers import Register


def write_xlsx(register: Register, author: str, year: int) -> bytes:
    """One sheet, its first row in bold."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": author, "created": datetime.datetime(year, 12, 30)})
    sheet = book.add_worksheet(register.sheet)
    bold = book.add_format({"bold": True})
    for at, row in enumerate(register.rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, bold if at == 0 else None)
    book.close()
    return out.getvalue()


def write_csv(rng: random.Random, register: Register) -> bytes:
    """Comma, semicolon or tab; UTF-8 with or without a mark, UTF-16."""
    out = io.StringIO()
    csv.writer(out, delimiter=rng.choice(",;\t"), lineterminator="\r\n").writerows(register.rows)
    return out.getvalue().encode(rng.choice(("utf-8", "utf-8-sig", "utf-16")))
