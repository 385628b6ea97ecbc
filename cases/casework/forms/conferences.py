"""Case conferences: the invitation, the minutes, a decision."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.forms.notes import TimeField
from cases.casework.services.conferring import Guests, partners_of
from cases.children.masking import shown_person
from cases.children.selectors import people_of
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

CHILD = "child"


def boxes(label, **more) -> forms.MultipleChoiceField:
    """Return an optional group of boxes."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


class InviteForm(VersionedForm, ViewerForm):
    """When, where, about what, and who is asked.  Without a conference of its own it is a new invitation."""

    submit_label = _("Kirim undangan")
    on = IndonesianDateField(label=_("Tanggal"))
    at = TimeField(label=_("Jam"), help_text=_("Seperti 09.30"), error_messages={"required": _("Isi jamnya")})
    meeting = radio(choices.Meeting, _("Cara bertemu"), layout="is-flow", initial="onsite")
    place = TextField(
        label=_("Tempat atau tautan rapat"), max_length=300,
        help_text=_("Dibaca semua peserta, juga dari instansi lain. Jangan tulis nama anak."),
        error_messages={"required": _("Isi tempat atau tautan rapat")},
    )  # fmt: skip
    agenda = TextField(
        label=_("Agenda"), rows=4, max_length=4000, help_text=_("Satu baris satu pokok. Tidak tampil bagi instansi lain."),
        error_messages={"required": _("Tulis paling sedikit satu pokok agenda")},
    )  # fmt: skip
    staff = boxes(_("Rekan"))
    partners = boxes(_("Instansi mitra yang menerima rujukan"))
    family = boxes(_("Anak dan keluarga"), help_text=_("Orang yang tidak aman dihubungi tidak ditawarkan."))
    others = TextField(
        label=_("Peserta lain"), rows=2, required=False, max_length=1000,
        help_text=_("Satu baris satu orang: nama, jabatan, instansi."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, case, now, **kwargs):
        self.case, self.now = case, now
        super().__init__(*args, **kwargs)

    def prepare(self):
        on = self.now.astimezone(self.viewer.zone).date()
        self.colleagues = {str(one.pk): one for one in people_with(self.case.owner_agency_id, P.TASKS, on)}
        self.officers: dict[str, User] = {}
        words = []
        for agency in Agency.objects.filter(pk__in=partners_of(self.case, self.viewer, self.now)).order_by("name"):
            for one in people_with(agency.pk, P.REFERRAL_ANSWER, on):
                self.officers[str(one.pk)] = one
                words.append((str(one.pk), f"{one.short_name}, {agency.short_name}"))
        self.relatives = {str(one.pk): one for one in people_of(self.case.child, self.viewer) if not one.is_unsafe}
        self.fields["staff"].choices = [(value, one.short_name) for value, one in self.colleagues.items()]
        self.fields["family"].choices = [
            (CHILD, gettext("Anak")),
            *(
                (value, f"{one.get_relation_display()} {shown_person(one.name, self.viewer)}")
                for value, one in self.relatives.items()
            ),
        ]
        if words:
            self.fields["partners"].choices = words
        else:
            del self.fields["partners"]

    def differences(self, row) -> list[tuple[str, str]]:
        """Return when and where it stands now."""
        local = row.starts_at.astimezone(self.viewer.zone)
        return [(gettext("Waktu"), local.strftime("%d-%m-%Y %H.%M")), (gettext("Tempat atau tautan rapat"), row.place)]

    def answers(self) -> dict:
        found = super().answers()
        family = found["family"]
        guests = Guests(
            staff=tuple(self.colleagues[one] for one in found["staff"]),
            partners=tuple(self.officers[one] for one in found.get("partners", [])),
            family=tuple(self.relatives[one] for one in family if one != CHILD),
            child=CHILD in family,
            others=tuple(line.strip() for line in found["others"].splitlines() if line.strip()),
        )
        starts_at = datetime.combine(found["on"], found["at"], tzinfo=self.viewer.zone)
        said = {"starts_at": starts_at, **{name: found[name] for name in ("meeting", "place", "agenda")}}
        return {"answers": said, "guests": guests, "version": found["version"]}


class WhyForm(ViewerForm):
    """A reason."""

    submit_label = _("Batalkan temu kasus")
    reason = TextField(label=_("Alasan"), rows=2, max_length=500)


class MinutesForm(VersionedForm, ViewerForm):
    """Who came, what was said, what the child and the family think."""

    submit_label = _("Simpan notula")
    came = boxes(_("Yang hadir"))
    facts = TextField(label=_("Fakta yang dibahas"), rows=5, required=False, max_length=10000)
    child_heard = radio(choices.Heard, _("Apakah anak didengar?"), layout="is-flow", required=False)
    child_view = TextField(
        label=_("Pendapat anak, atau mengapa tidak didengar"), rows=3, required=False, max_length=4000
    )
    family_heard = radio(choices.Heard, _("Apakah keluarga didengar?"), layout="is-flow", required=False)
    family_view = TextField(
        label=_("Pendapat keluarga, atau mengapa tidak didengar"), rows=3, required=False, max_length=4000
    )
    differences_said = TextField(label=_("Perbedaan pendapat"), rows=2, required=False, max_length=4000)
    next_on = IndonesianDateField(
        label=_("Temu kasus berikut"), required=False, help_text=_("Menjadi tugas yang jatuh tempo hari itu.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, guests, **kwargs):
        self.guests = guests
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["came"].choices = [(str(guest.pk), guest.words) for guest in self.guests]

    def differences(self, row) -> list[tuple[str, str]]:
        found = super().differences(row)
        if row.differences != self.cleaned_data.get("differences_said"):
            found.append((self.fields["differences_said"].label, row.differences or gettext("(kosong)")))
        return found

    def answers(self) -> dict:
        found = super().answers()
        ticked = set(found.pop("came"))
        came = {guest.pk for guest in self.guests if str(guest.pk) in ticked}
        version, found["differences"] = found.pop("version"), found.pop("differences_said")
        return {"answers": found, "came": came, "version": version}


class DecisionForm(ViewerForm):
    """What was decided, who does it, until when."""

    submit_label = _("Catat keputusan")
    text = TextField(
        label=_("Keputusan"), rows=2, max_length=400,
        help_text=_("Menjadi tugas. Rekan tanpa akses ke kasus membaca kalimat ini; jangan tulis nama anak."),
    )  # fmt: skip
    who = forms.ChoiceField(label=_("Siapa melaksanakan"), error_messages={"required": _("Pilih siapa melaksanakan")})
    due_on = IndonesianDateField(label=_("Sampai kapan"))

    def __init__(self, *args, case, today, guests, **kwargs):
        self.case, self.today, self.guests = case, today, guests
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.people = {f"p{one.pk}": one for one in people_with(self.case.owner_agency_id, P.TASKS, self.today)}
        found = {guest.row.agency for guest in self.guests if guest.row.part == choices.Part.PARTNER}
        self.agencies = {f"i{one.pk}": one for one in sorted(found, key=lambda one: one.name)}
        self.fields["who"].choices = [
            ("", gettext("Pilih rekan atau instansi")),
            (gettext("Rekan"), [(value, one.short_name) for value, one in self.people.items()]),
            (gettext("Instansi lain"), [(value, one.short_name) for value, one in self.agencies.items()]),
        ]

    def answers(self) -> dict:
        found = super().answers()
        who = found.pop("who")
        return {**found, "person": self.people.get(who), "agency": self.agencies.get(who)}
