"""The pages: a whole agreement from the first draft to its renewal, and who reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.agreements.models import Agreement
from agencies.people.models import User
from agencies.people.roles import Role
from core.kernel.scope import system_scope
from tests.factories import agreements as make
from tests.factories import documents
from tests.factories.children import agency, viewer

pytestmark = pytest.mark.django_db


def only() -> Agreement:
    with system_scope("test"):
        return Agreement.objects.for_system(reason="test").order_by("-pk")[0]


def typed(page) -> dict:
    """Return what a form on a page would send again as it stands."""
    form = page.context["form"]
    found = {name: form[name].value() for name in form.fields if name != "form_token"}
    return {name: getattr(value, "pk", value) for name, value in found.items() if value not in (None, "")}


def test_an_agreement_from_draft_to_renewal(browser, other):
    """Opening a draft and saving it again loses nothing; each party keeps number, signatory, position and basis."""
    third = agency()
    data = {
        "type": "mou", "title": "Nota", "services": ["schooling", "work"], "starts_on": "01-01-2026",
        "ends_on": "01-01-2030", "other_agency": str(other.pk), "purpose": "Anak sekolah lagi", "financing": "APBD",
        "contact_name": "Bagian kerja sama", "contact_phone": "0812-3456-7890", "answer_days": "4",
    }  # fmt: skip
    assert browser.post(reverse("agreement_new"), {**data, "ends_on": "01-01-30"}).status_code == 422
    url = browser.post(reverse("agreement_new"), data).url
    row = only()
    at = lambda name, *more: reverse(name, args=[row.code, *more])  # noqa: E731
    missing = browser.get(url).content.decode()
    assert "Sebelum ditandatangani" in missing and at("agreement_sign") not in missing

    again = typed(browser.get(at("agreement_edit"))) | {"starts_on": "01-01-2026", "ends_on": "01-01-2030"}
    assert again["contact_phone"] == "+6281234567890" and "other_agency" not in again
    assert browser.post(at("agreement_edit"), {**again, "title": "Nota baru"}).status_code == 302
    late = browser.post(at("agreement_edit"), {**again, "title": "Nota lama"})
    assert late.status_code == 422 and "Nota baru" in late.content.decode() and row.parties.count() == 2

    facts = {"number": "3/C", "signatory": "Kepala C", "position": "Kepala Dinas", "authority": "Surat kuasa 7"}
    twice = browser.post(at("agreement_party_new"), {**facts, "agency": str(other.pk)})
    assert twice.status_code == 422 and "hanya menjadi satu pihak" in twice.content.decode()
    assert browser.post(at("agreement_party_new"), {**facts, "agency": str(third.pk)}).status_code == 302
    for party, number in zip(row.parties.order_by("pk")[:2], ("1/A", "2/B"), strict=True):
        again = typed(browser.get(at("agreement_party", party.pk)))
        answer = browser.post(
            at("agreement_party", party.pk), {**again, "number": number, "signatory": f"Kepala {number}"}
        )
        assert answer.status_code == 302
    assert browser.post(at("agreement_region_new"), {"region": "13.71"}).status_code == 302
    promise = {"agency": str(third.pk), "deed": "outcome", "days": "10", "service": "work"}
    assert browser.post(at("agreement_promise_new"), {**promise, "days": "21"}).status_code == 422
    assert browser.post(at("agreement_promise_new"), promise).status_code == 302
    upload = {"kind": "signed", "file": SimpleUploadedFile("naskah.pdf", documents.pdf())}
    assert browser.post(at("agreement_paper_new"), upload).status_code == 302

    words = browser.get(url).content.decode()
    for part in (
        "1/A", "2/B", "3/C", "Kepala C, Kepala Dinas", "Surat kuasa 7", "Kota Padang", "10 hari kerja", "Naskah bertanda tangan",
        "Anak sekolah lagi", "APBD", "Bagian kerja sama", "+6281234567890", "Nota baru",
    ):  # fmt: skip
        assert part in words, part
    assert browser.post(at("agreement_sign"), {"signed_on": "02-11-2026", "place": "Padang"}).status_code == 302
    assert browser.post(at("agreement_addendum"), {"dated_on": "03-11-2026", "text": "Diperluas"}).status_code == 302
    assert browser.post(at("agreement_contacted")).status_code == 302
    following = browser.post(at("agreement_renew")).url
    assert following == only().get_absolute_url() != url
    refused = browser.post(at("agreement_renew"))
    assert refused.status_code == 409 and following in refused.content.decode()
    words = browser.get(url).content.decode()
    assert following in words and "Diperluas" in words and "2 November 2026, Padang" in words
    assert url in browser.get(following).content.decode()
    assert browser.post(at("agreement_end"), {"reason": "diganti"}).status_code == 302
    assert "diganti" in browser.get(url).content.decode()


def test_a_draft_loses_a_party_a_place_and_a_promise_by_a_press(browser, head, other):
    row = make.draft(head, other)
    made = make.promise(head, row, other)
    browser.post(reverse("agreement_region_new", args=[row.code]), {"region": "13"})
    assert only().regions == ["13"]
    assert browser.post(reverse("agreement_region_remove", args=[row.code, "13"])).status_code == 302
    assert browser.post(reverse("agreement_promise_remove", args=[row.code, made.pk])).status_code == 302
    party = row.parties.get(agency=other)
    assert browser.post(reverse("agreement_party_remove", args=[row.code, party.pk])).status_code == 302
    assert only().regions == [] and not row.commitments.exists() and row.parties.count() == 1
    keeper = reverse("agreement_party_remove", args=[row.code, row.parties.get().pk])
    assert browser.post(keeper).status_code == 409


def test_members_of_the_parties_read_it_and_nobody_else_learns_of_it(client, head, other):
    row = make.in_force(head, other, title="Nota khusus")
    for role in (Role.WORKER, Role.PARTNER_OFFICER, Role.INTAKE_OPERATOR, Role.ANALYST, Role.PRIVACY_OFFICER):
        someone = viewer(role, at=other)
        client.force_login(User.objects.get(pk=someone.user_id))
        assert client.get(row.get_absolute_url()).status_code == 200
        assert "Nota khusus" in client.get(reverse("agreements")).content.decode()
    client.force_login(User.objects.get(pk=viewer(Role.HEAD, at=other).user_id))
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Akhiri kesepakatan" not in page and "Tulis perpanjangan" not in page
    assert client.get(reverse("agreement_end", args=[row.code])).status_code == 403
    client.force_login(User.objects.get(pk=viewer(Role.HEAD).user_id))
    for name in ("agreement", "agreement_edit", "agreement_end", "agreement_party_new"):
        assert client.get(reverse(name, args=[row.code])).status_code == 404
    assert "Nota khusus" not in client.get(reverse("agreements")).content.decode()
    assert "Nota khusus" not in client.get(other.get_absolute_url()).content.decode()


def test_the_list_is_narrowed_by_state_and_service(browser, head, other):
    make.in_force(head, other, title="Satu", services=["work"])
    make.draft(head, other, title="Dua")
    found = lambda **asked: {row.title for row in browser.get(reverse("agreements"), asked).context["rows"]}  # noqa: E731
    assert found() == found(keadaan="x", layanan="x") == {"Satu", "Dua"}
    assert found(keadaan="draft") == {"Dua"} and found(layanan="work") == {"Satu"}
    assert found(keadaan="draft", layanan="work") == set()
