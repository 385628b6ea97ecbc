from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from agencies.people.models import User
from agencies.people.permissions import P
from ampk.desk import load, services
from ampk.desk.forms import ReassignForm
from ampk.desk.lists import Reach
from ampk.desk.views import undo
from core.kernel.access import Access
from core.screens.views import Screen


class Reassign(Screen, TemplateView):
    """Give the ticked cases to one worker; what was refused is listed case by case."""

    access = Access.to(P.CASE_SUPERVISE)
    http_method_names = ("post",)
    template_name = "desk/reassigned.html"
    title = _("Alih kasus")

    def post(self, request, *args, **kwargs) -> HttpResponse:
        loads = load.worker_loads(Reach(self.viewer, self.now))
        form = ReassignForm(request.POST, codes=request.POST.getlist("k")[:100], workers=loads)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, back_url=self.back()), status=422)
        to_id = form.cleaned_data["kepada"]
        name = next(each.name for each in loads if each.user_id == to_id)
        moved = services.reassign_many(
            by=self.viewer, now=self.now, codes=form.cleaned_data["k"], to=User.objects.get(pk=to_id)
        )
        done = [one for one in moved if one.refused is None]
        taken = [(one.code, one.former) for one in done if one.former != to_id]
        undo.remember(request.session, self.viewer, self.now, taken, to_id, name)
        refused = [one for one in moved if one.refused is not None]
        if refused:
            return self.say_refused([one.code for one in done], refused, name)
        words = ngettext("%(n)s kasus dialihkan ke %(name)s.", "%(n)s kasus dialihkan ke %(name)s.", len(done))
        messages.success(request, words % {"n": len(done), "name": name})
        return HttpResponseRedirect(self.back())

    def say_refused(self, done: list[str], refused: list[services.Moved], name: str) -> HttpResponse:
        """Return the page that lists what did not move, and why."""
        context = self.get_context_data(done=done, refused_ones=refused, name=name, back_url=self.back())
        return self.render_to_response(context, status=409)

    def back(self) -> str:
        """Return the list the button was on; only addresses of our own board."""
        asked = self.request.POST.get("kembali", "")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/dasbor/")
        return asked if safe else reverse("board")


class UndoReassign(Reassign):
    """Give the cases of the last reassignment back to whom they were taken from, or let them wait for somebody again."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        kept = undo.offered(request.session, self.viewer, self.now)
        if kept is None:
            messages.info(request, _t("Pengalihan itu sudah lama atau sudah diurungkan; alihkan kasusnya dari daftar."))
            return HttpResponseRedirect(self.back())
        moved = services.undo_many(by=self.viewer, now=self.now, moves=kept.moves, taken_by=kept.taken_by)
        undo.forget(request.session)
        refused = [one for one in moved if one.refused is not None]
        done = [one.code for one in moved if one.refused is None]
        if refused:
            return self.say_refused(done, refused, _t("pekerja semula"))
        waiting = sum(1 for _code, former in kept.moves if former is None)
        if waiting == len(done):
            words = ngettext(
                "%(n)s kasus kembali belum ditugaskan.", "%(n)s kasus kembali belum ditugaskan.", len(done)
            )
        elif waiting:
            words = _t("%(n)s kasus kembali seperti semula, %(waiting)s di antaranya belum ditugaskan.")
        else:
            words = ngettext(
                "%(n)s kasus kembali ke pekerja semula.", "%(n)s kasus kembali ke pekerja semula.", len(done)
            )
        messages.success(request, words % {"n": len(done), "waiting": waiting})
        return HttpResponseRedirect(self.back())
