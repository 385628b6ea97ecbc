"""Make the world's lists long: copies of every kind of row, so that a page that asks once per row is found out."""

from copy import copy
from uuid import UUID, uuid4

from agencies.agreements.models import Agreement, CoordinationVisit, VisitAction, VisitPaper
from agencies.directory.models import Agency, ServiceOffer
from agencies.obligations.models import Obligation
from agencies.people.models import Invitation, Membership, User
from cases.aftercare.models import Episode, PlannedVisit
from cases.casework.models import Assessment, Case, Conference, Note, NoteEdit, RiskRating, Task, TaskEvent, Transfer
from cases.children.models import Child, DuplicatePair, ImportantPerson
from cases.documents.models import Document, Letter
from cases.sharing.models import AccessRow
from cases.sharing.querysets import pen
from core.audit.models import Entry
from core.drafts.models import Draft
from core.kernel.codes import new_code
from core.kernel.scope import ScopedQuerySet, system_scope
from core.notices.models import Notice
from referrals.models import Incoming, IncomingPaper, OutsideRecord, Referral, ReferralMessage


def rows_of(model):
    """Return all rows of a model, in the system's scope."""
    found = model._default_manager.all()
    return found.for_system(reason="test") if isinstance(found, ScopedQuerySet) else found


def another(row, **facts):
    """Add a copy of a row under a new key, with other facts, and return it."""
    made = copy(row)
    made._state = copy(row._state)
    made._state.fields_cache = {}
    made.pk = uuid4() if isinstance(row.pk, UUID) else None
    if hasattr(row, "code") and row.code:
        made.code = new_code(row.code[0])
    for name, value in facts.items():
        setattr(made, name, value)
    type(row)._default_manager.bulk_create([made])
    return made


def grow(world, number: int) -> None:
    """Add `number` rows of every kind that a page lists."""
    with system_scope("test"), pen():
        for turn in range(number):
            _another_case(world.case)
            _another_case(world.cared_for, world.episode)
            _more_in_the_file(world, turn)
            _more_around(world)


def _another_case(case: Case, episode: Episode | None = None) -> None:
    case = rows_of(Case).get(pk=case.pk)
    child = another(rows_of(Child).get(pk=case.child_id), nik_index=uuid4().hex)
    made = another(case, child_id=child.pk)
    first, second = sorted((case.child_id, child.pk))
    pair = DuplicatePair(first_id=first, second_id=second, reasons=["name_year"], score=60, found_at=case.opened_at)
    DuplicatePair.objects.bulk_create([pair])
    for row in rows_of(AccessRow).filter(case_id=case.pk, ends_at=None, revoked_at=None):
        another(row, case_id=made.pk, child_id=child.pk)
    after = another(rows_of(Episode).get(pk=episode.pk), case_id=made.pk, child_id=child.pk) if episode else None
    for row in rows_of(Obligation).filter(case_id=case.pk, settled_at=None)[:3]:
        about = after.code if after and row.about == episode.code else made.code
        another(row, case_id=made.pk, key=uuid4().hex, about=about)


def _more_in_the_file(world, turn: int) -> None:
    case = world.case
    for model in (Note, Task, Document, Conference, Letter):
        row = rows_of(model).filter(case_id=case.pk).first()
        another(row, **({"file_name": uuid4().hex} if model is Document else {}))
    note = rows_of(Note).get(pk=world.note.pk)
    another(rows_of(NoteEdit).filter(note=note).first(), number=100 + turn + rows_of(NoteEdit).count())
    another(rows_of(TaskEvent).filter(task_id=world.task.pk).first())
    another(rows_of(ImportantPerson).filter(child_id=case.child_id).first())
    another(rows_of(RiskRating).filter(case_id=case.pk).first())
    offer = rows_of(Transfer).get(pk=world.transfer.pk)
    made = another(
        rows_of(Case).get(pk=case.pk), child_id=another(rows_of(Child).get(pk=case.child_id), nik_index=uuid4().hex).pk
    )
    another(offer, case_id=made.pk)
    last = rows_of(Assessment).filter(case_id=case.pk).order_by("-round").first()
    another(last, round=last.round + 1)
    planned = rows_of(PlannedVisit).filter(episode_id=world.episode.pk).order_by("-sequence").first()
    another(planned, sequence=planned.sequence + 1)
    for one in (world.accepted, world.over):
        found = another(rows_of(Referral).get(pk=one.pk), service=f"layanan {uuid4().hex[:12]}")
        for row in rows_of(AccessRow).filter(basis_ref=one.code, revoked_at=None):
            another(row, basis_ref=found.code)
        waits = another(found, status="sent", service=f"layanan {uuid4().hex[:12]}", officer_id=None)
        row = rows_of(ReferralMessage).filter(referral_id=one.pk).first()
        if row:
            another(row)
        assert waits.code != found.code
    request = rows_of(Incoming).get(pk=world.incoming.pk)
    another(request, intake=uuid4())
    another(rows_of(IncomingPaper).filter(incoming=request).first())
    for row in rows_of(OutsideRecord).all()[:1]:
        another(row, referral_id=world.accepted.pk)
    for row in rows_of(Entry).filter(case_id=case.pk).order_by("pk")[:4]:
        another(row)


def _more_around(world) -> None:
    for key in world.drafts.values():
        another(rows_of(Draft).get(pk=key), path=f"/draf-{uuid4().hex}/")
    for key in world.notices.values():
        another(rows_of(Notice).get(pk=key), key=uuid4().hex)
    office = another(world.home, slug=uuid4().hex[:20], name=f"Kantor {uuid4().hex[:8]}")
    another(world.offer, agency_id=office.pk)
    user = another(User.objects.get(pk=world.leaver.user_id), email=f"{uuid4().hex}@contoh.example")
    another(Membership.objects.get(pk=world.leaver.pk), user_id=user.pk)
    another(
        Invitation.objects.get(pk=world.invitation.pk), token_hash=uuid4().hex, email=f"{uuid4().hex}@contoh.example"
    )
    visit = rows_of(CoordinationVisit).get(pk=world.coordination.pk)
    made = another(visit, returns_id=visit.pk)
    for party in visit.agencies.all():
        another(party, visit_id=made.pk)
    last = rows_of(VisitAction).filter(visit=visit).order_by("-number").first()
    another(last, number=last.number + 1)
    another(VisitPaper.objects.get(pk=world.coordination_paper.pk), file_name=uuid4().hex)
    made = another(world.agreement, renews_id=None)
    another(world.agreement, parent_id=world.agreement.pk, type="pks")
    for party in rows_of(Agreement).get(pk=world.agreement.pk).parties.all():
        another(party, agreement_id=made.pk)
    office_of = another(world.home, slug=uuid4().hex[:20], name=f"Pihak {uuid4().hex[:8]}")
    another(world.agreement.parties.all()[0], agency_id=office_of.pk)
    another(world.promise, agency_id=office_of.pk)
    another(world.paper, file_name=uuid4().hex)
    another(world.addendum)
    assert Agency.objects.filter(pk=office.pk).exists() and ServiceOffer.objects.filter(agency=office).exists()
