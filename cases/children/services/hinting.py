"""The NIK's hint is taken over only when somebody says so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.children.models import Child
from cases.children.nik import read_nik
from cases.children.services.common import ChildRefused, may_write
from cases.children.services.registering import change
from core.kernel.scope import Viewer


@transaction.atomic
def use_nik_hint(*, by: Viewer, now: datetime, child: Child, version: int) -> Child:
    """Take sex and birth date from the child's NIK.  Raises ChildRefused when it holds none."""
    may_write(by)
    hint = read_nik(child.nik, today=now.astimezone(by.zone).date()) if child.nik else None
    if hint is None:
        raise ChildRefused(_("NIK ini tidak memberi petunjuk yang wajar."))
    answers = {"sex": hint.sex, "born_on": hint.born_on, "birth_precision": "exact"}
    return change(by=by, now=now, child=child, version=version, answers=answers)
