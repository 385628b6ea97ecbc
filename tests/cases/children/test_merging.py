"""Two files of one child become one and can be parted again: nothing is lost, nobody sees more, old codes work."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from agencies.people.models import User
from cases.casework.models import Case
from cases.children import merges, services
from cases.children.models import Child, DuplicatePair, Merge
from cases.children.services import MergeRefused
from core.audit.models import Entry
from core.audit.selectors import timeline
from core.kernel.scope import scope, system_scope
from tests.cases.children.two_files import ROOMS, TwoFiles, another_office
from tests.factories import children as make

pytestmark = pytest.mark.django_db
LATE = make.NOW + timedelta(days=31)


@pytest.fixture
def two():
    return TwoFiles()


@pytest.fixture
def browser(client, two):
    client.force_login(two.supervisor_row.user)
    return client


def test_every_table_that_names_a_child_follows_a_merge():
    """A new table with a child's id has to say how its rows move, or this fails."""
    known = {one.name for one in merges.followers()}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model in (Child, Merge, DuplicatePair):
                continue
            for field in model._meta.concrete_fields:
                if field.attname == "child_id":
                    assert f"{room}.{model._meta.model_name}" in known, model


def test_merging_and_parting_gives_every_row_back(two):
    before = two.everything()
    merge = two.merged(chosen={"name": "loser", "nik": "loser", "birth": "loser", "needs": "loser"})
    assert two.everything() != before
    two.parted(merge)
    assert two.everything() == before


def test_the_common_file_holds_what_was_chosen_and_everything_of_both(two, browser):
    two.merged(chosen={"nik": "loser", "birth": "loser"})
    child = two.child(two.stays.pk)
    assert (child.full_name, child.nik, str(child.born_on)) == ("Budi Santosa", "1371041205140001", "2014-05-13")
    assert two.people(child) >= {"Siti Aminah", "Siti Amina", "Ani Santosa"}
    page = browser.get(child.get_absolute_url()).content.decode()
    for case in two.cases:
        assert case.code in page
    assert f"menggabungkan berkas {two.goes.code} ke berkas ini" in page
    # Every name that no longer stands in the file is found.
    with scope(two.worker):
        from cases.children import selectors

        for typed in ("Budhi Santoso", "Ucok", "Si Boy"):
            assert [match.child.code for match in selectors.search(two.worker, typed)][:1] == [child.code], typed


def test_old_codes_keep_working(two, browser):
    merge = two.merged()
    for name in ("child", "child_edit", "child_family", "child_readers"):
        answer = browser.get(reverse(name, args=[two.goes.code]))
        assert (answer.status_code, answer["Location"]) == (302, reverse(name, args=[two.stays.code]))
    for case in two.cases:
        assert browser.get(reverse("case", args=[case.code])).status_code == 200
    found = browser.post(reverse("search"), {"kata": two.goes.code}, follow=True)
    assert two.stays.code in found.content.decode()
    two.parted(merge)
    assert browser.get(reverse("child", args=[two.goes.code])).status_code == 200
    stranger = make.viewer()
    browser.force_login(User.objects.get(pk=stranger.user_id))
    assert browser.get(reverse("child", args=[two.goes.code])).status_code == 404


def test_a_form_opened_before_the_merge_is_told(two, browser):
    old = {"school": "SDN 9 Rekaan", "version": str(two.goes.version)}
    two.merged()
    answer = browser.post(reverse("child_school", args=[two.goes.code]), old)
    assert answer.status_code == 422 and "SDN 9 Rekaan" in answer.content.decode()


def test_nobody_may_open_a_case_they_could_not_open_before(two):
    other = another_office(two.goes)
    people = (two.worker, two.colleague, two.supervisor, two.officer, other)
    cases = [two.codes_seen(by) for by in people]
    rows = {row[:4] for row in two.access()}
    two.merged()
    assert [two.codes_seen(by) for by in people] == cases
    assert {row[:4] for row in two.access()} == rows
    with scope(other):
        assert [row.code for row in Child.objects.visible_to(other)] == [two.stays.code]


def test_both_timelines_and_all_looks_stay_readable(two, browser):
    browser.get(two.goes.get_absolute_url())
    merge = two.merged()
    with scope(two.worker):
        for case in two.cases:
            rows = timeline(case.pk, limit=50)
            assert {"case.opened", "child.merged"} <= {row.verb for row in rows}
            assert any(two.goes.code in row.sentence for row in rows)
    looked = browser.get(reverse("child_readers", args=[two.stays.code])).content.decode()
    assert two.goes.code in looked and "Membuka profil anak" in looked
    two.parted(merge)
    with system_scope("test"):
        for child in (two.stays, two.goes):
            verbs = set(Entry.objects.filter(child_id=child.pk).values_list("verb", flat=True))
            assert {"child.merged", "child.unmerged"} <= verbs


