from django.contrib import messages
from django.utils.translation import gettext as _

from core.drafts.expired import keep


class KeepWhatWasTyped:
    """Keep the form of somebody whose session ended while they typed; sign-in is asked for after this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and not request.user.is_authenticated and keep(request):
            messages.info(request, _("Isian Anda tersimpan dan muncul lagi setelah Anda masuk."))
