"""What is owed survives: killed workers, a wiped broker, a broker that is away, two beats.

Real processes, a real broker, mail into files.  In-app exactly once; mail at least once, and a repeated mail
carries the same Message-ID, so that mail programs show it once.
"""

from collections import defaultdict
from datetime import datetime, timedelta

import pytest

from agencies.obligations import services as obligations
from agencies.obligations.rules import BOOK
from agencies.people.models import User
from agencies.people.roles import Role
from core.kernel.scope import scope, system_scope
from core.notices.models import Digest, Heartbeat, Notice
from tests.factories import people
from tests.factories.referrals import Pair
from tests.support.stack import START
from tests.support.visitor import Visitor
from tests.support.waiting import until

pytestmark = pytest.mark.slow
PEOPLE = 300
NOON = START + timedelta(hours=3)


@pytest.fixture
def owed(server) -> dict[str, int]:
    """Give 300 people something that is due today; return their ids by address."""
    office = people.agency()
    boss = people.viewer(Role.SUPERVISOR, office)
    rows = [User(email=f"penerima{n}@contoh.example", name=f"Penerima {n}", password="!") for n in range(PEOPLE)]
    found = {row.email: row.pk for row in User.objects.bulk_create(rows)}
    rule = BOOK.rules[0]
    with scope(boss):
        for number, person in enumerate(found.values()):
            obligations.owe(
                kind="task", key=f"reliability:{number}", about="T-1", url="/", holder_agency_id=office.pk,
                holder_id=person, rule=rule, due_at=NOON, by=boss, now=START,
            )  # fmt: skip
    return found


def sent() -> int:
    """Return how many digests are marked as sent."""
    return Digest.objects.exclude(sent_at=None).count()


def told() -> list[int]:
    """Return whom the reminders in the application are for, one entry a notice."""
    with system_scope("test"):
        return sorted(Notice.objects.for_system(reason="test").values_list("recipient_id", flat=True))


def ran(job: str) -> datetime:
    """Return when a recurring job last ran."""
    return Heartbeat.objects.get(name=job).real_at


def message_ids(server) -> dict[str, set[str]]:
    """Return the Message-IDs that each address was sent."""
    found = defaultdict(set)
    for mail in server.mails():
        found[mail["To"]].add(mail["Message-ID"])
    return found


def test_a_killed_worker_and_a_wiped_broker_lose_nothing_and_double_nothing(server, owed):
    server.start("worker")
    server.start("beat")
    try:
        for goal in (20, 80, 140, 200):
            until(lambda goal=goal: sent() >= goal, what=f"{goal} digests", pause=0.01)
            server.kill("worker")
            assert sent() < PEOPLE, "the worker was killed after its work, not during it"
            server.wipe_broker()
            server.start("worker")
        until(lambda: sent() == PEOPLE, what="all digests")
    finally:
        server.stop("beat", "worker")
    assert told() == sorted(owed.values())
    ids = message_ids(server)
    assert set(ids) == set(owed)
    assert all(len(found) == 1 for found in ids.values())
    assert len(set.union(*ids.values())) == PEOPLE
    with system_scope("test"):
        assert not Notice.objects.for_system(reason="test").filter(mailed_at=None).exists()


def test_two_beats_tell_everybody_once(server, owed):
    server.start("worker")
    server.start("beat")
    server.start("second beat")
    try:
        until(lambda: sent() == PEOPLE, what="all digests")
        for job in ("sweep", "drain") * 2:
            last = ran(job)
            until(lambda job=job, last=last: ran(job) > last, what=f"one more {job}")
    finally:
        server.stop("beat", "second beat", "worker")
    assert told() == sorted(owed.values())
    assert sorted(mail["To"] for mail in server.mails()) == sorted(owed)


def test_a_request_is_saved_while_the_broker_is_away_and_its_news_arrives_later(server):
    pair = Pair()
    user = pair.officer_row.user
    user.set_password(people.PASSWORD)
    user.save()
    referral = pair.sent(now=START)
    server.stop("broker")
    visitor = Visitor(server.url)
    visitor.sign_in(user.email, people.PASSWORD)
    page = visitor.post(f"/rujukan/{referral.code}/terima/", seen_at=f"/rujukan/{referral.code}/")
    assert "Rujukan diterima. Anda petugasnya" in page
    assert pair.fresh(referral).officer_id == user.pk
    assert not server.mails()

    server.start("worker")
    server.start("beat")
    try:
        server.start_broker()
        until(lambda: pair.worker_row.user.email in message_ids(server), what="mail to the sender")
    finally:
        server.stop("beat", "worker")
    with system_scope("test"):
        news = Notice.objects.for_system(reason="test").filter(recipient_id=pair.worker.user_id)
        assert news.filter(about=referral.code, kind="referral.accepted").count() == 1
