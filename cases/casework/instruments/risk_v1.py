"""Risk to the child, version 1: what is asked, what each answer weighs, and which answers decide alone.

The items follow what guidance on child protection asks for; wording, weights and limits are ours and are to be
confirmed by the Balai.  A change is a new version, never an edit: a rating keeps the version it was made with.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Risk

VERSION = "risk_v1"
SOURCE = _("Butir dan bobot susunan sendiri; perlu konfirmasi Balai")
# From this sum on a level is reached; below the last one it is low.
LIMITS = ((10, Risk.HIGH), (4, Risk.MEDIUM))

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Answer:
    """One answer: its weight, and the level it gives alone ("" for none)."""

    value: str
    label: str | Promise
    weight: int = 0
    decides: str = ""


@dataclass(frozen=True)
class Item:
    """One question with its answers; `reason` says in the result what a weighty answer means."""

    code: str
    text: str | Promise
    reason: str | Promise
    answers: tuple[Answer, ...]
    hint: str | Promise = ""

    def answer(self, value: str) -> Answer:
        """Return the answer of a value.  Raises KeyError."""
        return {one.value: one for one in self.answers}[value]


@dataclass(frozen=True)
class Group:
    """Questions that belong together."""

    code: str
    label: str | Promise
    items: tuple[Item, ...] = field(default_factory=tuple)


def _yes_no(yes: int = 0, no: int = 0, unknown: int = 0, decides: str = "") -> tuple[Answer, ...]:
    return (
        Answer(YES, _("Ya"), yes, decides),
        Answer(NO, _("Tidak"), no),
        Answer(UNKNOWN, _("Belum diketahui"), unknown),
    )


GROUPS = (
    Group(
        "danger",
        _("Bahaya saat ini"),
        (
            Item(
                "harmed_now",
                _("Apakah anak sedang disakiti, disekap, atau dibiarkan sendiri tanpa orang dewasa?"),
                _("Anak sedang disakiti, disekap, atau dibiarkan sendiri"),
                _yes_no(unknown=2, decides=Risk.IMMEDIATE),
            ),
            Item(
                "medical_now",
                _("Apakah anak perlu pertolongan medis sekarang?"),
                _("Anak perlu pertolongan medis sekarang"),
                _yes_no(unknown=2, decides=Risk.IMMEDIATE),
            ),
            Item(
                "weapon_threat",
                _("Apakah ada ancaman membunuh atau senjata di sekitar anak?"),
                _("Ada ancaman membunuh atau senjata"),
                _yes_no(unknown=2, decides=Risk.IMMEDIATE),
            ),
            Item(
                "self_harm",
                _("Apakah anak berbicara tentang bunuh diri atau melukai diri?"),
                _("Anak berbicara tentang bunuh diri atau melukai diri"),
                (
                    Answer("plan", _("Ya, dengan rencana atau caranya"), 0, Risk.IMMEDIATE),
                    Answer("thoughts", _("Ya, tanpa rencana"), 4, Risk.HIGH),
                    Answer(NO, _("Tidak")),
                    Answer(UNKNOWN, _("Belum diketahui"), 1),
                ),
                _("Bertanya dengan tenang tidak menambah bahaya."),
            ),
        ),
    ),
    Group(
        "offender",
        _("Pelaku dan aksesnya kepada anak"),
        (
            Item(
                "access",
                _("Dapatkah terduga pelaku menemui anak?"),
                _("Terduga pelaku dapat menemui anak"),
                (
                    Answer("same_house", _("Ya, tinggal serumah"), 6, Risk.HIGH),
                    Answer("can_meet", _("Ya, dapat menemui anak"), 4),
                    Answer(NO, _("Tidak dapat menemui anak")),
                    Answer("nobody", _("Tidak ada terduga pelaku")),
                    Answer(UNKNOWN, _("Belum diketahui"), 2),
                ),
            ),
            Item(
                "pressure",
                _("Apakah ada yang mengancam atau membujuk anak agar diam?"),
                _("Anak diancam atau dibujuk agar diam"),
                _yes_no(yes=3, unknown=1),
            ),
        ),
    ),
    Group(
        "child",
        _("Kerentanan anak"),
        (
            Item(
                "age",
                _("Berapa usia anak?"),
                _("Anak masih kecil"),
                (
                    Answer("under5", _("Di bawah 5 tahun"), 3),
                    Answer("5to11", _("5–11 tahun"), 2),
                    Answer("12to17", _("12 tahun ke atas"), 0),
                ),
                _("Diisi dari tanggal lahir; betulkan bila keliru."),
            ),
            Item(
                "disability",
                _("Apakah anak penyandang disabilitas atau sakit menahun?"),
                _("Anak penyandang disabilitas atau sakit menahun"),
                _yes_no(yes=2, unknown=1),
            ),
            Item(
                "asks_help",
                _("Dapatkah anak meminta tolong sendiri kepada orang dewasa yang dipercaya?"),
                _("Anak tidak dapat meminta tolong sendiri"),
                _yes_no(no=2, unknown=1),
            ),
        ),
    ),
    Group(
        "care",
        _("Pengasuhan"),
        (
            Item(
                "protects",
                _("Apakah pengasuh mau dan mampu melindungi anak?"),
                _("Pengasuh tidak mau atau tidak mampu melindungi anak"),
                (
                    Answer(YES, _("Ya")),
                    Answer("partly", _("Sebagian"), 2),
                    Answer(NO, _("Tidak"), 5, Risk.HIGH),
                    Answer(UNKNOWN, _("Belum diketahui"), 2),
                ),
            ),
            Item(
                "carer_trouble",
                _(
                    "Apakah pengasuh terhalang zat adiktif, gangguan jiwa yang tidak ditangani, atau kekerasan rumah tangga?"
                ),
                _("Pengasuh terhalang zat adiktif, gangguan jiwa, atau kekerasan rumah tangga"),
                _yes_no(yes=3, unknown=1),
            ),
            Item(
                "basic_needs",
                _("Apakah makan, tempat tidur, dan kesehatan anak terpenuhi?"),
                _("Kebutuhan dasar anak tidak terpenuhi"),
                _yes_no(no=3, unknown=1),
            ),
        ),
    ),
    Group(
        "history",
        _("Riwayat"),
        (
            Item(
                "before",
                _("Apakah kekerasan atau penelantaran pernah terjadi sebelumnya?"),
                _("Kekerasan atau penelantaran pernah terjadi"),
                (
                    Answer("worsening", _("Ya, berulang atau makin berat"), 4),
                    Answer("once", _("Ya, pernah"), 2),
                    Answer(NO, _("Tidak")),
                    Answer(UNKNOWN, _("Belum diketahui"), 1),
                ),
            ),
            Item(
                "ran_away",
                _("Apakah anak pernah pergi dari rumah atau hilang kontak?"),
                _("Anak pernah pergi dari rumah atau hilang kontak"),
                _yes_no(yes=2, unknown=1),
            ),
        ),
    ),
    Group(
        "protection",
        _("Faktor pelindung"),
        (
            Item(
                "safe_adult",
                _("Adakah orang dewasa aman yang dekat dengan anak setiap hari?"),
                _("Tidak ada orang dewasa aman di dekat anak"),
                _yes_no(yes=-2, no=2, unknown=1),
            ),
            Item(
                "attends",
                _("Apakah anak bersekolah atau punya kegiatan rutin?"),
                _("Anak tidak bersekolah dan tidak punya kegiatan rutin"),
                _yes_no(yes=-1, no=1),
            ),
        ),
    ),
)
ITEMS = {item.code: item for group in GROUPS for item in group.items}
