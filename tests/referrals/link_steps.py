"""What the tests of one-time links share: a referral with a link, and devices that use it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.kernel import clock
from core.kernel.scope import scope, system_scope
from referrals.models import OfficerLink
from referrals.services import outside_links as links
from tests.factories.referrals import CANARIES, NOW

SECRETS = [word for word in CANARIES.values() if word.startswith("KENARI")] + [CANARIES["nik"], CANARIES["kk"]]


@pytest.fixture
def moment(monkeypatch):
    """Stand at NOW; returns a function that moves on."""
    at = [NOW]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    return lambda **later: at.__setitem__(0, at[0] + timedelta(**later))


@pytest.fixture
def issued(pair):
    return issue(pair)


def issue(pair, referral=None, *, now=NOW, by=None):
    by = by or pair.worker
    referral = referral or pair.sent()
    with scope(by):
        return links.issue(by=by, now=now, referral=referral, officer_name="Yanti Oktavia", officer_position="Kepala")


def device() -> Client:
    return Client(HTTP_HOST="localhost")


def at(issued, page="officer_link"):
    return reverse(page, args=[issued.token])


def let_in(issued) -> Client:
    client = device()
    answer = client.post(at(issued), {"code": issued.code})
    assert answer.status_code == 302
    return client


def text(answer) -> str:
    return answer.content.decode()


def row(issued) -> OfficerLink:
    with system_scope("test"):
        return OfficerLink.objects.for_system(reason="test").get(pk=issued.link.pk)


def plain(answer) -> str:
    """Return a page without what differs on every answer: tokens against forgery, the reference number."""
    return re.sub(r'(value|data-\w+)="[^"]{20,}"|[0-9A-F]{8}', "", text(answer))


def cookie_of(client) -> str:
    from django.core import signing

    return signing.TimestampSigner(salt="referrals.officer-link").unsign(client.cookies["tautan"].value)
