"""A masked fact shown once, on the record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children.choices import Relation, Secret
from cases.children.models import Child, ImportantPerson
from cases.children.services.common import ChildRefused, source_word
from core.audit.services import record
from core.kernel.scope import Viewer

_SECRET_FIELDS = {
    Secret.NIK: "nik",
    Secret.FAMILY_CARD: "kk_number",
    Secret.PHONE: "phone",
    Secret.ADDRESS: "full_address",
}


@transaction.atomic
def reveal(*, by: Viewer, now: datetime, child: Child, what: str, person: ImportantPerson | None = None) -> str:
    """Return a masked fact (one of Secret; with `person` that person's name or phone) and record the look."""
    if not by.can(P.CHILD_REVEAL):
        raise ChildRefused(_("Anda tidak berhak membuka data ini."))
    secret = Secret(what)
    if person is not None and secret not in (Secret.NAME, Secret.PHONE):
        raise ValueError(f"{what} is not kept of a person.")
    detail = {"what": source_word(secret.label)}
    if person is not None:
        detail["of"] = source_word(Relation(person.relation).label)
    record(by=by, now=now, verb="child.revealed", child_id=child.pk, subject=child.code, detail=detail, read=True)
    if secret == Secret.NAME:
        return person.name if person else child.known_as
    return getattr(person or child, _SECRET_FIELDS.get(secret, str(secret)))
