"""An office outside is asked to a case conference only on a basis in force, and no longer when that ends."""

import pytest
from django.urls import reverse

from cases.casework import services
from cases.casework.models import Conference, Invited
from cases.sharing import services as sharing
from cases.sharing.models import Consent
from cases.sharing.services import NoBasis
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.cases.casework.test_conferences import NOW, at, guests, invited, scene  # noqa: F401
from tests.cases.casework.test_pages import sign_in
from tests.factories import consents

pytestmark = pytest.mark.django_db


def take_back(scene, *, but: dict | None = None) -> None:  # noqa: F811
    """Withdraw every basis of the case; `but` is written down first."""
    by = scene.office.worker
    with scope(by):
        rows = list(Consent.objects.visible_to(by).in_force(NOW))
        if but is not None:
            consents.consent(scene.case, by, **but)
        for row in rows:
            sharing.withdraw(by=by, now=NOW, consent=row, withdrawn_by="parent")


def test_without_a_basis_nobody_from_elsewhere_is_invited_and_the_refusal_leads_to_it(client, scene):  # noqa: F811
    take_back(scene)
    with pytest.raises(NoBasis) as no:
        invited(scene)
    assert str(no.value) == (
        "Belum ada persetujuan atau dasar hukum untuk “Konferensi kasus bersama instansi lain”"
        f" dengan {scene.partner.short_name}."
    )
    assert no.value.field == "partners"
    assert [gap.text for gap in no.value.missing][-1] == "Catat persetujuan atau dasar hukum"
    with scope(scene.office.worker):
        assert Conference.objects.visible_to(scene.office.worker).count() == 1
    sign_in(client, scene.office.worker)
    posted = {
        "on": "20-11-2026", "at": "09.00", "meeting": "onsite", "place": "Ruang", "agenda": "Sekolah", "version": 0,
        "partners": [scene.officer.user_id], "form_token": "d1",
    }  # fmt: skip
    page = client.post(reverse("conference_new", args=[scene.case.code]), posted).content.decode()
    way = reverse("consent_new", args=[scene.case.code])
    assert f"{way}?tujuan=conference&amp;instansi={scene.partner.slug}" in page and "Sekolah" in page
    # Colleagues alone need none.
    with scope(scene.office.worker):
        answers = {"starts_at": scene.one.starts_at, "meeting": "onsite", "place": "Ruang", "agenda": "Sekolah"}
        by = scene.office.worker
        services.invite(by=by, now=NOW, case=scene.case, answers=answers, guests=guests(scene, partners=()))


def test_a_withdrawn_basis_closes_the_invitation_and_says_so(client, scene):  # noqa: F811
    sign_in(client, scene.officer)
    page = reverse("conference", args=[scene.one.code])
    assert client.get(page).status_code == 200
    take_back(scene)
    assert client.get(page).status_code == 404
    with scope(scene.office.worker):
        left = Invited.objects.visible_to(scene.office.worker).filter(conference=scene.one)
        assert sorted(left.values_list("part", flat=True)) == ["child", "family", "other", "staff"]
        assert Entry.objects.filter(verb="conference.uninvited", case_id=scene.case.pk).count() == 1
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").filter(kind="conference.cancelled")
        assert [one.recipient_id for one in told] == [scene.officer.user_id]


def test_another_basis_that_still_covers_it_keeps_the_invitation(client, scene):  # noqa: F811
    take_back(scene, but={"purposes": ["conference"], "kinds": [], "agency_ids": [scene.partner.pk]})
    sign_in(client, scene.officer)
    assert client.get(reverse("conference", args=[scene.one.code])).status_code == 200