def test_what_came_after_the_merge_stays_but_goes_with_its_case(two):
    merge = two.merged(chosen={"needs": "loser"})
    child = two.child(two.stays.pk)
    make.person(child, two.worker, name="Paman Baru", relation="relative")
    with scope(two.worker):
        services.change(
            by=two.worker, now=make.NOW, child=child, version=child.version, answers={"needs": "Perlu kacamata"}
        )
    case = two.cases[1]
    two.do(two.worker, "withdraw", two.referral, reason="moved")
    referral = two.draft(_case(case))
    two.parted(merge)
    stays, goes = two.child(two.stays.pk), two.child(two.goes.pk)
    assert (stays.needs, goes.needs) == ("Perlu kacamata", "Alergi kacang")
    assert "Paman Baru" in two.people(stays) and "Paman Baru" not in two.people(goes)
    assert two.fresh(referral).child_id == goes.pk and _case(case).child_id == goes.pk


def _case(case) -> Case:
    with system_scope("test"):
        return Case.objects.for_system(reason="test").select_related("child", "child__region").get(pk=case.pk)


def test_who_may_not_is_told_why(two):
    other = another_office(two.goes)
    for by in (two.worker, two.colleague):
        with pytest.raises(MergeRefused, match="supervisor"):
            two.merged(by=by)
    with pytest.raises(MergeRefused, match="memiliki kasus di kedua berkas"):
        two.merged(by=other)
    merge = two.merged()
    for by, words in ((two.worker, "supervisor instansi"), (other, "supervisor instansi yang menggabungkannya")):
        with pytest.raises(MergeRefused, match=words):
            two.parted(merge, by=by)
    # A file that has joined another is nobody's any more; only two at once meet (below).
    with pytest.raises(MergeRefused, match="memiliki kasus di kedua berkas"):
        two.merged()


def test_the_same_request_to_the_same_agency_has_to_be_settled_first(two):
    one = two.sent(two.cases[0])
    with pytest.raises(MergeRefused, match=f"{two.referral.code}.*Tarik salah satunya"):
        two.merged()
    two.do(two.worker, "withdraw", one, reason="moved")
    two.merged()


def test_after_30_days_the_way_back_is_closed(two):
    merge = two.merged()
    assert services.keep_merges(now=make.NOW + timedelta(days=29)) == 0
    with pytest.raises(MergeRefused, match="hanya dapat dibatalkan sampai 12 Desember 2026"):
        two.parted(merge, now=LATE)
    assert (services.keep_merges(now=LATE), services.keep_merges(now=LATE)) == (1, 0)
    with system_scope("test"):
        kept = Merge.objects.for_system(reason="test").get()
        assert kept.closed_at == LATE and (kept.kept, kept.moved) == ("", {})
    with pytest.raises(MergeRefused, match="hanya dapat dibatalkan"):
        two.parted(merge)


def test_a_case_written_in_the_moment_of_the_merge_is_gathered_at_night(two):
    two.merged()
    with system_scope("test"):
        case = Case.objects.for_system(reason="test").get(pk=two.cases[1].pk)
        Case.objects.for_system(reason="test").filter(pk=case.pk).update(child_id=two.goes.pk)
    assert services.keep_merges(now=make.NOW) == 1
    assert _case(case).child_id == two.stays.pk


def test_a_common_file_takes_no_third_open_case(two):
    """Both files brought an open case of one office; a new report belongs to one of them."""
    from cases.casework import services as casework

    two.merged()
    with system_scope("test"):
        Case.objects.for_system(reason="test").filter(pk=two.cases[0].pk).update(stage="rejected", closed_at=make.NOW)
    answers = {"category": "violence", "source": "police", "in_danger": False}
    with scope(two.worker), pytest.raises(casework.CaseRefused, match="sudah punya kasus terbuka") as refused:
        casework.open_case(by=two.worker, now=make.NOW, answers=answers, child=two.child(two.stays.pk))
    assert refused.value.missing[0].url == f"/kasus/{two.cases[1].code}/"


def test_merges_are_undone_from_the_last_one_back(two):
    before = two.everything()
    first = two.merged()
    third = two.sibling
    stays, other = two.child(two.stays.pk), two.child(third.pk)
    with scope(two.supervisor):
        second = services.merge(
            by=two.supervisor, now=make.NOW + timedelta(hours=1), winner=other, loser=stays, chosen={},
            versions=(other.version, stays.version),
        )  # fmt: skip
    # Both old codes lead to the last file in one step.
    with scope(two.supervisor):
        for code in (two.stays.code, two.goes.code):
            assert Child.objects.joined_as(code, two.supervisor) == other.code
    with pytest.raises(MergeRefused, match="Batalkan dahulu penggabungan yang terakhir"):
        two.parted(first)
    two.parted(second)
    two.parted(first)
    assert two.everything() == before
