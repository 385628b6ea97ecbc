"""The working-age rule for referrals to a manpower office (UU 13/2003 art. 69 to 75; UU 20/1999; domain facts 6).

Checked by age on the planned start date and by kind of work: under 13 nobody works; from 13 light work (art. 69);
from 14 approved training (art. 70); from 15 ordinary work without hazards; from 18 free.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from cases.children.models import Child
from core.kernel.rules import Rule, add_months
from referrals.choices import WorkKind
from referrals.rules import BOOK


@dataclass(frozen=True)
class Verdict:
    """May this placement go on?  `sentence` says why, `cites` names the rules with their state of verification."""

    allowed: bool
    sentence: str
    needs_hazard_check: bool = False
    cites: tuple[str, ...] = ()
    field: str = ""


def check(child: Child, *, work_kind: str, start_on: date | None, hazards_checked: bool) -> Verdict:
    """Return whether a child may be referred for this kind of work from a date on, with the reason in words."""
    if not work_kind:
        return Verdict(False, _("Pilih jenis pekerjaan atau pelatihan."), field="work_kind")
    if start_on is None:
        return Verdict(False, _("Isi rencana tanggal mulai."), field="planned_start_on")
    age = child.age_on(start_on)
    if age is None:
        return Verdict(False, _("Isi tanggal lahir atau perkiraan usia anak dahulu; usia kerja dihitung darinya."))
    light, training = _rule("light_from", start_on), _rule("training_from", start_on)
    ordinary, adult = _rule("ordinary_from", start_on), _rule("adult_from", start_on)
    if age < light.value:
        return _no(_("Anak di bawah %(limit)s tahun tidak boleh bekerja."), age, light.value, light)
    if age < training.value and work_kind == WorkKind.TRAINING:
        return _no(_("Pelatihan kerja boleh mulai usia %(limit)s tahun."), age, training.value, training)
    if age < ordinary.value and work_kind == WorkKind.ORDINARY:
        sentence = _("Sebelum %(limit)s tahun hanya pekerjaan ringan atau pelatihan yang disahkan.")
        return _no(sentence, age, ordinary.value, light, training, ordinary)
    if age < adult.value and not hazards_checked:
        sentence = _(
            "Periksa daftar bahaya dahulu: tanpa mesin berat, zat berbahaya, kerja malam, dan tanpa mengganggu sekolah."
        )
        refused = _no(sentence, age, adult.value, adult)
        return replace(refused, needs_hazard_check=True, field="hazards_checked")
    sentence = _("Boleh: %(age)s tahun pada tanggal mulai.") % {"age": age}
    return Verdict(True, sentence, cites=_cites(light, ordinary, adult))


def _no(sentence: str, age: int, limit: int, *rules: Rule) -> Verdict:
    words = _("Pada tanggal mulai anak berusia %(age)s tahun.") % {"age": age}
    return Verdict(False, f"{words} {sentence % {'limit': limit}}", cites=_cites(*rules), field="work_kind")


def _rule(name: str, on: date) -> Rule:
    return BOOK.get(f"work.{name}", on)


def _cites(*rules: Rule) -> tuple[str, ...]:
    return tuple(
        rule.cite if rule.verified else _("%(cite)s (perlu konfirmasi)") % {"cite": rule.cite} for rule in rules
    )


@dataclass(frozen=True)
class Opening:
    """One kind of work: from which birthday it may be planned, and by which rule."""

    label: str
    age: int
    starts_on: date | None
    is_open: bool
    cite: str


def outlook(child: Child, on: date) -> list[Opening]:
    """Return, for each kind of work, from when this child may be referred for it; no dates without a birth date."""
    kinds = ((WorkKind.LIGHT, "light_from"), (WorkKind.TRAINING, "training_from"), (WorkKind.ORDINARY, "ordinary_from"))
    age, found = child.age_on(on), []
    for kind, name in kinds:
        rule = _rule(name, on)
        birthday = add_months(child.born_on, 12 * rule.value) if child.born_on else None
        is_open = age is not None and age >= rule.value
        found.append(Opening(str(WorkKind(kind).label), rule.value, birthday, is_open, _cites(rule)[0]))
    return found
