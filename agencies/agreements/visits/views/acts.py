"""A visit is planned, changed, called off, held and written down."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import forms, services
from agencies.agreements.visits.views.base import MANAGE, VisitAct, VisitPress
from core.screens.views import ActionScreen


class PlanVisit(ActionScreen):
    """Plan a visit, or note one that was."""

    access = MANAGE
    template_name = "agreements/visits/form.html"
    form_class = forms.PlanForm
    title = _("Rencanakan kunjungan koordinasi")
    done = _("Kunjungan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return {"version": 0}

    def perform(self, answers):
        return services.plan(by=self.viewer, now=self.now, answers=answers["answers"]).get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": reverse("coordination_visits"), **kwargs})


class PlanReturn(VisitAct):
    """Plan the visit that returns another."""

    keeper_only = False
    form_class = forms.PlanForm
    title = _("Rencanakan kunjungan balasan")
    done = _("Kunjungan balasan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return forms.return_of(self.visit, self.viewer.agency_id)

    def perform(self, answers):
        made = services.plan(by=self.viewer, now=self.now, answers=answers["answers"], returns=self.visit)
        return made.get_absolute_url()


class ChangeVisit(VisitAct):
    """Change a planned visit."""

    form_class = forms.PlanForm
    title = _("Ubah kunjungan koordinasi")
    done = _("Perubahan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return forms.initial_of(self.visit, self.viewer.agency_id)

    def perform(self, answers):
        return services.change(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


class CallOff(VisitAct):
    """Call a planned visit off."""

    form_class = forms.WhyForm
    title = _("Batalkan kunjungan koordinasi")
    done = _("Kunjungan dibatalkan; instansi yang ikut diberi tahu.")

    def perform(self, answers):
        return services.call_off(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


class WriteMinutes(VisitAct):
    """Write down who came and what was said."""

    form_class = forms.MinutesForm
    title = _("Notula kunjungan koordinasi")
    done = _("Notula disimpan.")

    def get_initial(self):
        row = self.visit
        return {"delegation": row.delegation, "minutes": row.minutes, "version": row.version}

    def perform(self, answers):
        return services.write_minutes(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


class Hold(VisitPress):
    """The visit took place."""

    done = _("Pelaksanaan dicatat. Tulis notula dan keputusannya.")

    def perform(self):
        return services.hold(by=self.viewer, now=self.now, visit=self.visit).get_absolute_url()


class Finish(VisitPress):
    """The minutes are finished."""

    done = _("Notula selesai dan tidak berubah lagi.")

    def perform(self):
        return services.finish(by=self.viewer, now=self.now, visit=self.visit).get_absolute_url()
