"""What somebody of the guards' world has begun and not sent."""

from django.urls import reverse

from core.drafts import services as drafts
from core.kernel.scope import Viewer, scope
from tests.factories.casework import NOW
from tests.support.addresses import INTAKE


def start_intake(by: Viewer) -> None:
    """Keep every page of an intake, filled in and not sent."""
    parts: dict[str, dict[str, list[str]]] = {
        "catatan": {"note": ["KENARITELEPON"]},
        "anak": {"full_name": ["KENARIBARU"], "sex": ["P"], "age": ["9"], "nik_known": ["unknown"]},
        "kejadian": {
            "category": ["violence"], "region": ["13.71"], "in_danger": ["yes"], "source": ["school"],
            "narrative": ["KENARIKEJADIAN"],
        },
        "bahaya": {"called": ["yes"]},
    }  # fmt: skip
    with scope(by):
        for part, fields in parts.items():
            place = drafts.Place(reverse("intake_wizard", args=[INTAKE]), part)
            drafts.save(by=by, now=NOW, place=place, fields=fields)
