"""The recapitulation as XLSX and CSV: the same protected numbers as on screen, and never a formula."""

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from ampk.reports.tables import Report

# Signs with which a spreadsheet starts to calculate; whitespace before them is skipped by some readers.
_CALCULATES = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def plain(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before a sign that calculates."""
    return f"'{text}" if text.lstrip().startswith(_CALCULATES) or text.startswith(_CALCULATES) else text


def as_xlsx(report: Report) -> bytes:
    """Return the report as a workbook with one sheet."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, options)
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(_("Rekapitulasi"))
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 12)
    for line, cells in enumerate(report.lines()):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell)
            else:
                sheet.write_string(line, column, cell, bold if len(cells) == 1 else None)
    book.close()
    return stream.getvalue()


def as_csv(report: Report) -> bytes:
    """Return the report as CSV (UTF-8 with the mark by which spreadsheets recognise it)."""
    stream = StringIO()
    writer = csv.writer(stream)
    for cells in report.lines():
        writer.writerow([cell if isinstance(cell, int) else plain(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")
