from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.models import Absence, Membership, User
from agencies.people.services.refusals import PeopleRefused
from core.audit.services import record
from core.kernel.scope import Viewer


@transaction.atomic
def take_leave(*, by: Viewer, now: datetime, starts_on: date, ends_on: date, cover: User | None) -> Absence:
    """Note that the viewer is away and who covers; what they owe shows on the cover's list meanwhile."""
    today = now.astimezone(by.zone).date()
    if ends_on < starts_on:
        raise PeopleRefused(_("Tanggal selesai tidak boleh sebelum tanggal mulai."), field="ends_on")
    if ends_on < today:
        raise PeopleRefused(_("Cuti ini sudah lewat."), field="ends_on")
    if cover and cover.pk == by.user_id:
        raise PeopleRefused(_("Pilih rekan lain sebagai pengganti."), field="cover")
    if cover and not Membership.objects.current(today).filter(user=cover, agency_id=by.agency_id).exists():
        raise PeopleRefused(_("Pengganti harus rekan di instansi yang sama."), field="cover")
    if Absence.objects.filter(user_id=by.acting_user_id, starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise PeopleRefused(_("Anda sudah mencatat cuti pada tanggal itu."), field="starts_on")
    if cover and Absence.objects.filter(user=cover, starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise PeopleRefused(_("Rekan ini juga cuti pada tanggal itu. Pilih pengganti lain."), field="cover")
    absence = Absence.objects.create(user_id=by.acting_user_id, starts_on=starts_on, ends_on=ends_on, cover=cover)
    record(by=by, now=now, verb="person.absent")
    return absence


@transaction.atomic
def cancel_leave(*, by: Viewer, now: datetime, absence_id: int) -> None:
    """Take back the viewer's own leave, before or during it."""
    if not Absence.objects.filter(pk=absence_id, user_id=by.acting_user_id).delete()[0]:
        raise PeopleRefused(_("Cuti itu tidak ada lagi."))
    record(by=by, now=now, verb="person.back")
