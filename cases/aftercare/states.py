"""The life of an after-care episode as a table."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.aftercare.choices import Status
from core.kernel.refusals import Missing
from core.kernel.states import Machine, step

_NEED = "what a step needs; the episode is already limited to the viewer"


def no_visit_owed(episode) -> list[Missing]:
    """No end while a visit is owed: each is made or cancelled with a reason."""
    from cases.aftercare.models import PlannedVisit

    owed = PlannedVisit.objects.for_system(reason=_NEED).filter(episode=episode).open()
    url = reverse("episode_end", args=[episode.code])
    return [
        Missing(_("Kunjungan ke-%(number)s belum dilakukan atau dibatalkan") % {"number": one.sequence}, url)
        for one in owed
    ]


OPEN = (Status.WAITING, Status.RUNNING, Status.DECISION)
EPISODE = Machine(
    "episode",
    "status",
    dict(Status.choices),
    Status.WAITING,
    (
        step("assign", [Status.WAITING, Status.RUNNING], Status.RUNNING, P.AFTERCARE_SUPERVISE, _("Tugaskan")),
        step("ask_decision", [Status.RUNNING, Status.WAITING, Status.DECISION], Status.DECISION, P.AFTERCARE_WORK, _("Minta keputusan")),
        step("go_on", Status.DECISION, Status.RUNNING, P.AFTERCARE_SUPERVISE, _("Lanjutkan")),
        step("wait_again", Status.DECISION, Status.WAITING, P.AFTERCARE_SUPERVISE, _("Lanjutkan")),
        step("lose_worker", Status.RUNNING, Status.WAITING, "", _("Tunggu pekerja baru"), side="clock"),
        step("redirect", OPEN, Status.WAITING, P.AFTERCARE_SUPERVISE, _("Alihkan ke instansi lain")),
        step("end", [Status.RUNNING, Status.DECISION], Status.ENDED, P.AFTERCARE_SUPERVISE, _("Akhiri pascalayanan"), needs=[no_visit_owed]),
        step("relapse", OPEN, Status.ENDED, P.CASE_SUPERVISE, _("Buka kembali kasus"), needs=[no_visit_owed]),
    ),
)  # fmt: skip
