"""Pairs and merges on their pages, behind the second wall, and by two people at once."""

# ruff: noqa: F811
import threading
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.children import services
from cases.children.models import Merge
from cases.children.services import MergeRefused
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.cases.children.test_merging import browser, two  # noqa: F401
from tests.cases.children.two_files import TwoFiles
from tests.factories import children as make

pytestmark = pytest.mark.django_db


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
