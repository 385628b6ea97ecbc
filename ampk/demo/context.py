from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def accounts(request: HttpRequest) -> dict:
    """Give the sign-in page the demonstration's accounts, in the demonstration only."""
    return {"demo_accounts": SimpleLazyObject(_listed)} if settings.DEMONSTRATION else {}


def _listed() -> list[dict[str, str]]:
    from agencies.directory.models import Agency
    from ampk.demo.accounts import ACCOUNTS

    names = dict(Agency.objects.filter(slug__in=[one.agency for one in ACCOUNTS]).values_list("slug", "short_name"))
    return [
        {"email": one.email, "name": one.name, "role": one.role_label, "agency": names[one.agency]}
        for one in ACCOUNTS
        if one.agency in names
    ]
