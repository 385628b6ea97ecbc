from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "cases.consent"
    label = "consent"

    def ready(self) -> None:
        from cases.casework import panels
        from cases.children import merges
        from cases.sharing.models import Consent

        panels.register_sharing(panels.Link(_("Persetujuan"), "case_consents"))
        panels.register_action(panels.Link(_("Catat persetujuan"), "consent_new", "case.work"))
        merges.register("sharing.consent", merges.rows_of(Consent, case_column="case_id"))
