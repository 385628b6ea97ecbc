"""A draft is written: its facts, its parties, the places it holds in."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import AgreementState, AgreementType
from agencies.agreements.models import Agreement, AgreementParty
from agencies.agreements.services.common import (
    AgreementRefused,
    insist,
    locked_draft,
    longest,
    note,
    today_of,
)  # fmt: skip
from agencies.directory.choices import Service
from agencies.directory.models import Agency, Region
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer

FACTS = ("type", "title", "services", "answer_days", "starts_on", "ends_on")
MORE_FACTS = ("purpose", "financing", "contact_name", "contact_phone", "parent")
PARTY_FACTS = ("number", "signatory", "position", "authority")
MOST_PARTIES = 8


class PartyFacts(NamedTuple):
    """A party with its own number and signatory, the signatory's position and what the signature rests on."""

    agency: Agency
    number: str = ""
    signatory: str = ""
    position: str = ""
    authority: str = ""


@transaction.atomic
def write(*, by: Viewer, now: datetime, answers: dict[str, Any], agreement: Agreement | None = None) -> Agreement:
    """Write a draft, or change one.  Answers: type, title, services, answer_days, starts_on, ends_on; optionally
    purpose, financing, contact_name, contact_phone, parent; for a new one `parties` as PartyFacts, for an old one
    `version`.  Raises AgreementRefused and ChangedMeanwhile."""
    if agreement is None:
        if by.agency_id is None:
            raise AgreementRefused(_("Hanya instansi pengelola yang dapat mengubah kesepakatan ini."))
        row = insist(by, Agreement(managing_agency_id=by.agency_id, state_since=now))
    else:
        row = locked_draft(by, agreement)
        if answers.get("version", row.version) != row.version:
            raise ChangedMeanwhile(row)
        row.version += 1
    _fitting(row, answers, by, today_of(by, now))
    for name in (*FACTS, *MORE_FACTS):
        if name in answers:
            setattr(row, name, answers[name])
    if row.type != AgreementType.PKS:
        row.parent = None
    row.save()
    if agreement is None:
        _begin_parties(row, [PartyFacts(*one) for one in answers["parties"]])
    note(row, "agreement.written", by=by, now=now)
    return row


@transaction.atomic
def set_party(
    *, by: Viewer, now: datetime, agreement: Agreement, agency: Agency, answers: dict[str, Any],
    party: AgreementParty | None = None,
) -> AgreementParty:  # fmt: skip
    """Add a party to a draft, or change what is known of one.  Answers: number, signatory, position, authority, and
    `version` for one that is changed.  Raises AgreementRefused and ChangedMeanwhile."""
    row = locked_draft(by, agreement)
    if party is None:
        if row.parties.filter(agency=agency).exists():
            raise AgreementRefused(_("Satu instansi hanya menjadi satu pihak; pilih instansi lain."), field="agency")
        if row.parties.count() >= MOST_PARTIES:
            raise AgreementRefused(
                _("Paling banyak %(n)s pihak dalam satu kesepakatan.") % {"n": MOST_PARTIES}, field="agency"
            )
        found = AgreementParty(agreement=row, agency=agency)
    else:
        found = row.parties.select_for_update().get(pk=party.pk)
        if answers.get("version", found.version) != found.version:
            raise ChangedMeanwhile(found)
        found.version += 1
    for name in PARTY_FACTS:
        setattr(found, name, answers.get(name, ""))
    found.save()
    note(row, "agreement.party_set", by=by, now=now, agency=found.agency.slug)
    return found


@transaction.atomic
def remove_party(*, by: Viewer, now: datetime, agreement: Agreement, party: AgreementParty) -> None:
    """Take a party out of a draft with what it would have promised; never the agency that keeps the agreement."""
    row = locked_draft(by, agreement)
    found = row.parties.select_related("agency").get(pk=party.pk)
    if found.agency_id == row.managing_agency_id:
        raise AgreementRefused(_("Instansi pengelola selalu menjadi pihak; yang lain dapat dikeluarkan."))
    row.commitments.filter(agency_id=found.agency_id).delete()
    found.delete()
    note(row, "agreement.party_removed", by=by, now=now, agency=found.agency.slug)


@transaction.atomic
def add_region(*, by: Viewer, now: datetime, agreement: Agreement, region: Region) -> Agreement:
    """Limit a draft to a kab/kota or province, beside those it already holds in."""
    row = locked_draft(by, agreement)
    if region.level > 2:
        raise AgreementRefused(_("Pilih kabupaten/kota atau provinsi."), field="region")
    if region.code in row.regions or region.code[:2] in row.regions:
        raise AgreementRefused(_("Wilayah ini sudah termasuk."), field="region")
    # A province takes the place of what lies in it.
    row.regions = sorted([*[one for one in row.regions if not one.startswith(f"{region.code}.")], region.code])
    row.save(update_fields=["regions"])
    note(row, "agreement.scope_changed", by=by, now=now, regions=len(row.regions))
    return row


@transaction.atomic
def remove_region(*, by: Viewer, now: datetime, agreement: Agreement, code: str) -> Agreement:
    """Take a place out; without any the agreement holds wherever its parties work."""
    row = locked_draft(by, agreement)
    row.regions = [one for one in row.regions if one != code]
    row.save(update_fields=["regions"])
    note(row, "agreement.scope_changed", by=by, now=now, regions=len(row.regions))
    return row


def _begin_parties(row: Agreement, parties: list[PartyFacts]) -> None:
    agencies = [party.agency.pk for party in parties]
    if len(set(agencies)) != len(agencies):
        raise AgreementRefused(_("Satu instansi hanya menjadi satu pihak; pilih instansi lain."), field="other_agency")
    AgreementParty.objects.bulk_create(AgreementParty(agreement=row, **party._asdict()) for party in parties)


def _fitting(row: Agreement, answers: dict[str, Any], by: Viewer, today: date) -> None:
    if answers["starts_on"] and answers["ends_on"] and answers["ends_on"] < answers["starts_on"]:
        raise AgreementRefused(_("Tanggal akhir tidak boleh sebelum tanggal mulai."), field="ends_on")
    most = longest("answer", today)
    if most and answers["answer_days"] and answers["answer_days"] > most:
        raise AgreementRefused(
            _("Janji jawab tidak boleh lebih lama dari aturan umum: %(days)s hari kerja.") % {"days": most},
            field="answer_days",
        )
    parent = answers.get("parent")
    if parent and answers["type"] != AgreementType.PKS:
        raise AgreementRefused(_("Hanya Perjanjian Kerja Sama (PKS) yang punya naskah induk."), field="parent")
    if parent and not _may_be_parent(parent, row, by):
        raise AgreementRefused(
            _("Naskah induk harus kesepakatan Anda yang bukan PKS dan tidak diakhiri."), field="parent"
        )
    if row.pk:
        gone = row.commitments.exclude(service__in=["", *answers["services"]]).values_list("service", flat=True).first()
        if gone:
            raise AgreementRefused(
                _("Masih ada janji untuk %(service)s; hapus janji itu dahulu.") % {"service": Service(gone).label},
                field="services",
            )


def _may_be_parent(parent: Agreement, row: Agreement, by: Viewer) -> bool:
    found = Agreement.objects.visible_to(by).filter(pk=parent.pk).exclude(type=AgreementType.PKS)
    return found.exclude(pk=row.pk).exclude(state=AgreementState.ENDED).exists()
