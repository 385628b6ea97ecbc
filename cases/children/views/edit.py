from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionPicking
from cases.children import filepage, services
from cases.children.choices import Paper, Secret
from cases.children.forms import AddressForm, AliasForm, IdentityForm, NeedsForm, PaperForm, SchoolForm
from cases.children.models import Alias
from cases.children.views.base import ChildAction, ChildPress, read_recorded
from core.kernel.refusals import Refused
from core.screens.views import PageScreen


class EditGroup(ChildAction):
    """One card of the child's page as a form of its own."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "today": self.today}

    def get(self, request, *args, **kwargs):
        read_recorded(self, purpose=request.resolver_match.url_name)
        return super().get(request, *args, **kwargs)

    def perform(self, answers):
        version = answers.pop("version")
        self.saved = services.change(by=self.viewer, now=self.now, child=self.child, version=version, answers=answers)
        return self.child.get_absolute_url()


class EditIdentity(EditGroup):
    """Names, birth, NIK; the form shows the name in full, so opening it counts as revealing it."""

    form_class = IdentityForm
    title = _("Ubah identitas")
    done = _("Identitas disimpan.")

    def get(self, request, *args, **kwargs):
        if self.viewer.masked:
            services.reveal(by=self.viewer, now=self.now, child=self.child, what=Secret.NAME)
        return super().get(request, *args, **kwargs)

    def perform(self, answers):
        typed_nik = answers.get("nik")
        url = super().perform(answers)
        # A NIK that was just written is compared with the file at once, while the card is at hand.
        if typed_nik and filepage.worth_showing(self.saved, self.today):
            return reverse("child_nik", args=[self.child.code])
        return url


class EditAddress(RegionPicking, EditGroup):
    """Where the child lives."""

    form_class = AddressForm
    title = _("Ubah alamat")
    done = _("Alamat disimpan.")


class EditSchool(EditGroup):
    """The child's schooling."""

    form_class = SchoolForm
    title = _("Ubah data sekolah")
    done = _("Data sekolah disimpan.")


class EditNeeds(EditGroup):
    """What the child needs of those who meet it."""

    form_class = NeedsForm
    title = _("Ubah kebutuhan")
    done = _("Kebutuhan disimpan.")


class EditPaper(EditGroup):
    """One paper the child may hold."""

    form_class = PaperForm
    title = _("Ubah dokumen anak")
    done = _("Dokumen disimpan.")

    def get_form_kwargs(self):
        paper = get_object_or_404_paper(self.kwargs["paper"])
        return {**super().get_form_kwargs(), "paper": paper}


class AddAlias(ChildAction):
    """Another name the child is known by."""

    form_class = AliasForm
    title = _("Tambah nama lain")
    done = _("Nama lain dicatat.")

    def perform(self, answers):
        services.add_alias(by=self.viewer, now=self.now, child=self.child, **answers)
        return self.child.get_absolute_url()


class RemoveAlias(ChildPress):
    """Take another name out of use."""

    done = _("Nama lain dihapus.")

    def perform(self):
        alias = get_object_or_404(
            Alias.objects.visible_to(self.viewer).filter(child=self.child), pk=self.kwargs["alias"]
        )
        services.remove_alias(by=self.viewer, now=self.now, child=self.child, alias=alias)
        return self.back_url()


class NikHintPage(ChildAction, PageScreen):
    """What the NIK suggests beside what the file says; taken over only by its button."""

    template_name = "children/nik.html"
    title = _("Petunjuk dari NIK")
    drafts = False  # nothing is typed here

    def get(self, request, *args, **kwargs):
        read_recorded(self, purpose="child_nik")
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        hint = filepage.hint_of(self.child, self.today)
        rows = filepage.hint_rows(self.child, hint) if hint else []
        kwargs.setdefault("form", None)
        return PageScreen.get_context_data(
            self,
            child=self.child,
            hint=hint,
            rows=rows,
            differs=any(row.differs for row in rows),
            back_url=self.child.get_absolute_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        version = request.POST.get("version", "")
        try:
            services.use_nik_hint(
                by=self.viewer, now=self.now, child=self.child, version=int(version[:9]) if version.isdecimal() else 0
            )
        except Refused as refused:
            return self.render_to_response(self.get_context_data(refused=refused), status=409)
        messages.success(request, _t("Data dari NIK dipakai."))
        return HttpResponseRedirect(self.child.get_absolute_url())


def get_object_or_404_paper(word: str) -> Paper:
    """Return the paper of an address.  Raises Http404 for an unknown one."""
    from django.http import Http404

    if word not in Paper.values:
        raise Http404
    return Paper(word)
