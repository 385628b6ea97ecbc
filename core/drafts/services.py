"""Keeping, finding and dropping drafts.  A draft is nobody's record yet: it leaves no trace in the audit record."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit.models import Submission
from core.drafts.models import Draft
from core.drafts.querysets import KEPT_FOR
from core.kernel.refusals import Missing, Refused
from core.kernel.scope import Viewer, system_scope
from core.screens.drafting import Kept, Place

LONGEST = 50_000  # characters of one answer; no form of ours takes more
MOST_CHARACTERS = 300_000
MOST_DRAFTS = 100


class DraftRefused(Refused):
    """What was typed cannot be kept as a draft."""


@transaction.atomic
def save(
    *, by: Viewer, now: datetime, place: Place, fields: Mapping[str, list[str]], focus: str = "", anew: bool = False
) -> Kept:
    """Keep what was typed at a place, exactly as typed.  An answer that is too long is left out and named.

    With `anew` other parts of the draft go.  Raises DraftRefused when all together is too much.
    """
    drafts = Draft.objects.visible_to(by)
    row = drafts.filter(path=place.path).select_for_update().first()
    if row is None:
        if drafts.count() >= MOST_DRAFTS:
            raise DraftRefused(
                _("Anda sudah menyimpan %(most)s draf. Buang yang tidak diperlukan lagi.") % {"most": MOST_DRAFTS},
                missing=[Missing(_("Buka Draf saya"), "/draf/")],
            )
        fresh = Draft(owner_id=by.acting_user_id, agency_id=by.agency_id or 0, path=place.path, saved_at=now)
        Draft.objects.bulk_create([fresh], ignore_conflicts=True)
        row = drafts.select_for_update().get(path=place.path)
    too_long = sorted(name for name, values in fields.items() if sum(map(len, values)) > LONGEST)
    part = {
        "fields": {name: list(values) for name, values in fields.items() if name not in too_long},
        "left_out": too_long,
        "focus": focus[:60],
    }
    row.body = json.dumps({**({} if anew else row.parts), place.part: part}, ensure_ascii=False)
    if len(row.body) > MOST_CHARACTERS:
        raise DraftRefused(_("Isian ini terlalu panjang untuk disimpan sebagai draf. Pendekkan, lalu simpan lagi."))
    row.saved_at = now
    row.save(update_fields=["body", "saved_at"])
    return _kept(part, now)


def load(*, by: Viewer, now: datetime, place: Place) -> Kept | None:
    """Return what was kept for a part of a draft, None for nothing."""
    return load_all(by=by, now=now, path=place.path).get(place.part)


def load_all(*, by: Viewer, now: datetime, path: str) -> dict[str, Kept]:
    """Return all parts of the draft at an address.

    A draft whose form was sent meanwhile (its last saving overtook the sending) counts as none.
    """
    row = Draft.objects.visible_to(by).kept(now).filter(path=path).first()
    if row is None:
        return {}
    found = {name: _kept(part, row.saved_at) for name, part in row.parts.items()}
    tokens = {token for kept in found.values() for token in kept.fields.get("form_token", []) if token}
    if tokens and Submission.objects.filter(user_id=by.acting_user_id, token__in=tokens).exists():
        drop(by=by, path=path)
        return {}
    return found


def drop(*, by: Viewer, path: str) -> bool:
    """Drop the draft at an address; tell whether there was one."""
    return bool(Draft.objects.visible_to(by).filter(path=path).delete()[0])


def drop_expired(*, now: datetime) -> int:
    """Drop every draft whose time has run out; return how many."""
    with system_scope("drafts past their time"):
        return (
            Draft.objects.for_system(reason="drafts past their time").filter(saved_at__lte=now - KEPT_FOR).delete()[0]
        )


def _kept(part: dict, saved_at: datetime) -> Kept:
    return Kept(part["fields"], saved_at, tuple(part["left_out"]), part["focus"])
