"""Every number of the board is the list it opens, and late means the same everywhere."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from agencies.obligations import reminders
from agencies.obligations.models import Obligation
from ampk.desk import duties, load
from ampk.desk.lists import BY_SLUG, LISTS, Reach, tiles
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.ampk.stage import NOW, case, set_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(team):
    """An office with something on every list that its own acts can fill."""
    team.late = [team.case_of(team.rina, days_ago=20) for _ in range(3)]
    team.fresh = team.case_of(team.andi)
    team.unassigned = [case(team.boss, now=NOW - timedelta(hours=31)) for _ in range(2)]
    team.silent = team.case_of(team.andi, days_ago=9, danger=True)
    team.stuck = team.case_of(team.andi, days_ago=40)
    return team


def _count_on_page(client, slug: str) -> int:
    seen, address = 0, reverse("board_list", args=[slug])
    while address:
        response = client.get(address)
        assert response.status_code == 200
        seen += len(response.context["rows"])
        token = response.context["page"].next_token
        address = f"{reverse('board_list', args=[slug])}?mulai={token}" if token else ""
    return seen


@pytest.mark.parametrize("slug", [one.slug for one in LISTS if one.is_tile])
def test_a_tile_counts_exactly_its_list(busy, browse, slug):
    client = browse(busy.boss)
    tile = next(one for one in client.get(reverse("board")).context["tiles"] if one.list.slug == slug)
    assert tile.count == _count_on_page(client, slug)


def test_tiles_count_what_is_there(busy):
    with scope(busy.boss):
        counts = {tile.list.slug: tile.count for tile in tiles(Reach(busy.boss, NOW))}
    assert counts["belum-ditugaskan"] == 2
    assert counts["tanpa-kontak"] == 1
    assert counts["mandek"] == 1
    assert counts["terlambat"] >= 3


def test_late_is_the_same_for_tile_list_home_and_mail(busy):
    with scope(busy.boss):
        tile = set(BY_SLUG["terlambat"].rows(Reach(busy.boss, NOW)).values_list("pk", flat=True))
    with scope(busy.rina):
        hers = {row.duty.pk for row in duties.day_of(busy.rina, now=NOW)["late"].rows}
        named = set(
            Obligation.objects.visible_to(busy.rina)
            .filter(holder_id=busy.rina.user_id)
            .overdue(NOW)
            .values_list("pk", flat=True)
        )
    reminders.sweep(now=NOW)
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").filter(kind="reminder.late").values_list("key", flat=True)
        mailed = {UUID(key.split(":")[1]) for key in told}
    assert tile == mailed
    assert named <= hers <= tile


def test_a_paused_duty_is_late_nowhere(busy):
    with system_scope("test"):
        Obligation.objects.for_system(reason="test").update(paused_at=NOW)
    with scope(busy.boss):
        assert not BY_SLUG["terlambat"].rows(Reach(busy.boss, NOW)).exists()


def test_load_adds_up_to_its_lists(busy):
    with scope(busy.boss):
        for one in load.worker_loads(Reach(busy.boss, NOW)):
            mine = Reach(busy.boss, NOW, worker=one.user_id)
            assert one.open == BY_SLUG["terbuka"].rows(mine).count()
            assert one.high == BY_SLUG["risiko-tinggi"].rows(mine).count()
            assert one.late == BY_SLUG["terlambat"].rows(mine).count()


def test_follow_up_adds_up_to_its_lists(busy):
    with scope(busy.boss):
        for one in load.follow_up(Reach(busy.boss, NOW)):
            reach = Reach(busy.boss, NOW, month=one.month)
            assert one.total == BY_SLUG["jatuh-tempo"].rows(reach).count()
            assert one.on_time == BY_SLUG["tepat-waktu"].rows(reach).count()
            assert one.late == BY_SLUG["lewat-waktu"].rows(reach).count()
            assert one.not_done == BY_SLUG["belum-dilakukan"].rows(reach).count()


def test_a_kab_kota_narrows_tiles_and_lists_alike(busy):
    set_case(busy.late[0], region_id="13.04")
    with scope(busy.boss):
        near = Reach(busy.boss, NOW, region="13.04")
        assert BY_SLUG["terbuka"].rows(near).count() == 1
        counts = {tile.list.slug: tile.count for tile in tiles(near)}
        assert counts["terlambat"] == BY_SLUG["terlambat"].rows(near).count() > 0
        assert counts["belum-ditugaskan"] == 0


def test_another_office_sees_none_of_it(busy):
    from tests.ampk.stage import Team

    other = Team()
    with scope(other.boss):
        assert all(tile.count == 0 for tile in tiles(Reach(other.boss, NOW)))
