"""Surat rujukan: what it says, and what of the frozen package may stand where.

The cover names nobody.  The closed page carries what was frozen at sending, which the purpose and the consent had
limited already; a story is offered only where the package carries the child's situation.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.agreements.models import Agreement
from agencies.people.permissions import P
from cases.casework.models import Assessment, Case
from cases.children import masking
from cases.children.models import Child
from cases.documents import selectors as documents
from cases.documents.choices import Nature
from cases.documents.letters import common, wording
from cases.documents.letters.kinds import PARAGRAPH, STORY, Asked, LetterKind, LetterRefused, Part
from core.kernel.scope import Viewer
from referrals import facts
from referrals.choices import LIVE, DeclineReason, Urgency
from referrals.models import Referral, ReferralFact

KEY = "referral"
TEMPLATE = "referrals/letters/rujukan.typ"
_NATURES = {Urgency.NORMAL: Nature.NORMAL, Urgency.SOON: Nature.URGENT, Urgency.NOW: Nature.VERY_URGENT}
_CLOSED = _("Dicetak di lampiran tertutup.")
# Free texts that anybody at the receiver's front desk reads.
_COVER = ("subject", "attached", "basis", "opening", "closing")


def subjects(case: Case, viewer: Viewer) -> list[tuple[str, str]]:
    """Return the running referrals of a case that the viewer's agency sent."""
    found = Referral.objects.visible_to(viewer).live().sent_from(viewer.agency_id or 0).filter(case_id=case.pk)
    return [(one.code, f"{one.code} · {one.asked_for}, {one.to_agency.short_name}") for one in found.with_agencies()]


def prefill(asked: Asked) -> dict[str, str]:
    """Return the texts of a new letter about a referral."""
    referral = _referral(asked)
    to = referral.to_agency
    texts = {
        "to": f"Kepala {to.name}\ndi {common.place_of(to)}",
        "subject": f"Permohonan layanan: {referral.asked_for}",
        "nature": str(_NATURES[Urgency(referral.urgency)]),
        "attached": f"{wording.with_word(2)} lembar: lampiran tertutup dan lembar balasan",
        "opening": (
            f"{asked.agency.name} mendampingi seorang anak yang memerlukan perlindungan khusus. Untuk kelanjutan"
            " layanannya, kami memohon bantuan Saudara sebagaimana berikut."
        ),
        "basis": _basis(referral, asked.by),
        "contact": common.contact_of(asked),
        "closing": common.CLOSING,
        "place": common.place_of(asked.agency),
        "signer_title": common.head_title(asked.agency),
        "cc": "Arsip",
    }
    if "situation" in {fact.key for fact in _package(referral, asked.by)}:
        texts |= {"summary": _conclusion(asked), "done": ""}
    return texts


def printed(asked: Asked) -> dict[str, Any]:
    """Return what the letter prints besides its texts: envelope, frozen package, documents, reasons to decline."""
    referral = _referral(asked)
    child = Child.objects.visible_to(asked.by).get(pk=referral.child_id)
    rows = _package(referral, asked.by)
    envelope = {fact.key: fact.value for fact in _frozen(referral, asked.by) if fact.stage == "envelope"}
    person = ", ".join(
        part
        for part in (
            f"inisial {masking.initials(child.full_name or child.nickname)}",
            envelope.get("envelope_sex", "").lower(), envelope.get("age_band", ""), envelope.get("regency", ""),
        )
        if part
    )  # fmt: skip
    lines = [
        ("Kode rujukan", f"{referral.code} (kasus {asked.case.code})"), ("Anak", person),
        ("Layanan diminta", envelope.get("service", referral.asked_for)),
        ("Kesegeraan", envelope.get("urgency", "")), ("Rencana penempatan", envelope.get("placement", "")),
        ("Dasar persetujuan", envelope.get("consent", "")),
    ]  # fmt: skip
    return {
        "code": referral.code,
        "receiver": referral.to_agency.name,
        "service": referral.asked_for,
        "answer_due": envelope.get("answer_due") or "tanggal yang disepakati",
        "envelope": [[label, value] for label, value in lines if value],
        "package": [[facts.label_of(fact.key), fact.value] for fact in rows],
        "documents": [f"{one.get_kind_display()}, kode {one.code}" for one in documents.documents_for(referral.code, asked.by)],
        "reasons": [str(reason.label) for reason in DeclineReason if reason != DeclineReason.OTHER],
    }  # fmt: skip


