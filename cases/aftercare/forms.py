from crispy_forms.layout import HTML, Fieldset
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.directory.picking import RegionField, picked
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.aftercare import choices, rules, selectors
from cases.casework.choices import EndReason, HandedTo
from cases.casework.services import AftercarePlan
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.templatetags.ui import tanggal_pendek

MONTHS = (1, 2, 3, 4, 6, 9, 12, 18)


def _radio(label, options, **more):
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, **more)


class EndServiceForm(ViewerForm):
    """The end of a service: why, to whom the child goes, and who looks after it then.  Needs `child` and `today`."""

    submit_label = _("Akhiri layanan")
    reason = _radio(_("Alasan layanan berakhir"), EndReason.choices)
    handed_to = _radio(_("Anak diserahkan kepada"), HandedTo.choices)
    receiver_name = TextField(label=_("Nama penerima"), required=False, max_length=120)
    handed_on = IndonesianDateField(label=_("Tanggal serah terima"), required=False)
    condition = TextField(label=_("Keadaan anak saat diserahkan"), rows=3, required=False, max_length=2000)
    items = TextField(label=_("Dokumen dan barang yang diserahkan"), rows=2, required=False, max_length=1000)
    commitments = TextField(label=_("Kesanggupan penerima"), rows=2, required=False, max_length=1000)
    follow_up = _radio(_("Sesudah layanan"), choices.FollowUp.choices, initial=choices.FollowUp.VISITS)
    region = RegionField(label=_("Tempat tinggal anak sesudah ini"), levels=(2, 3, 4))
    owner_agency = forms.ChoiceField(label=_("Instansi yang mendampingi"))
    worker = forms.ChoiceField(
        label=_("Pekerja yang mendampingi"),
        required=False,
        help_text=_("Kosongkan bila instansi itu yang akan menunjuk."),
    )
    visit_months = forms.MultipleChoiceField(
        label=_("Kunjungan, bulan setelah layanan berakhir"), widget=forms.CheckboxSelectMultiple,
        choices=[(str(number), str(number)) for number in MONTHS],
        help_text=_("Jadwal bawaan 1, 3, 6, 12 bulan (perlu konfirmasi)."),
    )  # fmt: skip
    first_visit_on = IndonesianDateField(
        label=_("Kunjungan pertama lebih cepat"), required=False, help_text=_("Hanya boleh lebih cepat dari jadwal.")
    )

    def __init__(self, *args, child, today, **kwargs):
        self.child, self.today = child, today
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        home = self.child.region_id or ""
        self.fields["region"].start_at(home)
        self.fields["region"].initial = self.child.region
        place = (picked(self.data, "region") or home) if self.is_bound else home
        found = selectors.possible_owners(place, self.viewer.agency_id)
        self.fields["owner_agency"].choices = [(str(one.pk), one.name) for one in found]
        chosen = self.data.get("owner_agency", "") if self.is_bound else ""
        owner = next((one for one in found if str(one.pk) == chosen), found[0] if found else None)
        self.fields["owner_agency"].initial = str(owner.pk) if owner else ""
        people = people_with(owner.pk, P.AFTERCARE_WORK, self.today) if owner else User.objects.none()
        self.fields["worker"].choices = [
            ("", gettext("Belum diketahui")),
            *((str(one.pk), one.short_name) for one in people),
        ]
        months = rules.visit_months(self.today)
        self.fields["visit_months"].initial = [str(number) for number in months]
        self.fields["visit_months"].widget.attrs["layout"] = "is-flow"
        if self.is_bound and not self._is_followed(self.data):
            for name in ("follow_up", "region", "owner_agency", "worker", "visit_months"):
                self.fields[name].required = False

    @staticmethod
    def _is_followed(data) -> bool:
        return data.get("follow_up") != choices.FollowUp.NONE and data.get("reason") != EndReason.DIED

    def answers(self) -> dict:
        """Return the handover's answers; under "aftercare" the plan, None when nobody is visited any more."""
        found = super().answers()
        owner, worker, months, first, _said = (
            found.pop(name) for name in ("owner_agency", "worker", "visit_months", "first_visit_on", "follow_up")
        )
        if not self._is_followed(self.data):
            return {**found, "aftercare": None}
        plan = AftercarePlan(int(owner), int(worker or 0) or None, tuple(int(number) for number in months), first)
        return {**found, "aftercare": plan}

    def layout(self) -> list:
        load = gettext("Muat pekerja instansi ini")
        return [
            Fieldset(gettext("Serah terima"), "reason", "handed_to", "receiver_name", "handed_on", "condition", "items", "commitments"),
            Fieldset(
                gettext("Pascalayanan"), "follow_up", "region", "owner_agency",
                HTML(f'<p class="mb-3"><button type="submit" class="btn btn-outline-primary" name="worker_muat" value="1" formnovalidate>{load}</button></p>'),
                "worker", "visit_months", "first_visit_on",
            ),
        ]  # fmt: skip


