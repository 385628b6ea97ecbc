"""What may happen next to a request that came in."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from core.kernel.refusals import Missing
from core.kernel.states import Machine, step
from referrals.incoming.choices import WAITING
from referrals.incoming.choices import State as _S

SENDER, RECEIVER, CLOCK = "sender", "receiver", "clock"
_ASK, _TAKE = str(P.REFERRAL_ANSWER), str(P.CASE_OPEN)


def names_why_declined(incoming) -> Iterable[Missing]:
    if not incoming.decline_reason:
        yield Missing(_("Alasannya belum dipilih."))


MACHINE = Machine(
    name="incoming",
    attribute="status",
    first=_S.SENT,
    states=dict(_S.choices),
    steps=(
        step("ask", _S.SENT, _S.ASKED, _TAKE, _("Tanya dulu"), side=RECEIVER, event="incoming.asked"),
        step("answer", _S.ASKED, _S.SENT, _ASK, _("Jawab pertanyaan"), side=SENDER, event="incoming.answered"),
        step("accept", WAITING, _S.ACCEPTED, _TAKE, _("Terima dan catat kasus"), side=RECEIVER,
             event="incoming.accepted"),
        step("decline", WAITING, _S.DECLINED, _TAKE, _("Tidak menerima"), side=RECEIVER, needs=[names_why_declined],
             event="incoming.declined"),
        step("withdraw", WAITING, _S.WITHDRAWN, _ASK, _("Tarik permintaan"), side=SENDER, event="incoming.withdrawn"),
        step("open_case", _S.ACCEPTED, _S.CASE_OPENED, "", _("Buka kasus"), side=CLOCK, event="incoming.case_opened"),
    ),
)  # fmt: skip
