"""Coordination visits: the founding article's three of October 2020, one of this autumn, and the one to come.

Of the three the article tells where they led and what was said, not who came; it gives the month, so the days of the
first two are set before the third.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from agencies.agreements.visits import services as visits
from agencies.agreements.visits.models import CoordinationVisit, VisitAction
from ampk.demo.stage import Stage
from core.kernel.scope import Viewer, scope

GUESTS = "Rombongan Balai Anak “Rumbai” Pekanbaru"
SHARED = (
    "Masalah anak bertambah, antara lain pencurian, NAPZA, dan hubungan seksual usia dini; tidak satu pun instansi dapat"
    " menyelesaikannya sendiri.\nSesudah rehabilitasi anak pulang ke daerahnya, dan setiap instansi punya bagian: sekolah"
    " pada Dinas Pendidikan, identitas pada Disdukcapil, kerja bagi usia kerja yang sudah terampil pada Disnaker; Kemenag"
    " dan Dispora ikut membantu. Pengasuhan pada keluarga, LKSA, dan masyarakat."
)
PADANG = (
    f"{SHARED}\nKota Padang punya empat Sakti Peksos untuk penjangkauan, pendampingan kasus, dan diversi, serta LPKS di Lubuk"
    " Minturun sebagai tempat layanan sementara.\nKedua pihak ingin menyusun MoU."
)
TOPICS = "Masalah anak di daerah\nBagian setiap instansi sesudah anak pulang"


@dataclass(frozen=True)
class Past:
    """A visit that was."""

    on: date
    host: str
    others: tuple[str, ...]
    minutes: str


ARTICLE = (
    Past(date(2020, 10, 7), "dinsos-kab-lima-puluh-kota", (), SHARED),
    Past(date(2020, 10, 8), "dinsos-kab-tanah-datar", (), SHARED),
    Past(date(2020, 10, 9), "dinsos-kota-padang", (), PADANG),
)


def coordination(stage: Stage) -> None:
    """Tell the visits, in the order in which they were."""
    head = stage.people["kepala"]
    with scope(head):
        for past in ARTICLE:
            at = datetime(past.on.year, past.on.month, past.on.day, 3, tzinfo=UTC)
            padang = _held(stage, head, at, past.host, past.others, GUESTS, TOPICS, past.minutes)
            if past.host == "dinsos-kota-padang":
                _agree_on_mou(stage, head, padang, at)
            visits.finish(by=head, now=at + timedelta(days=3), visit=padang)
        autumn = _autumn(stage, head)
    _answers(stage, autumn)
    with scope(head):
        visits.plan(
            by=head, now=stage.now - timedelta(days=6), returns=padang, answers={
                "on": _workday(stage.now.date() + timedelta(days=20)), "host": stage.agencies["dinsos-kota-padang"],
                "agencies": [
                    stage.agencies[one] for one in ("disdik-kota-padang", "disdukcapil-kota-padang", "lpks-lubuk-minturun")
                ],
                "place": "Kantor Dinas Sosial Kota Padang",
                "delegation": "Bambang Hermawan, kepala, Balai Anak Rumbai\nYuni Kartika, supervisor, Balai Anak Rumbai",
                "topics": "Janji jawab rujukan dan kenyataannya\nPerpanjangan MoU tempat sementara\nSekolah bagi anak yang pulang",
            },
        )  # fmt: skip


def _held(stage: Stage, head: Viewer, at: datetime, host: str, others, people: str, topics: str, minutes: str):
    answers = {
        "on": at.date(), "host": stage.agencies[host], "agencies": [stage.agencies[one] for one in others], "place": "",
        "delegation": people, "topics": topics,
    }  # fmt: skip
    row = visits.plan(by=head, now=at - timedelta(days=5), answers=answers)
    row = visits.hold(by=head, now=at + timedelta(hours=6), visit=row)
    return visits.write_minutes(
        by=head, now=at + timedelta(days=1), visit=row, version=1, delegation=people, minutes=minutes
    )


def _agree_on_mou(stage: Stage, head: Viewer, row: CoordinationVisit, at: datetime) -> None:
    """The wish for an MoU as something that somebody does."""
    balai = stage.agencies["balai-anak-rumbai"]
    action = visits.decide(
        by=head, now=at + timedelta(days=1), visit=row, text="Menyusun rancangan MoU Balai dan Kota Padang", owner=balai,
        due_on=row.on + timedelta(days=90),
    )  # fmt: skip
    said = {"outcome": "done", "result": "Rancangan dikirim ke Dinas Sosial Kota Padang."}
    visits.report(by=head, now=at + timedelta(days=60), action=action, **said)


def _autumn(stage: Stage, head: Viewer) -> CoordinationVisit:
    """A visit of five weeks ago whose decisions are under way: one reported, one late, one still in time."""
    day = _workday((stage.now - timedelta(days=35)).date())
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    host = "dinsos-kab-tanah-datar"
    row = _held(
        stage, head, at, host, ("disdik-kab-tanah-datar",),
        "Bambang Hermawan, kepala, Balai Anak Rumbai\nZamri Datuk, supervisor, Dinas Sosial Tanah Datar",
        "Nota Kesepakatan yang segera berakhir\nJadwal kunjungan pascalayanan",
        "Nota Kesepakatan berakhir sebentar lagi dan akan diperbarui. Kunjungan pascalayanan dibagi per kecamatan.",
    )  # fmt: skip
    for text, owner, days in (
        ("Membagi kunjungan pascalayanan per kecamatan", host, 14),
        ("Menyiapkan rancangan Nota Kesepakatan yang baru", host, 30),
        ("Menyampaikan daftar sekolah yang siap menerima anak", "balai-anak-rumbai", 50),
    ):
        visits.decide(
            by=head, now=at + timedelta(days=1), visit=row, text=text, owner=stage.agencies[owner],
            due_on=day + timedelta(days=days),
        )  # fmt: skip
    return visits.finish(by=head, now=at + timedelta(days=3), visit=row)


def _answers(stage: Stage, row: CoordinationVisit) -> None:
    zamri = stage.people["zamri"]
    with scope(zamri):
        action = VisitAction.objects.visible_to(zamri).select_related("visit").get(visit=row, number=1)
        visits.report(
            by=zamri, now=stage.now - timedelta(days=24), action=action, outcome="done",
            result="Pembagian per kecamatan sudah dikirim ke Balai.",
        )  # fmt: skip


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