class VisitForm(ViewerForm):
    """A visit in under a minute: three answers; the rest is filled in.  Needs `planned`, `today`, `areas`, `last`."""

    submit_label = _("Simpan kunjungan")
    outcome = _radio(_("Hasil kontak"), choices.Outcome.choices, error_messages={"required": _("Pilih hasil kontak")})
    condition = _radio(
        _("Kondisi anak"), choices.Condition.choices, error_messages={"required": _("Pilih kondisi anak")}
    )
    next_step = _radio(
        _("Langkah berikut"), choices.NextStep.choices, error_messages={"required": _("Pilih langkah berikut")}
    )
    next_on = IndonesianDateField(
        label=_("Tanggal yang lebih cepat"), required=False, help_text=_("Isi bila memilih lebih cepat.")
    )
    note = TextField(
        label=_("Catatan"),
        rows=4,
        required=False,
        max_length=8000,
        help_text=_("Apa yang dilihat, didengar, dan disepakati."),
    )
    planned = forms.ChoiceField(label=_("Kunjungan"), required=False)
    happened_on = IndonesianDateField(label=_("Tanggal"))
    method = forms.ChoiceField(label=_("Cara"), choices=choices.Method.choices)
    met = forms.MultipleChoiceField(
        label=_("Bertemu"), required=False, choices=choices.Met.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, open_visits, chosen, today, areas, last, **kwargs):
        self.open_visits, self.chosen, self.today, self.areas, self.last = open_visits, chosen, today, areas, last
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["planned"].choices = [
            *((str(one.pk), gettext("ke-%(number)s, jatuh tempo %(on)s") % {"number": one.sequence, "on": tanggal_pendek(one.due_on)}) for one in self.open_visits),
            ("", gettext("Kunjungan tambahan")),
        ]  # fmt: skip
        self.fields["planned"].initial = str(self.chosen.pk) if self.chosen else ""
        self.fields["happened_on"].initial = self.today
        self.fields["method"].initial = self.last.method if self.last else choices.Method.HOME_VISIT
        self.fields["met"].initial = self.last.met if self.last else [choices.Met.CHILD]
        self.fields["met"].widget.attrs["layout"] = self.fields["condition"].widget.attrs["layout"] = "is-flow"
        # Nobody is asked how a child is who died, nor what follows.
        if self.is_bound and self.data.get("outcome") == choices.Outcome.DIED:
            self.fields["condition"].required = self.fields["next_step"].required = False
        after = [one for one in self.open_visits if one != self.chosen]
        by_schedule = (
            gettext("Kunjungan %(on)s menurut jadwal") % {"on": tanggal_pendek(after[0].due_on)}
            if after else gettext("Jadwal sudah selesai; supervisor memutuskan kelanjutannya")
        )  # fmt: skip
        words = dict(choices.NextStep.choices) | {str(choices.NextStep.BY_SCHEDULE): by_schedule}
        self.fields["next_step"].choices = list(words.items())
        for row in self.areas:
            known = row.state.label if row.answered_at else ""
            self.fields[f"area_{row.area.value}"] = forms.ChoiceField(
                label=row.area.label, choices=choices.AreaState.choices, initial=choices.AreaState.UNASKED, required=False,
                help_text=gettext("Terakhir: %(state)s") % {"state": known} if known else "",
            )  # fmt: skip

    def layout(self) -> list:
        areas = [f"area_{row.area.value}" for row in self.areas]
        return [
            "outcome", "condition", "next_step", "next_on", "note",
            HTML(f'<details class="fold card-body card mb-3"><summary>{gettext("Sudah terisi: waktu, cara, orang")}</summary>'),
            "planned", "happened_on", "method", "met", HTML("</details>"),
            HTML(f'<details class="fold card-body card mb-3"><summary>{gettext("Keadaan per bidang (opsional)")}</summary>'),
            *areas, HTML("</details>"),
        ]  # fmt: skip

    def answers(self) -> dict:
        found = super().answers()
        states = {name.removeprefix("area_"): found.pop(name) for name in list(found) if name.startswith("area_")}
        return {**found, "areas": {area: state for area, state in states.items() if state}}


class AssignForm(ViewerForm):
    """Who of the owner agency looks after the child.  Needs `people`."""

    submit_label = _("Tugaskan")
    worker = forms.ModelChoiceField(label=_("Pekerja"), queryset=User.objects.none(), empty_label=_("Pilih pekerja"))

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["worker"].queryset = self.people


class ExplainForm(ViewerForm):
    """A decision with its reason."""

    explanation = TextField(label=_("Alasan dan arahan"), rows=4, max_length=4000)


class RedirectForm(ExplainForm):
    """Another agency looks after the child from now on."""

    submit_label = _("Alihkan pascalayanan")
    region = RegionField(label=_("Tempat tinggal anak sekarang"), levels=(2, 3, 4))
    to_agency = forms.ChoiceField(label=_("Instansi yang mendampingi"))

    def prepare(self) -> None:
        place = picked(self.data, "region") if self.is_bound else ""
        found = selectors.possible_owners(place, self.viewer.agency_id)
        self.fields["to_agency"].choices = [
            ("", gettext("Pilih instansi")),
            *((str(one.pk), one.name) for one in found),
        ]

    def layout(self) -> list:
        return ["region", "to_agency", "explanation"]

    def answers(self) -> dict:
        found = super().answers()
        return {**found, "to_agency": Agency.objects.get(pk=found["to_agency"])}


class EndForm(ViewerForm):
    """The end of an episode: result, and a reason for every visit that is not made.  Needs `open_visits`."""

    submit_label = _("Akhiri pascalayanan")
    result = _radio(_("Hasil pascalayanan"), choices.END_RESULTS)
    explanation = TextField(label=_("Penjelasan"), rows=4, required=False, max_length=4000)

    def __init__(self, *args, open_visits, **kwargs):
        self.open_visits = open_visits
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for one in self.open_visits:
            self.fields[f"cancel_{one.pk}"] = forms.ChoiceField(
                label=gettext("Kunjungan ke-%(number)s, %(on)s: alasan dibatalkan") % {"number": one.sequence, "on": tanggal_pendek(one.due_on)},
                choices=[("", gettext("Belum dibatalkan")), *choices.CancelReason.choices], required=False,
            )  # fmt: skip

    def answers(self) -> dict:
        found = super().answers()
        why = {one.pk: found.pop(f"cancel_{one.pk}", "") for one in self.open_visits}
        return {**found, "cancelled": {pk: reason for pk, reason in why.items() if reason}}
