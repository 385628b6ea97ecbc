"""The file says what the screen says, and no cell of it is ever a formula."""

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from ampk.reports.exports import as_csv, as_xlsx, plain
from ampk.reports.tables import Report, ShownBreakdown, ShownLine

LINES = (ShownLine("a", "=1+1", 12), ShownLine("b", "@cmd", None), ShownLine("c", "Kota Padang", 0))
REPORT = Report("Rekapitulasi", ("Instansi: Balai",), (ShownBreakdown("s", "Judul", "", LINES, 17, True, False),), 5)


def test_the_workbook_is_read_back_as_it_was_shown():
    sheet = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(REPORT))).get_sheet_by_index(0).to_python()
    rows = {row[0]: row[1] for row in sheet if row[0]}
    assert rows["=1+1"] == 12
    assert rows["@cmd"] == "*"
    assert rows["Kota Padang"] == 0
    assert rows["Jumlah"] == 17


def test_the_workbook_holds_no_formula():
    from zipfile import ZipFile

    xml = ZipFile(BytesIO(as_xlsx(REPORT))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "%x", "|x"])
def test_a_sign_that_calculates_is_made_plain(text):
    assert plain(text) == f"'{text}"


def test_csv_keeps_the_same_numbers():
    text = as_csv(REPORT).decode("utf-8-sig")
    rows = {row[0]: row[1:] for row in csv.reader(StringIO(text)) if row}
    assert rows["'=1+1"] == ["12"]
    assert rows["'@cmd"] == ["*"]
    assert rows["Jumlah"] == ["17"]
