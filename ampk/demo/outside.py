"""Outside the system in the demonstration: a school with a link, a home called by phone, letters, and police who ask."""

from datetime import datetime, timedelta

from agencies.directory.models import Agency, Region
from agencies.directory.outside import record_outside
from ampk.demo.agreeing import agree
from ampk.demo.stage import Stage
from cases.casework.choices import SERVICE_STAGES
from cases.casework.models import Case
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, scope
from referrals import services
from referrals.incoming import services as incoming
from referrals.models import Referral
from referrals.services import outside_links

SCHOOL = {
    "name": "SD Negeri 12 Koto Tangah",
    "kind": "school",
    "phone": "+62800000101",
    "address": "Jalan Contoh 101, Padang",
}
CLINIC = {
    "name": "Puskesmas Lubuk Buaya",
    "kind": "health_service",
    "phone": "+62800000102",
    "address": "Jalan Contoh 102, Padang",
}
SAID = "Kuota kelas lima masih ada; anak boleh masuk pekan depan."


def outside(stage: Stage) -> None:
    """Ask a school through a link, a clinic by letter and LPKS by phone; let the police ask for three children."""
    by = stage.people["rina"]
    school, clinic = (_body(stage, by, facts) for facts in (SCHOOL, CLINIC))
    with scope(by):
        found = Case.objects.visible_to(by).in_service().filter(stage__in=SERVICE_STAGES, manager_id=by.user_id)
        cases = list(found.order_by("-opened_at")[:12])
    _first(cases, lambda case: _by_link(stage, by, case, school))
    _first(cases, lambda case: _by_phone(stage, by, case, stage.agencies["lpks-lubuk-minturun"]))
    _first(cases, lambda case: _by_letter(stage, by, case, clinic))
    _police(stage)


def _first(cases: list[Case], tell) -> None:
    """Tell a story with the first case that it fits."""
    for case in cases:
        try:
            tell(case)
        except Refused:
            continue
        cases.remove(case)
        return


def _body(stage: Stage, by: Viewer, facts: dict) -> Agency:
    with scope(by):
        return record_outside(by=by, now=stage.now - timedelta(days=20), region=Region.objects.get(pk="13.71"), **facts)


def _draft(stage: Stage, by: Viewer, case: Case, to: Agency, purpose: str, ask: str, at: datetime) -> Referral:
    answers = {
        "to_agency": to, "ask": ask, "urgency": "normal", "situation": "", "skills": "",
        "reason": "Diperlukan agar anak dapat tinggal dan belajar di tempat asalnya.", "facts": ["name", "sex"],
    }  # fmt: skip
    with scope(by):
        return services.draft(by=by, now=at, case=case, purpose=purpose, answers=answers)


def _by_link(stage: Stage, by: Viewer, case: Case, to: Agency) -> None:
    at = stage.now - timedelta(days=4)
    agree(by, case, at - timedelta(hours=1))
    row = _draft(stage, by, case, to, "schooling", "return", at)
    with scope(by):
        issued = outside_links.issue(
            by=by, now=at, referral=row, officer_name="Yanti Oktavia", officer_position="Kepala sekolah"
        )
    later = at + timedelta(hours=5)
    device = outside_links.enter(token=issued.token, code=issued.code, now=later)
    outside_links.act(token=issued.token, device=device, verb="accept", now=later)
    outside_links.act(
        token=issued.token, device=device, verb="start", now=later + timedelta(minutes=4), on=later.date(), body=SAID
    )


def _by_phone(stage: Stage, by: Viewer, case: Case, to: Agency) -> None:
    at = stage.now - timedelta(days=1, hours=3)
    agree(by, case, at - timedelta(hours=1))
    row = _draft(stage, by, case, to, "temporary_shelter", "shelter", at)
    heard = services.Heard(way="phone", officer_name="Hendri Tanjung", officer_position="Petugas piket", said_at=at)
    with scope(by):
        row = services.send_outside(by=by, now=at, referral=row, heard=heard)
        services.record_accept(by=by, now=at + timedelta(minutes=20), referral=row, heard=heard)


def _by_letter(stage: Stage, by: Viewer, case: Case, to: Agency) -> None:
    at = stage.now - timedelta(days=9)
    agree(by, case, at - timedelta(hours=1))
    row = _draft(stage, by, case, to, "health", "check", at)
    letter = services.Heard(way="letter", letter_number="442/118/PKM-LB", letter_on=(at + timedelta(days=3)).date())
    sent = services.Heard(way="letter", letter_number="1.231/BALAI", letter_on=at.date())
    told = {
        "outcome": "delivered",
        "on": (at + timedelta(days=5)).date(),
        "body": "Sudah diperiksa; kontrol bulan depan.",
    }
    call = services.Heard(way="phone", officer_name="Mira Sasmita", said_at=at + timedelta(days=5))
    with scope(by):
        row = services.send_outside(by=by, now=at, referral=row, heard=sent)
        row = services.record_accept(by=by, now=at + timedelta(days=4), referral=row, heard=letter)
        services.record_report(by=by, now=at + timedelta(days=5, hours=1), referral=row, heard=call, **told)


def _police(stage: Stage) -> None:
    officer, operator = stage.people["polres"], stage.people["asupan"]
    balai = stage.agencies["balai-anak-rumbai"]
    told = (
        ("social_report", 15, "Diduga mengambil sepeda motor bersama dua teman; diminta laporan sosial.", 1),
        ("temporary_shelter", 13, "Ditemukan sendirian di terminal; orang tua belum dapat dihubungi.", 2),
        ("rehabilitation", 16, "Penetapan diversi: pembinaan di balai tiga bulan.", 6),
    )  # fmt: skip
    rows = []
    for asked, age, reason, days in told:
        answers = {
            "asked": asked, "child_name": "", "child_sex": "L", "child_age": age, "reason": reason,
            "urgency": "soon", "officer_name": "Penyidik Unit PPA", "officer_phone": "+62800000103",
        }  # fmt: skip
        with scope(officer):
            rows.append(
                incoming.send(
                    by=officer, now=stage.now - timedelta(days=days), to_agency=balai, answers=answers, papers={}
                )
            )
    with scope(operator):
        incoming.accept(by=operator, now=stage.now - timedelta(days=5), incoming=rows[2])
        letter = {
            "asked": "rehabilitation", "child_name": "", "child_sex": "P", "child_age": 14, "urgency": "normal",
            "reason": "Korban perlakuan salah; memerlukan tempat aman dan pemulihan.", "letter_number": "W3/1145/2026",
            "letter_on": (stage.now - timedelta(days=3)).date(),
        }  # fmt: skip
        incoming.take_down(
            by=operator, now=stage.now - timedelta(days=2), from_agency=stage.agencies["polres-ppa-kab-tanah-datar"],
            way="letter", received_at=stage.now - timedelta(days=2, hours=1), answers=letter, papers={},
        )  # fmt: skip
