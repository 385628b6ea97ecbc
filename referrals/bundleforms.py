"""The two forms of a bundle: which needs, and what goes along to whom."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from referrals import facts
from referrals.choices import WorkKind
from referrals.needs import Need
from referrals.purposes import WORKING_AGE
from referrals.ranking import Candidate

SHOWN = 3
PARTS = ("to_agency", "ask", "work_kind", "planned_start_on", "hazards_checked", "facts", "send")


class NeedsForm(ViewerForm):
    """Tick what is needed, say once why."""

    submit_label = _("Siapkan rujukan")
    wanted = forms.MultipleChoiceField(
        label=_("Apa yang diperlukan anak?"),
        widget=forms.CheckboxSelectMultiple(attrs={"layout": "is-one is-wordy"}),
        error_messages={"required": _("Centang paling sedikit satu kebutuhan")},
    )
    reason = TextField(
        label=_("Alasan"),
        rows=3,
        max_length=1000,
        help_text=_("Sama untuk semua; dapat diubah per rujukan. Dibaca sesudah instansi menerima."),
        error_messages={"required": _("Tulis alasan rujukan")},
    )

    def __init__(self, *args, needs: list[Need], **kwargs):
        self.needs = needs
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["wanted"].choices = [(need.purpose.key, _line(need)) for need in self.needs]
        self.fields["wanted"].initial = [need.purpose.key for need in self.needs if need.is_ticked]


def _line(need: Need) -> str:
    parts = [*need.why]
    if need.asked:
        asked = {"code": need.asked.code, "state": need.asked.get_status_display().lower()}
        parts.append(str(_("%(code)s %(state)s")) % asked)
    if not need.somebody:
        parts.append(str(_("belum ada instansi di wilayah anak")))
    return (
        format_html("{} <small>{}</small>", need.purpose.label, " · ".join(parts)) if parts else str(need.purpose.label)
    )


class BundleForm(ViewerForm):
    """For each draft: to whom, which facts go along, and whether it goes now; the fields are named after its code."""

    submit_label = _("Kirim yang dicentang")

    def __init__(self, *args, drafts: list, **kwargs):
        self.drafts = drafts
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for draft in self.drafts:
            for name, field in self._fields_of(draft).items():
                self.fields[f"{draft.referral.code}-{name}"] = field

    def _fields_of(self, draft) -> dict[str, forms.Field]:
        row, aim = draft.referral, draft.referral.aim
        ranked = [one for one in draft.candidates if one.agency.pk != row.to_agency_id][: SHOWN - 1]
        found: dict[str, forms.Field] = {
            "to_agency": forms.ChoiceField(
                label=_("Instansi tujuan"), widget=forms.RadioSelect, initial=str(row.to_agency_id),
                choices=[(str(row.to_agency_id), draft.chosen_words), *map(_choice, ranked)],
            ),
            "ask": forms.ChoiceField(
                label=_("Yang diminta"), choices=aim.asks, initial=row.ask,
                widget=forms.RadioSelect(attrs={"layout": "is-flow"}),
            ),
        }  # fmt: skip
        if aim.age_rule == WORKING_AGE:
            found["work_kind"] = forms.ChoiceField(
                label=_("Jenis"),
                widget=forms.RadioSelect,
                choices=WorkKind.choices,
                initial=row.work_kind,
                required=False,
            )
            found["planned_start_on"] = IndonesianDateField(
                label=_("Rencana tanggal mulai"), initial=row.planned_start_on, required=False
            )
            found["hazards_checked"] = forms.BooleanField(
                label=_("Daftar bahaya sudah diperiksa"), initial=row.hazards_checked, required=False
            )
        found["facts"] = forms.MultipleChoiceField(
            label=_("Data yang dibagikan sesudah diterima"), widget=forms.CheckboxSelectMultiple(attrs={"layout": "is-flow"}), required=False,
            choices=facts.labels(aim.facts), initial=draft.request.facts,
        )  # fmt: skip
        found["send"] = forms.BooleanField(label=_("Kirim sekarang"), initial=draft.obstacle is None, required=False)
        return found

    def parts(self) -> list[tuple]:
        """Return (draft, its fields in order) for the page."""
        codes = [(draft, f"{draft.referral.code}-") for draft in self.drafts]
        return [
            (draft, [self[f"{code}{name}"] for name in PARTS if f"{code}{name}" in self.fields])
            for draft, code in codes
        ]

    def answers(self) -> dict:
        """Return {referral code: answers of the verb}."""
        found = {}
        for draft in self.drafts:
            code = draft.referral.code
            given = {name: self.cleaned_data[f"{code}-{name}"] for name in PARTS if f"{code}-{name}" in self.fields}
            given["to_agency"] = draft.agency(int(given["to_agency"]))
            found[code] = given
        return found


def _choice(one: Candidate) -> tuple[str, str]:
    return str(one.agency.pk), format_html("{} <small>{}</small>", one.agency.short_name, one.words)
