"""A case conference: invited, changed, called off, held; its minutes are in `minuting`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.casework.choices import Part
from cases.casework.models import Case, Conference, Invited, Minutes
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle, today_of
from cases.casework.states import CONFERENCE
from cases.children.models import ImportantPerson
from cases.sharing import services as sharing
from cases.sharing.choices import CONFERENCE as CONFERRING
from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer
from core.notices import services as notices


@dataclass(frozen=True)
class Guests:
    """Who is asked: colleagues, officers of partner agencies, family, the child, and others by name and office."""

    staff: tuple[User, ...] = ()
    partners: tuple[User, ...] = ()
    family: tuple[ImportantPerson, ...] = ()
    child: bool = False
    others: tuple[str, ...] = ()


@transaction.atomic
def invite(*, by: Viewer, now: datetime, case: Case, answers: dict, guests: Guests) -> Conference:
    """Invite to a case conference; everybody with an account is told, without a word about the child.

    `answers`: starts_at, meeting, place, agenda.
    """
    may_work(by)
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    agenda = _checked(answers, guests, now=now)
    made = Conference(
        case=row, case_code=row.code, agency_id=row.owner_agency_id, invited_at=now, invited_by_id=by.acting_user_id, **answers
    )  # fmt: skip
    made.save(force_insert=True)
    _ask(made, row, guests, by=by, now=now)
    minutes = Minutes(case=row, conference=made, agenda=agenda, saved_at=now, saved_by_id=by.user_id)
    minutes.save(force_insert=True)
    settle(row, "conference.plan", "invited", by=by, now=now)
    _owe_holding(made, row, by=by, now=now)
    tell(made, "conference.invited", by=by, now=now)
    note(row, "conference.invited", by=by, now=now, code=made.code)
    return made


@transaction.atomic
def change(
    *, by: Viewer, now: datetime, conference: Conference, version: int, answers: dict, guests: Guests
) -> Conference:
    """Change what was invited to, while it is still planned; everybody is told.  Raises ChangedMeanwhile."""
    row, case = taken(by, conference)
    if row.state != CONFERENCE.first:
        raise CaseRefused(_("Temu kasus ini tidak lagi direncanakan; undangannya tidak dapat diubah."))
    if row.version != version:
        raise ChangedMeanwhile(row)
    agenda = _checked(answers, guests, now=now)
    for name, value in answers.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    Minutes.objects.visible_to(by).filter(conference=row).update(agenda=agenda, saved_at=now, saved_by_id=by.user_id)
    left = set(_told(row)) - {one.pk for one in (*guests.staff, *guests.partners)}
    Invited.objects.visible_to(by).filter(conference=row).delete()
    _ask(row, case, guests, by=by, now=now)
    obligations.put_off(key=_key(row), due_at=row.starts_at, by=by, now=now)
    tell(row, "conference.changed", by=by, now=now)
    tell(row, "conference.cancelled", by=by, now=now, to=left)
    note(case, "conference.changed", by=by, now=now, code=row.code)
    return row


@transaction.atomic
def call_off(*, by: Viewer, now: datetime, conference: Conference, reason: str) -> Conference:
    """Cancel a planned conference, with the reason; everybody is told that it falls away."""
    row, case = taken(by, conference)
    CONFERENCE.apply(row, "cancel", at=now)
    row.cancel_reason = reason
    row.save(update_fields=["state", "cancel_reason"])
    obligations.cancel(key=_key(row), why="cancelled", by=by, now=now)
    tell(row, "conference.cancelled", by=by, now=now)
    note(case, "conference.cancelled", by=by, now=now, code=row.code)
    return row


@transaction.atomic
def hold(*, by: Viewer, now: datetime, conference: Conference) -> Conference:
    """Note that the conference took place; its minutes are owed now."""
    row, case = taken(by, conference)
    CONFERENCE.check(row, "hold")
    if row.starts_at > now:
        raise CaseRefused(_("Temu kasus belum berlangsung; pelaksanaannya dicatat sesudah waktunya."))
    CONFERENCE.apply(row, "hold", at=now)
    row.held_at = now
    row.save(update_fields=["state", "held_at"])
    obligations.settle(key=_key(row), how="held", by=by, now=now)
    if case.is_open:
        owe(
            case, "conference.minutes", by=by, now=now, turn=row.code, holder_id=row.invited_by_id,
            page="conference", at=row.code,
        )  # fmt: skip
    note(case, "conference.held", by=by, now=now, code=row.code)
    return row


def taken(by: Viewer, conference: Conference) -> tuple[Conference, Case]:
    """Return conference and case locked, for whoever works on the file.  Raises Case.DoesNotExist for a guest."""
    may_work(by)
    case = locked(by, conference.case)
    return Conference.objects.visible_to(by).select_for_update(of=("self",)).get(pk=conference.pk), case


def partners_of(case: Case, by: Viewer, now: datetime) -> list[int]:
    """Return the agencies that accepted a referral of this case."""
    rows = AccessRow.objects.visible_to(by).current().filter(case_id=case.pk, basis=Basis.REFERRAL)
    return list(rows.filter(level=Level.PACKAGE).order_by().values_list("agency_id", flat=True).distinct())


def _checked(answers: dict, guests: Guests, *, now: datetime) -> str:
    """Take the agenda out of the answers and return it.  Raises CaseRefused for what cannot be."""
    agenda = answers.pop("agenda")
    if answers["starts_at"] <= now:
        raise CaseRefused(_("Waktu temu kasus tidak boleh sudah lewat"), field="on")
    if not any((guests.staff, guests.partners, guests.family, guests.child, guests.others)):
        raise CaseRefused(_("Pilih paling sedikit satu peserta"), field="staff")
    return agenda


def _ask(made: Conference, case: Case, guests: Guests, *, by: Viewer, now: datetime) -> None:
    # A person ticked twice in a crafted form is still one guest.
    staff, partners = list(dict.fromkeys(guests.staff)), list(dict.fromkeys(guests.partners))
    family = list(dict.fromkeys(guests.family))
    own = set(people_with(case.owner_agency_id, P.TASKS, today_of(by, now)).values_list("pk", flat=True))
    if not {one.pk for one in staff} <= own:
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="staff")
    rows = [Invited(part=Part.STAFF, person=one, agency_id=case.owner_agency_id) for one in staff]
    allowed = {
        one.pk: agency_id
        for agency_id in partners_of(case, by, now)
        for one in people_with(agency_id, P.REFERRAL_ANSWER, today_of(by, now))
    }
    for one in partners:
        if one.pk not in allowed:
            raise CaseRefused(_("Pilih petugas instansi yang menerima rujukan kasus ini."), field="partners")
        rows.append(Invited(part=Part.PARTNER, person=one, agency_id=allowed[one.pk]))
    # What is said there leaves the house with each of these offices.
    back = reverse("conference_new", args=[case.code])
    elsewhere = {allowed[one.pk] for one in partners} - {case.owner_agency_id}
    for agency in Agency.objects.filter(pk__in=elsewhere).order_by("pk"):
        sharing.insist_basis(case, CONFERRING, agency, now, field="partners", back=back)
    for relative in family:
        if relative.child_id != case.child_id or relative.is_unsafe:
            raise CaseRefused(_("Orang ini tidak boleh dihubungi; lihat alasannya di berkas anak."), field="family")
        rows.append(Invited(part=Part.FAMILY, family=relative))
    rows += [Invited(part=Part.CHILD)] if guests.child else []
    rows += [Invited(part=Part.OTHER, name=name) for name in guests.others]
    for row in rows:
        if row.person_id:
            is_partner = row.part == Part.PARTNER
            sharing.insist_admitted(row.person_id, case.pk, field="partners" if is_partner else "staff")
        row.conference, row.case = made, case
    Invited.objects.bulk_create(rows)


def _key(row: Conference) -> str:
    return f"conference.hold:{row.case_id}:{row.code}"


def _owe_holding(row: Conference, case: Case, *, by: Viewer, now: datetime) -> None:
    owe(
        case, "conference.hold", by=by, now=now, turn=row.code, holder_id=row.invited_by_id, due_at=row.starts_at,
        page="conference", at=row.code,
    )  # fmt: skip


def _told(row: Conference) -> list[int]:
    found = Invited.objects.for_system(reason="the conference is locked and seen already").filter(conference=row)
    return list(found.filter(~Q(person=None)).values_list("person_id", flat=True))


def tell(row: Conference, kind: str, *, by: Viewer, now: datetime, to: Iterable[int] | None = None) -> None:
    people = set(_told(row) if to is None else to) - {by.user_id}
    notices.owe_all(
        recipient_ids=people, kind=kind, key=f"{kind}:{row.pk}:{row.version}", about=row.code,
        url=reverse("conference", args=[row.code]), now=now, due_at=row.starts_at, case_id=row.case_id,
    )  # fmt: skip
