"""Two files of one child become one and can be parted again: nothing is lost, nobody sees more, old codes work."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
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


def test_pairs_are_found_at_night_and_a_decision_is_remembered(two, browser, client):
    make.child(make.viewer(), nik="1371041205140001")  # another office's file pairs with nobody's here
    assert services.find_duplicates(now=make.NOW) == services.find_duplicates(now=make.NOW) > 0
    page = browser.get(reverse("duplicates")).content.decode()
    assert two.goes.code in page and two.stays.code in page and "nama mirip dan nama ibu sama" in page
    assert "Budi" not in page
    assert browser.post(reverse("not_the_same", args=[two.stays.code, two.goes.code])).status_code == 302
    services.find_duplicates(now=make.NOW + timedelta(days=1))
    assert two.goes.code not in browser.get(reverse("duplicates")).content.decode()
    for viewer in (two.colleague_row.user, two.officer_row.user):
        client.force_login(viewer)
        assert client.get(reverse("duplicates")).status_code == 403


def test_files_are_compared_chosen_confirmed_and_parted_in_the_browser(two, browser):
    url = reverse("merge_compare", args=[two.stays.code, two.goes.code])
    answer = browser.post(reverse("merge_with", args=[two.stays.code]), {"code": two.goes.code})
    assert answer["Location"] == url
    page = browser.get(url).content.decode()
    assert "Budi Santosa" in page and "Budhi Santoso" in page and "1371041205140001" not in page
    assert 'name="pilih_nik" id="id_pilih_nik_1" value="loser" aria-describedby="h_pilih_nik" checked' in page
    assert 'id="id_pilih_name_0" value="winner" aria-describedby="h_pilih_name" checked' in page
    names = {part.split('"')[0] for part in page.split('name="')[1:] if part.startswith("pilih_")}
    chosen = {name: "winner" for name in names} | {"pilih_nik": "loser"}
    typed = {**chosen, "winner_version": two.stays.version, "loser_version": two.goes.version}
    confirm = browser.post(url, typed).content.decode()
    assert "Gabungkan kedua berkas" in confirm and "Dapat dibatalkan selama 30 hari" in confirm
    assert two.child(two.goes.pk).merged_into_id is None
    assert "Pilih salah satu" in browser.post(url, {**typed, "pilih_name": "keduanya"}).content.decode()
    stale = browser.post(url, {**typed, "winner_version": 99, "setuju": "1"})
    assert stale.status_code == 422 and "baru saja diubah" in stale.content.decode()
    done = browser.post(url, {**typed, "setuju": "1"}, follow=True).content.decode()
    assert "Dapat dibatalkan sampai" in done and two.child(two.stays.pk).nik == "1371041205140001"
    with system_scope("test"):
        merge = Merge.objects.for_system(reason="test").get()
        assert Entry.objects.filter(verb="child.compared", is_read=True).count() == 2
        # The page's own clock is today's, so its 30 days begin today.
    undo = reverse("merge_undo", args=[two.stays.code, merge.pk])
    assert "kembali persis seperti sebelum digabung" in browser.get(undo).content.decode()
    assert browser.post(undo).status_code == 302
    assert two.child(two.goes.pk).merged_into_id is None


def test_merges_and_pairs_stand_behind_the_second_wall(two):
    services.find_duplicates(now=make.NOW)
    two.merged()
    stranger = make.viewer("supervisor")
    for table in ("children_merge", "children_duplicatepair"):
        seen = []
        for by in (two.supervisor, stranger):
            with scope(by), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                seen.append(cursor.fetchone()[0] > 0)
            with scope(by), connection.cursor() as cursor:
                # Merges and decisions are written by the verbs alone.
                try:
                    with transaction.atomic():
                        cursor.execute(f"UPDATE {table} SET id = id")
                        changed = cursor.rowcount
                except ProgrammingError:
                    changed = 0
                assert changed == 0
        # The pair of two files of which one is gone shows to nobody any more.
        assert seen == [table == "children_merge", False], table


def test_lists_and_pages_cost_the_same_with_5_and_50_pairs(two, browser):
    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    services.find_duplicates(now=make.NOW)
    browser.get(reverse("duplicates"))
    few = cost(reverse("duplicates"))
    for _ in range(6):
        two.case(now=make.NOW, full_name="Budi Santosa", nik="", nik_known="unknown")
    assert services.find_duplicates(now=make.NOW) > 20
    assert cost(reverse("duplicates")) == few


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_make_one_merge():
    for _round in range(5):
        two = TwoFiles()
        gate, results = threading.Barrier(2), [None, None]

        def run(place, two=two, gate=gate, results=results):
            stays, goes = (two.stays, two.goes) if place else (two.goes, two.stays)
            try:
                with scope(two.supervisor):
                    gate.wait(timeout=10)
                    results[place] = services.merge(
                        by=two.supervisor, now=make.NOW, winner=stays, loser=goes, chosen={},
                        versions=(stays.version, goes.version),
                    )  # fmt: skip
            except MergeRefused as refused:
                results[place] = refused
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(place,)) for place in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert sorted(isinstance(one, Merge) for one in results) == [False, True], results
        lost = next(one for one in results if isinstance(one, MergeRefused))
        assert "sudah digabung" in str(lost) or "memiliki kasus di kedua berkas" in str(lost)
        with system_scope("test"):
            assert Merge.objects.for_system(reason="test").filter(winner__in=[two.stays, two.goes]).count() == 1
