"""What a case is about: categories with history, sub-categories, approach, team, and the words of the network."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.people.models import User
from agencies.people.roles import Role
from cases.casework import choices, services
from cases.casework.models import Case, CaseApproach, CaseCategory, CaseSubCategory, SubCategory
from core.audit.models import Entry
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from tests.factories import casework as make
from tests.factories import children

pytestmark = pytest.mark.django_db


def sign_in(client, viewer):
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def test_the_fifteen_categories_are_seeded_with_what_offices_split():
    parents = dict(choices.PARENTS)
    assert len(choices.Category) == 15 and "other" in parents
    labels = set(SubCategory.objects.values_list("label", flat=True))
    assert {"Kekerasan fisik", "Kekerasan psikis", "Perundungan: korban", "Yatim piatu"} <= labels


def test_a_change_of_the_primary_category_keeps_what_was_before():
    case, office = make.case_at("access")
    later = make.NOW + timedelta(days=3)
    with scope(office.worker):
        services.categorise(
            by=office.worker, now=later, case=case, primary="violence", others=["maltreatment_neglect"],
            subs=["violence_physical", "bullying_victim"],
        )  # fmt: skip
        rows = CaseCategory.objects.visible_to(office.worker).filter(case=case)
        now = {row.category: row.is_primary for row in rows if row.until is None}
        [former] = [row for row in rows if row.until]
        assert now == {"violence": True, "maltreatment_neglect": False}
        assert (former.category, former.is_primary, former.since) == ("maltreatment_neglect", True, make.TODAY)
        services.categorise(by=office.worker, now=later, case=case, primary="violence", others=[], subs=[])
        subs = CaseSubCategory.objects.visible_to(office.worker).filter(case=case)
        assert len(subs) == 2 and all(row.until for row in subs)
        assert Entry.objects.filter(case_id=case.pk, verb="case.categorised").count() == 2


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"primary": "nonsense", "others": []}, "Pilih kategori dari daftar"),
        ({"primary": "violence", "others": [], "subs": ["neglect"]}, "Pilih juga kategorinya"),
        ({"primary": "violence", "others": [], "subs": ["unknown"]}, "Pilih rincian dari daftar"),
    ],
)
def test_categories_that_do_not_fit_are_refused_in_words(answers, words):
    case, office = make.case_at("access")
    with scope(office.worker), pytest.raises(services.CaseRefused, match=words):
        services.categorise(by=office.worker, now=make.NOW, case=case, **answers)


def test_two_editors_of_categories_see_each_other(client):
    case, office = make.case_at("access")
    url = reverse("categories", args=[case.code])
    sign_in(client, office.worker)
    page = client.get(url)
    version = page.context["form"].initial["version"]
    with scope(office.supervisor):
        services.categorise(
            by=office.supervisor, now=make.NOW, case=case, primary="violence", others=["disability"],
            subs=["violence_psychic"],
        )  # fmt: skip
        with pytest.raises(ChangedMeanwhile):
            services.categorise(
                by=office.supervisor, now=make.NOW, case=case, primary="violence", others=[], version=version
            )
    mine = {"primary": "pornography", "others": ["disability", "hiv_aids"], "version": version, "form_token": "k1"}
    page = client.post(url, mine)
    text = page.content.decode()
    assert page.status_code == 422 and "Yang baru disimpan orang lain" in text and "Kekerasan psikis" in text
    assert text.count(" checked") == 3, "what was ticked here stays ticked"
    token = {"version": page.context["form"].data["version"], "form_token": "k2"}
    assert client.post(url, {**mine, **token}).status_code == 302
    with scope(office.worker):
        standing = services.standing_categories(case, office.worker)
        assert (standing.primary, set(standing.others)) == ("pornography", {"disability", "hiv_aids"})


def test_the_approach_changes_with_date_and_reason():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        first = {"approach": "family", "since": make.TODAY, "reason": ""}
        services.set_approach(by=office.worker, now=make.NOW, case=case, **first)
        for answers, words in (
            (first, "sudah berlaku"),
            ({**first, "approach": "residential"}, "Tulis alasan perubahan"),
            ({**first, "approach": "residential", "since": make.TODAY + timedelta(days=1)}, "setelah hari ini"),
            ({**first, "approach": "residential", "since": make.TODAY - timedelta(days=1)}, "dimulai"),
        ):
            with pytest.raises(services.CaseRefused, match=words):
                services.set_approach(by=office.worker, now=make.NOW, case=case, **answers)
        services.set_approach(
            by=office.worker, now=make.NOW, case=case, approach="residential", since=make.TODAY, reason="Tidak aman"
        )
        row = Case.objects.visible_to(office.worker).get(pk=case.pk)
        assert row.approach == "residential"
        assert CaseApproach.objects.visible_to(office.worker).filter(case=case).count() == 2


def test_a_team_member_joins_until_a_day_and_leaves(client):
    case, office = make.case_at("implementation")
    colleague = User.objects.get(pk=office.colleague.user_id)
    with scope(office.worker):
        services.join_team(by=office.worker, now=make.NOW, case=case, person=colleague)
        with pytest.raises(services.CaseRefused, match="sudah anggota tim"):
            services.join_team(by=office.worker, now=make.NOW, case=case, person=colleague)
    with scope(office.colleague):
        assert Case.objects.worked_by(office.colleague).filter(pk=case.pk).exists()
    sign_in(client, office.worker)
    url = reverse("case_team", args=[case.code])
    assert "Lepas dari tim" in client.get(url).content.decode()
    assert client.post(reverse("case_team_leave", args=[case.code, colleague.pk])).status_code == 302
    page = client.post(reverse("case_team_leave", args=[case.code, colleague.pk]))
    assert page.status_code == 409 and "bukan anggota tim lagi" in page.content.decode()
    with scope(office.colleague):
        assert not Case.objects.visible_to(office.colleague).filter(pk=case.pk).exists()
    later = make.NOW + timedelta(days=40)
    with scope(office.worker):
        services.join_team(
            by=office.worker, now=later, case=case, person=colleague, until_on=later.date() + timedelta(days=5)
        )
    with system_scope("test"):
        from cases.sharing.models import AccessRow

        [row] = AccessRow.objects.for_system(reason="test").standing().filter(case_id=case.pk, basis="team")
        assert row.ends_at and row.ends_at > later


def test_the_words_are_kept_by_whoever_keeps_the_rules(client):
    office = make.Office()
    admin = children.viewer(Role.AGENCY_ADMIN, office.agency)
    sign_in(client, office.worker)
    assert client.get(reverse("subcategories")).status_code == 200
    assert client.get(reverse("subcategory_new")).status_code == 403
    sign_in(client, admin)
    answers = {"label": "Tambang anak", "parent": "exploitation", "is_active": "on", "form_token": "s1"}
    assert client.post(reverse("subcategory_new"), answers).status_code == 302
    again = client.post(reverse("subcategory_new"), {**answers, "form_token": "s2"})
    assert again.status_code == 422 and "sudah ada di kategori itu" in again.content.decode()
    row = SubCategory.objects.get(label="Tambang anak")
    edit = reverse("subcategory_edit", args=[row.code])
    gone = {"label": row.label, "parent": row.parent, "version": row.version, "form_token": "s3"}
    assert client.post(edit, gone).status_code == 302
    row.refresh_from_db()
    assert not row.is_active
    with scope(admin):
        assert Entry.objects.filter(verb="subcategory.saved").count() == 2
    stale = client.post(edit, {**gone, "label": "Lain", "form_token": "s4"})
    assert stale.status_code == 422 and "diubah orang lain" in stale.content.decode()
