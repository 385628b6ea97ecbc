from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.obligations import calendar_table, rule_table, rulebook
from agencies.obligations.forms import HolidayForm, HolidayImport, RuleForm, RuleImport
from agencies.obligations.models import Holiday, RuleValue
from agencies.people.permissions import P
from core.kernel import calendar
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.views import ActionScreen, PageScreen


class Rules(PageScreen):
    """Every deadline the software counts, with its source; unverified ones say "perlu konfirmasi"."""

    access = Access.member()
    template_name = "obligations/rules.html"
    title = _("Aturan waktu")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rules=rulebook.in_force(self.now.astimezone(self.viewer.zone).date()),
            may_edit=self.viewer.can(P.RULES_MANAGE),
            changes=RuleValue.objects.select_related("set_by").order_by("-set_at")[:20],
            **kwargs,
        )


class EditRule(ActionScreen):
    """Edit one default from a date on."""

    access = Access.to(P.RULES_MANAGE)
    template_name = "obligations/rule_form.html"
    form_class = RuleForm
    title = _("Ubah aturan waktu")
    done = _("Aturan disimpan. Tugas yang sudah berjalan memakai aturan lama.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(rule=self._rule(), **kwargs)

    def perform(self, answers):
        rule_table.set_value(by=self.viewer, now=self.now, code=self._rule().code, **answers)
        return reverse("rules")

    def _rule(self):
        try:
            return rulebook.find(self.kwargs["rule"])
        except KeyError:
            raise Http404 from None


class ImportRules(ActionScreen):
    """Change several rules at once from CSV, all or nothing."""

    access = Access.to(P.RULES_MANAGE)
    template_name = "obligations/rule_import.html"
    form_class = RuleImport
    title = _("Ambil daftar aturan")
    done = _("Daftar aturan diambil. Tugas yang sudah berjalan memakai aturan lama.")

    def get_initial(self):
        return {"text": rule_table.as_text(self.now.astimezone(self.viewer.zone).date())}

    def perform(self, answers):
        rule_table.import_values(by=self.viewer, now=self.now, text=answers["text"])
        return reverse("rules")


class Holidays(PageScreen):
    """The working calendar of a year: national days, collective leave and the offices' corrections."""

    access = Access.member()
    template_name = "obligations/holidays.html"
    title = _("Hari libur")

    def get_context_data(self, **kwargs):
        this_year = self.now.astimezone(self.viewer.zone).year
        asked = self.request.GET.get("tahun", "")
        is_near = len(asked) == 4 and asked.isdecimal() and this_year - 3 <= int(asked) <= this_year + 2
        year = int(asked) if is_near else this_year
        return super().get_context_data(
            year=year,
            years=range(this_year - 1, this_year + 3),
            days=calendar.current().holidays_of(year, get_language() or "id"),
            corrected=set(Holiday.objects.filter(on__year=year).values_list("on", flat=True)),
            may_edit=self.viewer.can(P.RULES_MANAGE),
            **kwargs,
        )


class SetHoliday(ActionScreen):
    """Add or correct one day."""

    access = Access.to(P.RULES_MANAGE)
    template_name = "obligations/holiday_form.html"
    form_class = HolidayForm
    title = _("Tambah atau betulkan hari")
    done = _("Hari disimpan.")

    def perform(self, answers):
        calendar_table.set_day(
            by=self.viewer,
            now=self.now,
            on=answers["on"],
            name=answers["name"],
            is_working=answers["kind"] == "on",
            is_collective_leave=answers["kind"] == "leave",
        )
        return f"{reverse('holidays')}?tahun={answers['on'].year}"


class ImportHolidays(ActionScreen):
    """Take a year's days from pasted CSV, all or nothing."""

    access = Access.to(P.RULES_MANAGE)
    template_name = "obligations/holiday_form.html"
    form_class = HolidayImport
    title = _("Ambil daftar hari libur")
    done = _("Daftar hari diambil.")

    def get_initial(self):
        return {"text": calendar_table.as_text(self.now.astimezone(self.viewer.zone).year)}

    def perform(self, answers):
        try:
            calendar_table.import_days(by=self.viewer, now=self.now, text=answers["text"])
        except ValidationError as error:
            raise Refused(error.messages[0], field="text") from None
        return reverse("holidays")
