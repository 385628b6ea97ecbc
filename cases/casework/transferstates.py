"""A case offered to somebody, as a table: it stays where it is until they accept."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import WAITING_TRANSFERS, TransferState
from core.kernel.states import Machine, step

_WAITING = list(WAITING_TRANSFERS)
# A colleague answers what was offered to them by name; for an agency, and for a silent colleague, a supervisor does.
TRANSFER = Machine(
    "transfer",
    "state",
    dict(TransferState.choices),
    TransferState.OFFERED,
    (
        step("accept", _WAITING, TransferState.ACCEPTED, P.CASE_SUPERVISE, _("Terima alih kasus"), side="receiver"),
        step("decline", _WAITING, TransferState.DECLINED, P.CASE_SUPERVISE, _("Tolak alih kasus"), side="receiver"),
        step("withdraw", _WAITING, TransferState.WITHDRAWN, P.CASE_WORK, _("Tarik tawaran"), side="sender"),
        step(
            "escalate",
            TransferState.OFFERED,
            TransferState.ESCALATED,
            "clock",
            _("Naikkan ke supervisor penerima"),
            side="clock",
        ),
        step(
            "lapse", TransferState.ESCALATED, TransferState.LAPSED, "clock", _("Kembalikan ke pengirim"), side="clock"
        ),
    ),
)
