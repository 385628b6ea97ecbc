"""Each kind of letter as PDF: what it says, what it must not say, and that texts stay texts."""

import pytest

from cases.documents.letters import composing, kinds, rendering
from cases.documents.letters.kinds import LetterRefused
from core.kernel.scope import scope
from tests.factories import letters as make

pytestmark = pytest.mark.django_db
WORDS = {
    "social_report": (
        "LAPORAN SOSIAL", "Budi Santosa", "12 Mei 2014", "Anak ditinggal sendiri beberapa hari", "Perlu dukungan sekolah",
        "Utamakan sekolah", "Mengetahui", "Penyusun", "Kondisi spiritual", "Laporan masyarakat atau tetangga tanggal",
    ),
    "progress_report": (
        "LAPORAN PERKEMBANGAN ANAK", "Anak kembali bersekolah", "Berjalan", "Kunjungan rumah", "Bertemu anak", "Suara anak",
    ),
    "handover": (
        "BERITA ACARA SERAH TERIMA ANAK", "tahun dua ribu dua puluh enam", "PIHAK PERTAMA", "Siti Aminah", "Saksi 1", "Budi Santosa",
    ),
    "conference": ("BERITA ACARA TEMU KASUS", "Ruang rapat", "Daftar ulang", "Ingin sekolah", "bersifat rahasia", "Daftar hadir", "Tanda tangan"),
}  # fmt: skip


@pytest.fixture
def file():
    return make.filed()


def about(kind: str, conference) -> str:
    return conference.code if kind == "conference" else ""


@pytest.mark.parametrize("kind", WORDS)
def test_a_letter_is_filled_from_the_record(file, kind):
    case, office, conference = file
    extra = {"second_name": "Siti Aminah", "second_title": "Ibu", "condition": "Sehat"} if kind == "handover" else {}
    letter = make.write(office.worker, case, kind, about=about(kind, conference), **extra)
    letter = make.number(office.supervisor, letter)
    found = make.text_of(office.worker, letter)
    whole = " ".join(found)
    assert not [word for word in WORDS[kind] if word not in whole]
    assert case.code in whole and letter.number in whole
    for place, page in enumerate(found, start=1):
        assert "RAHASIA" in page and letter.mark in page and f"Halaman {place} dari {len(found)}" in page
    if kind == "conference":
        assert "Budi" not in whole and "Santosa" not in whole


def test_what_is_missing_is_said_in_words(file):
    case, office, _conference = file
    whole = " ".join(make.text_of(office.worker, make.number(office.supervisor, make.write(office.worker, case))))
    assert "Belum dikaji" in whole and "Belum didengar" in whole and "Belum diketahui" in whole and "Tidak ada" in whole


def test_a_conference_record_names_no_child(file):
    case, office, conference = file
    letter = make.write(office.worker, case, "conference", about=conference.code, facts="Menurut budi, sekolah jauh.")
    with pytest.raises(LetterRefused) as refused:
        make.number(office.worker, letter)
    assert refused.value.field == "facts" and "kode kasus, bukan nama" in str(refused.value.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "#panic(\"x\") *tebal* _miring_ $x^2$ <label> @rujuk \\ #import \"a\" // komentar /* */ `kode` = Judul",
        "שלום עולם مرحبا بالعالم",
        "Senang 😀 sekali 👩‍👩‍👧",
        "A" * 3000,
        "\n\n\n- satu\n+ dua\n\n\n",
    ],
    ids=["markup", "rtl", "emoji", "one long word", "lines"],
)  # fmt: skip
def test_a_text_stays_a_text(file, text):
    case, office, _conference = file
    letter = make.number(office.supervisor, make.write(office.worker, case, conclusion=text))
    whole = "".join(make.text_of(office.worker, letter)).replace(" ", "")
    if text.startswith("#"):
        assert text.replace(" ", "") in whole
    if text.startswith("A"):
        # Broken at the margin, over lines and perhaps pages, and not one letter lost.
        assert whole.count("A") >= 3000
    assert letter.number


def test_long_names_and_a_story_of_three_pages_break_right(file):
    case, office, _conference = file
    from cases.children.models import Child

    name = "Muhammad " + "Abdurrahman Wahid Kusumawardhana Purwanegara " * 2
    with scope(office.worker):
        Child.objects.visible_to(office.worker).filter(pk=case.child_id).update(full_name=name[:100].strip())
    letter = make.write(office.worker, case, events=make.NARRATIVE * 120)
    letter = make.number(office.supervisor, letter)
    found = make.text_of(office.worker, letter)
    assert len(found) >= 4 and name[:100].strip() in " ".join(found)
    assert " ".join(found).count("belum bersekolah") == 120


@pytest.mark.parametrize(("part", "most"), [("events", "20.000"), ("place", "100")])
def test_a_text_of_a_megabyte_is_refused_in_words(file, part, most):
    case, office, _conference = file
    with pytest.raises(LetterRefused) as refused:
        make.write(office.worker, case, **{part: "x" * 1_000_000})
    assert refused.value.field == part and f"paling banyak {most} huruf" in str(refused.value.sentence)


def test_an_electronic_signature_is_printed_only_when_there_is_one(file):
    case, office, _conference = file
    letter = make.write(office.worker, case)
    with scope(office.worker):
        asked = composing.asked_of(letter, by=office.worker, now=make.LATER)
        found = composing.compose(letter, asked, number="001/LS/XI/2026")
    template, said = kinds.get(letter.kind).template, "Ditandatangani secara elektronik oleh"
    assert said not in " ".join(make.pages(rendering.pdf(template, found, at=make.LATER)))
    found["electronic"] = {"name": "Ahmad Subarkah", "at": "14 November 2026 14.30 WIB"}
    assert f"{said} Ahmad Subarkah" in " ".join(make.pages(rendering.pdf(template, found, at=make.LATER)))
