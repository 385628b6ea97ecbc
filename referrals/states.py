"""What may happen next to a referral: the one table behind buttons, permissions, refusals and tests.

`side` says whose step it is.  "opened" has no button: reading changes nothing; the clock takes the step from the
record of the receiver's first look (docs/adr).  Re-routing makes a new, linked referral.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from core.kernel.refusals import Missing
from core.kernel.states import Machine, Step, step
from referrals.choices import LIVE, RUNNING, WAITING, ConsentBasis, State

SENDER, RECEIVER, CLOCK = "sender", "receiver", "clock"
_S = State


def names_its_basis(referral) -> Iterable[Missing]:
    """Without a basis of consent nothing leaves the house."""
    if not referral.consent_basis:
        yield Missing(_("Dasar persetujuan belum diisi."))
    elif referral.consent_on is None and referral.consent_basis in (
        ConsentBasis.GUARDIAN_WRITTEN, ConsentBasis.GUARDIAN_SPOKEN,
    ):  # fmt: skip
        yield Missing(_("Tanggal persetujuan belum diisi."))


def was_just_accepted(referral) -> Iterable[Missing]:
    """Accepting is undone before any work was reported; the ten minutes are kept by the verb, which knows the time."""
    if referral.outcome:
        yield Missing(_("Hasil sudah dilaporkan."))


def names_an_end_of_hold(referral) -> Iterable[Missing]:
    if not isinstance(referral.hold_until, date):
        yield Missing(_("Tanggal lanjut belum diisi."))


def names_its_outcome(referral) -> Iterable[Missing]:
    if not referral.outcome or referral.outcome_on is None:
        yield Missing(_("Hasil dan tanggalnya belum diisi."))


def names_why_declined(referral) -> Iterable[Missing]:
    if not referral.decline_reason:
        yield Missing(_("Alasan penolakan belum dipilih."))


def names_why_withdrawn(referral) -> Iterable[Missing]:
    if not referral.withdraw_reason:
        yield Missing(_("Alasan penarikan belum dipilih."))


def _mine(name: str, sources, target: str, label, **more) -> Step:
    return step(name, sources, target, str(P.REFERRAL_SEND), label, side=SENDER, **more)


def _theirs(name: str, sources, target: str, label, **more) -> Step:
    return step(name, sources, target, str(P.REFERRAL_ANSWER), label, side=RECEIVER, **more)


def _clock(name: str, sources, target: str, label, **more) -> Step:
    return step(name, sources, target, "", label, side=CLOCK, **more)


MACHINE = Machine(
    name="referral",
    attribute="status",
    first=_S.DRAFT,
    states=dict(State.choices),
    steps=(
        _mine("send", _S.DRAFT, _S.SENT, _("Kirim rujukan"), needs=[names_its_basis], event="referral.sent"),
        _clock("open", _S.SENT, _S.OPENED, _("Catat sudah dilihat"), event="referral.opened"),
        # Before the answer
        _theirs("accept", WAITING, _S.ACCEPTED, _("Terima"), event="referral.accepted"),
        _theirs("decline", [_S.SENT, _S.OPENED, _S.ASKED], _S.DECLINED, _("Tolak"), needs=[names_why_declined],
                event="referral.declined"),
        _theirs("ask", [_S.SENT, _S.OPENED], _S.ASKED, _("Tanya dulu"), event="referral.asked"),
        _mine("answer", _S.ASKED, _S.OPENED, _("Jawab pertanyaan"), event="referral.answered"),
        _mine("remind_unseen", _S.SENT, _S.SENT, _("Ingatkan"), event="referral.reminded"),
        _mine("remind", _S.OPENED, _S.OPENED, _("Ingatkan"), event="referral.reminded"),
        _clock("lapse", [_S.SENT, _S.OPENED], _S.LAPSED, _("Gugurkan"), event="referral.lapsed"),
        # The service
        _theirs("undo_accept", _S.ACCEPTED, _S.OPENED, _("Urungkan penerimaan"), needs=[was_just_accepted],
                event="referral.accept_undone"),
        _theirs("start", _S.ACCEPTED, _S.IN_SERVICE, _("Catat kontak pertama"), event="referral.started"),
        _theirs("progress", _S.IN_SERVICE, _S.IN_SERVICE, _("Catat perkembangan"), event="referral.progressed"),
        _theirs("hold", _S.ACCEPTED, _S.ACCEPTED_HELD, _("Tunda"), needs=[names_an_end_of_hold], event="referral.held"),
        _theirs("hold_service", _S.IN_SERVICE, _S.SERVICE_HELD, _("Tunda"), needs=[names_an_end_of_hold],
                event="referral.held"),
        _theirs("resume", _S.ACCEPTED_HELD, _S.ACCEPTED, _("Lanjutkan"), event="referral.resumed"),
        _theirs("resume_service", _S.SERVICE_HELD, _S.IN_SERVICE, _("Lanjutkan"), event="referral.resumed"),
        _clock("resume_due", _S.ACCEPTED_HELD, _S.ACCEPTED, _("Lanjutkan pada tanggalnya"), event="referral.resumed"),
        _clock("resume_service_due", _S.SERVICE_HELD, _S.IN_SERVICE, _("Lanjutkan pada tanggalnya"),
               event="referral.resumed"),
        _theirs("report", [_S.ACCEPTED, _S.IN_SERVICE], _S.REPORTED, _("Laporkan hasil"), needs=[names_its_outcome],
                event="referral.reported"),
        _mine("confirm", _S.REPORTED, _S.CLOSED, _("Sahkan hasil"), event="referral.confirmed"),
        _mine("dispute", _S.REPORTED, _S.IN_SERVICE, _("Sanggah hasil"), event="referral.disputed"),
        # Said outside the system and written down by the sender, who answers for it
        _mine("record_accept", WAITING, _S.ACCEPTED, _("Catat diterima"), event="referral.accept_recorded"),
        _mine("record_decline", [_S.SENT, _S.OPENED, _S.ASKED], _S.DECLINED, _("Catat ditolak"),
              needs=[names_why_declined], event="referral.decline_recorded"),
        _mine("record_start", _S.ACCEPTED, _S.IN_SERVICE, _("Catat kontak pertama"), event="referral.start_recorded"),
        _mine("record_progress", _S.IN_SERVICE, _S.IN_SERVICE, _("Catat perkembangan"),
              event="referral.progress_recorded"),
        _mine("record_report", [_S.ACCEPTED, _S.IN_SERVICE], _S.REPORTED, _("Catat hasil"),
              needs=[names_its_outcome], event="referral.report_recorded"),
        # Ends by the sender
        _mine("withdraw", [*WAITING, *RUNNING], _S.WITHDRAWN, _("Tarik rujukan"), needs=[names_why_withdrawn],
              event="referral.withdrawn"),
        _mine("reroute", [*WAITING, _S.DECLINED, _S.LAPSED], _S.REROUTED, _("Alihkan ke instansi lain"),
              event="referral.rerouted"),
        _mine("renew", [_S.DECLINED, _S.LAPSED], _S.REROUTED, _("Kirim lagi ke instansi ini"),
              event="referral.renewed"),
        _mine("conclude", [_S.DECLINED, _S.LAPSED], _S.CLOSED, _("Akhiri tanpa mengalihkan"),
              event="referral.concluded"),
        _mine("mark_mistake", [_S.DRAFT, *LIVE], _S.MISTAKE, _("Nyatakan salah catat"), event="referral.mistaken"),
    ),
)  # fmt: skip

# One button may stand for several rows of the table; the row that fits the present state is taken.
VERBS = {
    "remind": ("remind_unseen", "remind"),
    "hold": ("hold", "hold_service"),
    "resume": ("resume", "resume_service"),
    "resume_due": ("resume_due", "resume_service_due"),
}


def row_for(verb: str, status: str) -> str:
    """Return the name of the table's row for a verb in a state (the verb's first row when none fits)."""
    names = VERBS.get(verb, (verb,))
    return next((name for name in names if status in MACHINE[name].sources), names[0])


def verb_of(row: Step) -> str:
    """Return the verb a row of the table belongs to: "hold" for "hold_service"."""
    return next((verb for verb, names in VERBS.items() if row.name in names), row.name)
