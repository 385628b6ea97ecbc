"""What other offices ask of us: in the system or by letter, answered, ending in an intake with its papers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from agencies.directory.models import Region
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from cases.casework import services as casework
from cases.casework.models import Case
from cases.documents.models import Document
from cases.sharing.models import Exclusion
from cases.sharing.services.barring import spell_out
from core.audit.models import Entry
from core.drafts.models import Draft
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from referrals.incoming import services
from referrals.incoming.choices import State
from referrals.incoming.models import Incoming, IncomingPaper
from tests.factories import documents, people
from tests.factories.people import client_of
from tests.factories.referrals import NOW, TODAY

pytestmark = pytest.mark.django_db
CHILD = {
    "asked": "social_report", "child_name": "KENARIDIMINTA", "child_sex": "L", "child_age": 14,
    "reason": "KENARIKRONOLOGI", "officer_name": "KENARIPENYIDIK", "officer_phone": "+628123400000", "urgency": "soon",
}  # fmt: skip


class Desk:
    """A Balai that takes reports down, and police who ask."""

    def __init__(self):
        self.balai, self.police = people.agency("balai", "14.71"), people.agency("police_child_unit")
        self.operator_row = people.membership(Role.INTAKE_OPERATOR, self.balai, "Dewi Lestari")
        self.worker_row = people.membership(Role.WORKER, self.balai)
        self.officer_row = people.membership(Role.PARTNER_OFFICER, self.police, "Penyidik Anak")
        self.operator, self.worker = viewer_of(self.operator_row), viewer_of(self.worker_row)
        self.officer = viewer_of(self.officer_row)

    def sent(self, *, papers=(), **answers) -> Incoming:
        with scope(self.officer):
            return services.send(
                by=self.officer, now=NOW, to_agency=self.balai, answers={**CHILD, **answers}, papers=dict(papers)
            )

    def written(self, *, now=NOW, way="letter", received_at=NOW, **answers) -> Incoming:
        given = {**CHILD, "letter_number": "B/12/XI/2026", "letter_on": TODAY, **answers}
        with scope(self.operator):
            return services.take_down(
                by=self.operator, now=now, from_agency=self.police, way=way, received_at=received_at, answers=given,
                papers={},
            )  # fmt: skip

    def do(self, by, verb, row, **answers):
        with scope(by):
            return getattr(services, verb)(by=by, now=answers.pop("now", NOW), incoming=row, **answers)

    def opened(self, row, *, by=None) -> Case:
        """Accept and open the case, as the pages of the intake do at their end."""
        by = by or self.operator
        self.do(by, "accept", row)
        facts = {
            "child": {"full_name": "Gilang", "sex": "L", "nik_known": "unknown", "region": Region.objects.get(pk="13.71")},
            "category": "violence", "source": "police", "in_danger": False, "narrative": "x", "sure": True,
        }  # fmt: skip
        with scope(by):
            return casework.take_in(by=by, now=NOW, answers=facts, number=str(row.intake))


@pytest.fixture
def desk():
    return Desk()


def fresh(row) -> Incoming:
    with system_scope("test"):
        return Incoming.objects.for_system(reason="test").get(pk=row.pk)


def duty(row, kind) -> Obligation:
    with system_scope("test"):
        return Obligation.objects.for_system(reason="test").open().get(kind=kind, about=row.code)


def test_the_law_clock_starts_when_the_request_is_received(desk):
    late = NOW + timedelta(hours=20)
    for row, at in ((desk.sent(), NOW), (desk.written(now=late, received_at=NOW), NOW)):
        found = duty(row, "incoming.social_report")
        assert (found.due_at, found.clock, found.holder_agency_id) == (at + timedelta(hours=72), "law", desk.balai.pk)
    other = desk.sent(asked="rehabilitation")
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").filter(about=other.code)
        assert not found.filter(kind="incoming.social_report").exists()
    with scope(desk.operator):
        assert Notice.objects.visible_to(desk.operator).filter(kind="incoming.new").count() == 2


def test_accepting_leads_to_a_prefilled_intake(desk):
    row = desk.sent()
    url = desk.do(desk.operator, "accept", row)
    assert url == reverse("intake_child", args=[row.intake]) and fresh(row).status == State.ACCEPTED
    with scope(desk.operator):
        draft = Draft.objects.visible_to(desk.operator).get()
    assert draft.parts["anak"]["fields"]["full_name"] == ["KENARIDIMINTA"]
    assert "KENARIKRONOLOGI" in draft.parts["kejadian"]["fields"]["narrative"][0]
    assert draft.parts["kejadian"]["fields"]["source"] == ["police"]
    page = client_of(desk.operator_row).get(url).content.decode()
    assert "KENARIDIMINTA" in page
    # A colleague goes on where nobody has finished.
    assert desk.do(desk.worker, "go_on", row) == url


def test_opening_the_case_ends_the_request_and_files_its_papers(desk):
    row = desk.sent(papers={"letter_file": documents.pdf(), "birth_file": documents.pdf()})
    case = desk.opened(row)
    found = fresh(row)
    assert (found.status, found.case_id) == (State.CASE_OPENED, case.pk)
    with system_scope("test"):
        kept = Document.objects.for_system(reason="test").filter(case=case)
        assert set(kept.values_list("kind", flat=True)) == {"letter", "birth"}
        papers = IncomingPaper.objects.for_system(reason="test").filter(incoming=row)
        assert all(paper.document_id and not paper.content for paper in papers)
    # The report is the case's now, at the law's moment: the case cannot be closed over it.
    assert (duty(row, "incoming.social_report").case_id, duty(row, "incoming.social_report").due_at) == (
        case.pk, NOW + timedelta(hours=72),
    )  # fmt: skip
    with scope(desk.officer):
        assert Notice.objects.visible_to(desk.officer).filter(kind="incoming.case_opened").count() == 1
        assert not Case.objects.visible_to(desk.officer).exists()
    page = client_of(desk.officer_row).get(row.get_absolute_url()).content.decode()
    assert "sudah membuka kasus" in page and case.code not in page
    assert case.code in client_of(desk.operator_row).get(row.get_absolute_url()).content.decode()


def test_an_intake_of_another_number_touches_no_request(desk):
    row = desk.sent()
    other = Desk()
    with scope(other.operator):
        services.case_opened(number=str(row.intake), case=None, by=other.operator, now=NOW)
    assert fresh(row).status == State.SENT


def test_report_sent_keeps_the_law_clock(desk):
    row = desk.sent()
    with pytest.raises(Refused, match="tidak menunggu"):
        desk.do(desk.worker, "report_sent", row, on=TODAY, number="LS-1")
    desk.opened(row)
    for on, number, sentence in ((TODAY + timedelta(days=1), "LS-1", "antara surat"), (TODAY, "", "nomor laporan")):
        with pytest.raises(Refused, match=sentence):
            desk.do(desk.worker, "report_sent", row, on=on, number=number)
    desk.do(desk.worker, "report_sent", row, on=TODAY, number="LS-1")
    with pytest.raises(Refused, match="sudah tercatat"):
        desk.do(desk.worker, "report_sent", row, on=TODAY, number="LS-1")
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").open().filter(about=row.code)
        assert not found.exists()


def test_a_question_stops_the_clock(desk):
    row = desk.sent(asked="rehabilitation")
    due = row.due_at
    desk.do(desk.operator, "ask", row, body="Siapa walinya?")
    assert duty(row, "incoming.answer").paused_at
    desk.do(desk.officer, "answer", row, body="Neneknya", now=NOW + timedelta(days=1))
    assert (fresh(row).status, fresh(row).due_at) == (State.SENT, due + timedelta(days=1))
    page = client_of(desk.operator_row).get(row.get_absolute_url()).content.decode()
    assert "Siapa walinya?" in page and "Neneknya" in page


def test_who_wrote_by_letter_is_told_by_letter(desk):
    row = desk.written()
    with pytest.raises(Refused, match="lewat telepon"):
        desk.do(desk.operator, "ask", row, body="Siapa walinya?")
    with pytest.raises(Refused, match="Tidak ada kabar"):
        desk.do(desk.operator, "told", row, way="phone")
    desk.do(desk.operator, "decline", row, reason="full")
    assert duty(row, "incoming.tell").holder_agency_id == desk.balai.pk
    desk.do(desk.operator, "told", row, way="phone")
    assert fresh(row).told_way == "phone"


def test_withdrawn_by_its_sender_only(desk):
    row = desk.sent()
    with pytest.raises(Refused, match="bukan wewenang"):
        desk.do(desk.operator, "withdraw", row)
    desk.do(desk.officer, "withdraw", row)
    with system_scope("test"):
        assert not Obligation.objects.for_system(reason="test").open().filter(about=row.code).exists()
    with pytest.raises(Refused):
        desk.do(desk.operator, "accept", row)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"asked": "x"}, "Pilih yang diminta"),
        ({"child_sex": ""}, "jenis kelamin"),
        ({"reason": ""}, "apa yang terjadi"),
        ({"letter_on": TODAY + timedelta(days=1)}, "tidak boleh setelah hari ini"),
    ],
)
def test_what_is_missing_is_said(desk, answers, sentence):
    with pytest.raises(Refused, match=sentence):
        desk.sent(**answers)


def test_other_refusals(desk):
    with pytest.raises(Refused, match="menangani kasus"), scope(desk.officer):
        services.send(by=desk.officer, now=NOW, to_agency=people.agency("court"), answers=CHILD, papers={})
    with pytest.raises(Refused, match="setelah sekarang"):
        desk.written(received_at=NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="nomor dan tanggal"):
        desk.written(letter_number="")
    with pytest.raises(Refused, match="yang menelepon"):
        desk.written(way="phone", officer_name="")
    with pytest.raises(Refused, match="surat atau telepon"):
        desk.written(way="system")
    with pytest.raises(Refused) as refused:
        desk.sent(papers={"story_file": b"<html>"})
    assert refused.value.field == "story_file"
    row = desk.sent()
    with pytest.raises(Refused, match="Tulis alasannya"):
        desk.do(desk.operator, "decline", row, reason="other")
    with pytest.raises(Refused, match="bukan wewenang"):
        desk.do(desk.officer, "accept", row)


def test_nobody_else_sees_it_and_nothing_is_stored_in_the_open(desk):
    row = desk.sent(papers={"story_file": documents.pdf(stream=b"KENARIBERKAS")})
    stranger = Desk()
    for by, person in ((stranger.officer, stranger.officer_row), (stranger.operator, stranger.operator_row)):
        with scope(by), pytest.raises(Incoming.DoesNotExist):
            services.accept(by=by, now=NOW, incoming=row)
        assert client_of(person).get(row.get_absolute_url()).status_code == 404
    analyst = people.membership(Role.ANALYST, desk.balai)
    assert client_of(analyst).get(row.get_absolute_url()).status_code == 403
    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute("SELECT i::text, p::text FROM referrals_incoming i JOIN referrals_incomingpaper p ON true")
        stored = str(cursor.fetchall())
    assert "KENARI" not in stored and "+628123400000" not in stored
    with scope(desk.operator):
        entries = list(Entry.objects.filter(subject=row.code).values_list("detail", flat=True))
    assert "KENARI" not in str(entries)


def test_who_is_excluded_from_the_child_no_longer_sees_the_request(desk):
    row = desk.sent(papers={"story_file": documents.pdf()})
    case = desk.opened(row)
    with system_scope("test"):
        made = Exclusion(
            case_id=case.pk, case_code=case.code, child_id=case.child_id, agency=desk.balai, person=desk.worker_row.user,
            reason="Kerabat anak", added_at=NOW, added_by=desk.operator_row.user,
        )  # fmt: skip
        made.save(force_insert=True)
        spell_out([made])
    for model in (Incoming, IncomingPaper):
        with scope(desk.worker):
            assert not model.objects.for_system(reason="filter removed").exists()
        with system_scope("policies aside"):
            assert not model.objects.visible_to(desk.worker).exists()
    assert client_of(desk.worker_row).get(row.get_absolute_url()).status_code == 404


def test_a_paper_is_handed_over_as_a_file_and_its_reading_recorded(desk):
    row = desk.sent(papers={"story_file": documents.pdf()})
    with system_scope("test"):
        paper = IncomingPaper.objects.for_system(reason="test").get(incoming=row)
    answer = client_of(desk.operator_row).get(reverse("incoming_paper", args=[row.code, paper.pk]))
    assert answer.content.startswith(b"%PDF") and row.code in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with scope(desk.operator):
        assert Entry.objects.filter(subject=row.code, verb="incoming.read", is_read=True).count() == 1
