"""Rounds of assessment."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Domain, DomainState, RecordState, Stage
from cases.casework.models import Assessment, AssessmentDomain, Case
from cases.casework.services.common import CaseRefused, locked, may_work, note, settle
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer


@transaction.atomic
def save_assessment(
    *, by: Viewer, now: datetime, case: Case, domains: dict[str, dict], conclusion: str, finish: bool
) -> Assessment:
    """Save the running round (or begin the next); `finish` closes it when every domain was looked at.

    `domains` maps a domain to {"state", "narrative"}; "belum dikaji" keeps a round from being finished.
    """
    may_work(by)
    row = locked(by, case)
    if row.stage not in (Stage.ASSESSMENT, Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING):
        raise CaseRefused(
            _("Asesmen diisi mulai tahap asesmen."), missing=[Missing(_("Lihat tahap kasus"), f"/kasus/{row.code}/")]
        )
    rounds = Assessment.objects.visible_to(by).filter(case=row)
    current = rounds.filter(state=RecordState.DRAFT).first()
    if current is None:
        current = Assessment(case=row, round=rounds.count() + 1, started_at=now, started_by_id=by.user_id)
        current.save(force_insert=True)
    for domain, said in domains.items():
        written = AssessmentDomain.objects.visible_to(by).filter(assessment=current, domain=domain).first()
        written = written or AssessmentDomain(case=row, assessment=current, domain=Domain(domain))
        written.state, written.narrative = said["state"], said.get("narrative", "")
        written.written_at, written.written_by_id = now, by.user_id
        written.save()
    current.conclusion = conclusion
    if finish:
        _finish(current, domains, now=now, by=by)
        settle(row, "assessment.finish", "finished", by=by, now=now)
    current.save()
    note(row, "assessment.finished" if finish else "assessment.saved", by=by, now=now, round=current.round)
    return current


def _finish(current: Assessment, domains: dict, *, now: datetime, by: Viewer) -> None:
    open_domains = [
        domain
        for domain in Domain
        if domains.get(domain, {}).get("state", DomainState.NOT_ASSESSED) == DomainState.NOT_ASSESSED
    ]
    if open_domains:
        raise CaseRefused(
            _("Asesmen belum dapat diselesaikan."),
            missing=[
                Missing(_("%(domain)s belum dikaji") % {"domain": domain.label}, f"#id_{domain}_state_0")
                for domain in open_domains
            ],
        )
    if not current.conclusion:
        raise CaseRefused(_("Tulis kesimpulan asesmen"), field="conclusion")
    current.state, current.finished_at, current.finished_by_id = RecordState.FINISHED, now, by.user_id