def check(asked: Asked, texts: Mapping[str, str]) -> None:
    """Raise LetterRefused when the referral has ended or the cover would name the child."""
    referral = _referral(asked)
    if referral.status not in LIVE:
        raise LetterRefused(_("Rujukan ini sudah berakhir, jadi suratnya tidak dapat diberi nomor."))
    child = Child.objects.visible_to(asked.by).get(pk=referral.child_id)
    for key in _COVER:
        if facts.tells_too_much(texts.get(key, ""), child):
            raise LetterRefused(
                _("Bagian “%(part)s” dibaca sebelum surat sampai ke petugasnya. Tulis tanpa nama atau nomor anak.")
                % {"part": KIND.part(key).label},
                field=key,
            )


def _referral(asked: Asked) -> Referral:
    found = Referral.objects.visible_to(asked.by).select_related("from_agency", "to_agency", "to_agency__region")
    try:
        return found.get(code=asked.about, case_id=asked.case.pk, sent_at__isnull=False)
    except Referral.DoesNotExist:
        raise LetterRefused(
            _("Kirim rujukannya dahulu: surat memuat data yang ditetapkan saat rujukan dikirim.")
        ) from None


def _frozen(referral: Referral, by: Viewer) -> list[ReferralFact]:
    return list(ReferralFact.objects.visible_to(by).filter(referral=referral).order_by("stage", "position"))


def _package(referral: Referral, by: Viewer) -> list[ReferralFact]:
    return [fact for fact in _frozen(referral, by) if fact.stage == "package"]


def _basis(referral: Referral, by: Viewer) -> str:
    sent_on = referral.sent_at.astimezone(referral.from_agency.zone).date() if referral.sent_at else None
    lines = [f"Rujukan {referral.code} tanggal {wording.long_date(sent_on)}"] if sent_on else []
    agreement = Agreement.objects.visible_to(by).filter(code=referral.agreement_code or "-").first()
    if agreement:
        lines.append(f"{agreement.title} ({agreement.code})")
    return "\n".join(lines)


def _conclusion(asked: Asked) -> str:
    found = Assessment.objects.visible_to(asked.by).filter(case_id=asked.case.pk, state="finished")
    last = found.order_by("-round").first()
    return last.conclusion if last else ""


KIND = LetterKind(
    key=KEY,
    label=_("Surat rujukan dengan lembar balasan"),
    title="Surat Rujukan",
    mark="SR",
    template=TEMPLATE,
    hint=_("Untuk instansi yang menjawab di atas kertas. Nama anak hanya berada di lampiran tertutup."),
    parts=(
        common.TO, common.SUBJECT, common.NATURE, common.ATTACHED, common.opening(),
        Part("basis", _("Dasar"), rows=3, most=PARAGRAPH),
        Part("summary", _("Ringkasan asesmen"), rows=6, most=STORY, empty=common.NOT_ASSESSED,
             hint=_CLOSED, is_closed=True),
        Part("done", _("Tindakan yang sudah dilakukan"), rows=4, most=STORY, hint=_CLOSED,
             is_closed=True),
        common.CONTACT, common.closing(), *common.END,
    ),
    prefill=prefill, facts=printed, check=check, subjects=subjects, permission=str(P.REFERRAL_SEND),
    needs_file=False, is_front_open=True, is_signed_above=True,
)  # fmt: skip
