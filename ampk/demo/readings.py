"""Who reads files of other offices in the demonstration: asked for, refused, about to end; and who never may."""

from datetime import datetime, timedelta

from ampk.demo.agreeing import agree
from ampk.demo.stage import Stage
from cases.casework.choices import SERVICE_STAGES
from cases.casework.models import Case
from cases.sharing import services
from cases.sharing.choices import Level
from cases.sharing.models import AccessRequest
from core.kernel.scope import Viewer, scope

WORDS = "Kami menangani adiknya di rumah nenek dan perlu tahu siapa yang aman dihubungi."
WHY = "Sepupu ayah anak; ayah tidak boleh tahu di mana anak tinggal."


def readings(stage: Stage) -> None:
    """Let other offices ask for the Balai's files, and keep a relative with an account out of one."""
    boss, days = stage.people["yuni"], timedelta(days=1)
    with scope(boss):
        found = Case.objects.visible_to(boss).in_service().owned_by(boss.acting_agency_id)
        old = [case for case in found.filter(stage__in=SERVICE_STAGES).order_by("opened_at") if case.manager_id]
    cases = iter([case for case in old if stage.now - case.opened_at > 20 * days])
    for login, ago, answer in (("weni", 12, "grant"), ("fadli", 6, "refuse"), ("sari", 1, "")):
        if (case := next(cases, None)) is not None:
            _ask(stage, case, stage.people[login], stage.now - ago * days, answer)
    if (case := next(cases, None)) is not None:
        with scope(boss):
            services.exclude(by=boss, now=stage.now - 9 * days, case=case, person=stage.user("fadli"), reason=WHY)


def _ask(stage: Stage, case: Case, by: Viewer, at: datetime, answer: str) -> AccessRequest | None:
    boss = stage.people["yuni"]
    with scope(by):
        if Case.objects.visible_to(by).filter(pk=case.pk).exists():
            return None
        target = services.Target(case.pk, case.code, case.child_id, case.owner_agency_id)
        row = services.ask_access(
            by=by, now=at, target=target, reason="family", words=WORDS, asked_code=case.code
        )  # fmt: skip
    if answer == "grant":
        agree(boss, case, at)
    with scope(boss):
        later = at + timedelta(hours=3)
        if answer == "grant":
            services.grant_access(by=boss, now=later, request=row, days=14, level=Level.CARE)
        elif answer == "refuse":
            services.refuse_access(by=boss, now=later, request=row, refusal="referral")
    return row
