"""Error pages that say what to do next and carry the reference number that the log carries too."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import gettext as _

from core.drafts.expired import keep


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that could not be read (400)."""
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody whose role does not open the page (403)."""
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that does not exist, or that is not this person's (404): both look the same."""
    return _page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its secret: usually a page left open through a sign-out (403).

    What was typed is kept for whoever opened the form, and shown again to that person only.
    """
    owner = keep(request)
    if owner and owner == request.user.pk:
        messages.info(request, _("Isian Anda masih ada. Periksa, lalu kirim lagi."))
        return redirect(request.path)
    if owner and not request.user.is_authenticated:
        messages.info(request, _("Isian Anda tersimpan dan muncul lagi setelah Anda masuk."))
        return redirect_to_login(request.path)
    if owner:
        # Somebody else signed in at this browser meanwhile: the form is kept for its writer and shown to nobody here.
        messages.info(request, _("Formulir itu dibuka petugas lain; isiannya tersimpan untuk petugas itu."))
        return redirect("/")
    return _page(request, 403, form_expired=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours (500), without the database and without anything else that may be broken."""
    return HttpResponse(loader.get_template("500.html").render(_facts(request, 500)), status=500)


def _page(request: HttpRequest, status: int, **more) -> HttpResponse:
    return render(request, f"{status}.html", {**_facts(request, status), **more}, status=status)


def _facts(request: HttpRequest, status: int) -> dict:
    titles = {
        400: _("Permintaan tidak terbaca"),
        403: _("Halaman ini bukan untuk peran Anda"),
        404: _("Halaman tidak ditemukan"),
        500: _("Terjadi gangguan pada sistem"),
    }
    return {"title": titles[status], "status": status, "reference": getattr(request, "reference", "")}
