"""The net that cannot be forgotten: no viewer, no rows; and no evaluation without saying for whom."""

import pytest

from core.kernel.clock import now
from core.kernel.scope import UnscopedQuery, Viewer, scope, system_scope
from core.notices.models import Notice
from core.notices.services import owe

pytestmark = pytest.mark.django_db

ANI, BUDI = Viewer(user_id=901, agency_id=1), Viewer(user_id=902, agency_id=1)


@pytest.fixture
def two_notices():
    with system_scope("test"):
        for viewer in (ANI, BUDI):
            owe(
                recipient_id=viewer.user_id,
                kind="reminder.due",
                key=f"t:{viewer.user_id}",
                about="",
                url="/",
                now=now(),
            )


@pytest.mark.parametrize(
    "ask",
    [
        list, len, bool,
        lambda found: found.count(), lambda found: found.exists(), lambda found: found.first(),
        lambda found: found.get(pk=1), lambda found: found.update(kind="x"), lambda found: found.delete(),
        lambda found: found.in_bulk(), lambda found: list(found.values("kind")), lambda found: found | found,
        lambda found: found & found, lambda found: found.union(found), lambda found: list(found.iterator()),
        lambda found: list(Notice.objects.for_system(reason="t").filter(pk__in=found)),
        lambda found: found.explain(), lambda found: found.latest("owed_at"),
    ],
)  # fmt: skip
def test_an_unscoped_question_raises(ask):
    with pytest.raises(UnscopedQuery):
        ask(Notice.objects.all())


def test_each_sees_their_own(two_notices):
    with scope(ANI):
        assert [one.recipient_id for one in Notice.objects.visible_to(ANI)] == [901]


def test_the_database_hides_what_a_forgotten_filter_would_show(two_notices):
    with scope(ANI):
        assert Notice.objects.for_system(reason="forgotten filter").count() == 1
    assert Notice.objects.for_system(reason="nobody").count() == 0


def test_a_scope_inside_a_scope_gives_back_the_former(two_notices):
    everything = Notice.objects.for_system(reason="t")
    with scope(ANI):
        with system_scope("t"):
            assert everything.all().count() == 2
        assert everything.all().count() == 1
        with pytest.raises(ZeroDivisionError), scope(BUDI):
            raise ZeroDivisionError
        assert [one.recipient_id for one in everything.all()] == [901]


def test_a_notice_is_owed_once_however_often_it_is_said(two_notices):
    with system_scope("t"):
        owe(recipient_id=901, kind="reminder.due", key="t:901", about="", url="/", now=now())
        assert Notice.objects.for_system(reason="t").filter(recipient_id=901).count() == 1
