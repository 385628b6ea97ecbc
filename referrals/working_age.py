"""The working-age rule for referrals to a manpower office (UU 13/2003 art. 69 to 75; UU 20/1999; domain facts 6).

Checked by age on the planned start date and by kind of work: under 13 nobody works; from 13 light work (art. 69);
from 14 approved training (art. 70); from 15 ordinary work without hazards; from 18 free.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.children.models import Child
from core.kernel.rules import Rule
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
        sentence = _("Pada tanggal mulai anak berusia %(age)s tahun. Anak di bawah %(limit)s tahun tidak boleh bekerja.")
        return Verdict(False, sentence % {"age": age, "limit": light.value}, cites=_cites(light), field="work_kind")
    if age < training.value and work_kind == WorkKind.TRAINING:
        sentence = _("Pada tanggal mulai anak berusia %(age)s tahun. Pelatihan kerja boleh mulai usia %(limit)s tahun.")
        return Verdict(False, sentence % {"age": age, "limit": training.value}, cites=_cites(training), field="work_kind")
    if age < ordinary.value and work_kind == WorkKind.ORDINARY:
        sentence = _(
            "Pada tanggal mulai anak berusia %(age)s tahun. Sebelum %(limit)s tahun hanya pekerjaan ringan atau"
            " pelatihan yang disahkan."
        )
        return Verdict(False, sentence % {"age": age, "limit": ordinary.value}, cites=_cites(light, training, ordinary), field="work_kind")
    if age < adult.value and not hazards_checked:
        sentence = _(
            "Anak berusia %(age)s tahun pada tanggal mulai. Periksa daftar bahaya dahulu: tanpa mesin berat, zat"
            " berbahaya, kerja malam, dan tanpa mengganggu sekolah."
        )
        return Verdict(False, sentence % {"age": age}, needs_hazard_check=True, cites=_cites(adult), field="hazards_checked")
    return Verdict(True, _("Boleh: %(age)s tahun pada tanggal mulai.") % {"age": age}, cites=_cites(light, ordinary, adult))


def _rule(name: str, on: date) -> Rule:
    return BOOK.get(f"work.{name}", on)


def _cites(*rules: Rule) -> tuple[str, ...]:
    return tuple(
        rule.cite if rule.verified else _("%(cite)s (perlu konfirmasi)") % {"cite": rule.cite} for rule in rules
    )
