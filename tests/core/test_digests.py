"""The digest: one mail per person and working day, in office hours, with a number and not a word about a child."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.urls import reverse

from agencies.obligations import reminders
from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.scope import system_scope
from core.notices import selectors, services
from core.notices.digests import drain, next_round
from core.notices.models import Digest, Notice
from tests.factories import people

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)  # Thursday 09.00 WIB


@pytest.fixture
def rina():
    return people.membership()


def tell(row, number: int = 1, now=NINE) -> None:
    with system_scope("test"):
        for one in range(number):
            services.owe(
                recipient_id=row.user_id, kind="reminder.late", key=f"{now}:{one}:{row.pk}", about="K-7Q4XMD",
                url="/kasus/K-7Q4XMD/", now=now,
            )  # fmt: skip


def test_ten_notices_are_one_mail_and_the_next_day_brings_the_next(rina):
    tell(rina, 10)
    assert (drain(now=NINE), drain(now=NINE + timedelta(minutes=1))) == (1, 0)
    tell(rina, 2, now=NINE + timedelta(hours=2))
    assert drain(now=NINE + timedelta(hours=3)) == 0
    assert drain(now=NINE + timedelta(days=1)) == 1
    assert [message.subject.split()[0] for message in mail.outbox] == ["10", "2"]
    assert {message.to[0] for message in mail.outbox} == {rina.user.email}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 11, 23, 59, tzinfo=UTC),  # 06.59
        datetime(2026, 11, 12, 11, 0, tzinfo=UTC),  # 18.00
        datetime(2026, 11, 14, 3, 0, tzinfo=UTC),  # Saturday
        datetime(2026, 12, 25, 3, 0, tzinfo=UTC),  # Christmas, a Friday
    ],
)
def test_quiet_hours_weekends_and_holidays_send_nothing_and_lose_nothing(rina, moment):
    tell(rina)
    assert drain(now=moment) == 0 and not mail.outbox
    assert drain(now=datetime(2026, 12, 28, 3, 0, tzinfo=UTC)) == 1


@pytest.mark.parametrize(
    ("now", "mailed", "said"),
    [
        ("2026-11-12T02:00+00:00", None, "Ringkasan lewat surel segera dikirim kepada Anda."),
        ("2026-11-12T02:00+00:00", "2026-11-12T01:00+00:00", "surel berikutnya: Jum, 13 Nov, mulai 07.00 WIB."),
        ("2026-11-11T23:00+00:00", None, "surel berikutnya: Kam, 12 Nov, mulai 07.00 WIB."),  # 06.00
        ("2026-11-12T12:00+00:00", None, "surel berikutnya: Jum, 13 Nov, mulai 07.00 WIB."),  # 19.00
        ("2026-11-13T12:00+00:00", None, "surel berikutnya: Sen, 16 Nov, mulai 07.00 WIB."),  # Friday evening
        ("2026-12-23T12:00+00:00", None, "surel berikutnya: Sen, 28 Des, mulai 07.00 WIB."),  # before Christmas
    ],
)
def test_the_page_says_when_the_next_mail_goes_out_and_then_it_does(rina, monkeypatch, now, mailed, said):
    now = datetime.fromisoformat(now)
    if mailed:
        tell(rina, now=datetime.fromisoformat(mailed))
        assert drain(now=datetime.fromisoformat(mailed)) == 1
    monkeypatch.setattr(clock, "now", lambda: now)
    client = people.client_of(rina)
    assert mailed or "Tidak ada yang menunggu dikirim lewat surel." in client.get(reverse("notices")).content.decode()
    tell(rina, now=now)
    assert said in client.get(reverse("notices")).content.decode()
    before, at = len(mail.outbox), next_round(now=now, mailed_at=mailed and datetime.fromisoformat(mailed))
    if at > now:
        assert drain(now=at - timedelta(minutes=1)) == 0
    assert drain(now=at) == 1 and len(mail.outbox) == before + 1


def test_what_was_read_or_has_no_account_is_not_mailed(rina):
    gone = people.membership()
    gone.user.is_active = False
    gone.user.save()
    for row in (rina, gone):
        tell(row)
    with system_scope("test"):
        Notice.objects.for_system(reason="test").filter(recipient_id=rina.user_id).update(read_at=NINE)
    assert drain(now=NINE) == 0 and not mail.outbox


def test_a_mail_is_the_same_for_everybody_but_for_the_number(rina):
    """Whatever kind of notice, role or agency: after the number and the Message-ID one text is left."""
    others = [people.membership(Role.PARTNER_OFFICER, people.agency("police_child_unit")), people.membership(Role.HEAD)]
    for number, row in enumerate([rina, *others], start=2):
        with system_scope("test"):
            for one in range(number):
                services.owe(
                    recipient_id=row.user_id, kind=list(reminders.WORDS)[number], key=f"{row.pk}:{one}",
                    about="K-7Q4XMD", url="/rujukan/R-7Q4XMD/", now=NINE,
                )  # fmt: skip
    assert drain(now=NINE) == 3
    texts = set()
    for message in mail.outbox:
        count = message.subject.split()[0]
        texts.add((message.subject.replace(count, "N", 1), message.body.replace(count, "N", 1)))
        for word in ("K-7Q4XMD", "R-7Q4XMD", rina.user.name, "Terlambat", "Kantor", "rujukan"):
            assert word not in message.subject + message.body
    assert len(texts) == 1
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 3


def test_a_mail_server_that_is_down_costs_delay_and_keeps_the_message_id(rina, monkeypatch):
    tell(rina)
    from django.core.mail.backends.locmem import EmailBackend

    working = EmailBackend.send_messages
    seen = []

    def down(self, messages):
        seen.append(messages[0].extra_headers["Message-ID"])
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    assert drain(now=NINE) == 0
    assert drain(now=NINE + timedelta(seconds=30)) == 0 and len(seen) == 1
    monkeypatch.setattr(EmailBackend, "send_messages", working)
    assert drain(now=NINE + timedelta(minutes=3)) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == seen[0]
    with system_scope("test"):
        assert Digest.objects.get(recipient_id=rina.user_id).sent_at


def test_the_heartbeat_page_says_who_is_silent(rina, monkeypatch):
    client = people.client_of(rina)
    assert "Belum pernah jalan" in client.get(reverse("heartbeat")).content.decode()
    assert not selectors.health()["timetable"]
    now = clock.now()
    with system_scope("test"):
        for name in ("sweep", "drain", "nightly"):
            services.beat(name=name, now=now)
    page = client.get(reverse("heartbeat")).content.decode()
    assert "Mencari yang jatuh tempo" in page and "Diam terlalu lama" not in page
    assert selectors.health()["timetable"]
    for after, silent in (
        (timedelta(minutes=3), {"sweep", "drain"}),
        (timedelta(hours=27), {"sweep", "drain", "nightly"}),
    ):
        monkeypatch.setattr(clock, "real_now", lambda after=after: now + after)
        assert {pulse.name for pulse in selectors.pulses() if pulse.silent} == silent
