"""Referrals of the demonstration, in every state: answered, asked about, silent, declined, delivered."""

from datetime import datetime, timedelta

from agencies.directory.models import Agency
from ampk.demo.accounts import viewer
from cases.casework.models import Case
from core.kernel.scope import Viewer, scope
from referrals import services
from referrals.services import AlreadyLive, ReferralRefused

# purpose, coded request, agency, the login of its officer ("" where nobody of it is in the demonstration)
WANTED = (
    ("schooling", "return", "disdik-kota-padang", "disdik"),
    ("identity_papers", "birth_certificate", "disdukcapil-kota-padang", "dukcapil"),
    ("temporary_shelter", "shelter", "lpks-lubuk-minturun", "lpks"),
    ("religious_guidance", "mentor", "kemenag-kota-padang", ""),
    ("identity_papers", "child_id_card", "disdukcapil-kab-tanah-datar", ""),
)


def requests(story, case: Case) -> None:
    """Send one to three referrals for a child, at most as far as the time since allows."""
    for purpose, ask, slug, officer in story.chance.sample(WANTED, k=story.chance.choice([0, 1, 1, 2, 3])):
        _one(story, case, purpose, ask, Agency.objects.get(slug=slug), officer)


def _one(story, case: Case, purpose: str, ask: str, receiver: Agency, officer: str) -> None:
    chance, worker = story.chance, story.worker
    # Half of the referrals are recent, so that inboxes have something to answer.
    ago = timedelta(
        days=chance.choice([0, 1, 2, 4, 9]) if chance.random() < 0.45 else chance.randint(15, 70),
        hours=chance.randint(1, 5),
    )
    sent_at = max(story.opened_at + timedelta(days=32), story.now - ago)
    if sent_at > story.now - timedelta(hours=1):
        return
    answers = {
        "to_agency": receiver, "ask": ask, "urgency": chance.choice(["normal", "normal", "soon"]), "reason": "Diperlukan agar anak dapat pulang dan bersekolah.",
        "situation": "", "skills": "", "facts": ["name", "born", "sex", "guardian"], "consent_basis": "guardian_written",
        "consent_on": (sent_at - timedelta(days=1)).date(), "planned_start_on": None, "work_kind": "", "hazards_checked": False,
    }  # fmt: skip
    try:
        with scope(worker):
            referral = services.draft(by=worker, now=sent_at, case=case, purpose=purpose, answers=answers)
            referral = services.send(by=worker, now=sent_at, referral=referral)
    except (AlreadyLive, ReferralRefused):
        return
    if officer:
        _answered(story, referral, viewer(officer), worker, sent_at)


def _answered(story, referral, officer: Viewer, worker: Viewer, sent_at: datetime) -> None:
    chance = story.chance
    at = sent_at + timedelta(days=chance.choice([0, 1, 1, 3]), hours=2)
    if at >= story.now or chance.random() < 0.2:
        return
    fate = chance.random()
    if fate < 0.12:
        with scope(officer):
            services.decline(
                by=officer,
                now=at,
                referral=referral,
                reason=chance.choice(["full", "out_of_area", "incomplete"]),
                body="Kuota bulan ini penuh.",
            )
        return
    if fate < 0.22:
        with scope(officer):
            services.ask(by=officer, now=at, referral=referral, body="Rapor terakhir kelas berapa?")
        return
    with scope(officer):
        services.accept(by=officer, now=at, referral=referral)
    started = at + timedelta(days=2)
    if started >= story.now:
        return
    with scope(officer):
        services.start(by=officer, now=started, referral=referral, on=started.date(), body="Sudah dijadwalkan.")
    reported = at + timedelta(days=12)
    if reported >= story.now or chance.random() < 0.2:
        return
    with scope(officer):
        services.report(
            by=officer,
            now=reported,
            referral=referral,
            outcome=chance.choice(["delivered", "delivered", "partly", "not"]),
            on=reported.date(),
            body="Layanan sudah diberikan.",
        )
    if reported + timedelta(days=3) < story.now and chance.random() < 0.85:
        with scope(worker):
            services.confirm(by=worker, now=reported + timedelta(days=3), referral=referral)
