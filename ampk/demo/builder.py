"""Builds the demonstration through the product's own services with a moved clock: about 120 invented children.

Every verb is called with the moment at which it is told to have happened, so histories, duties and delays are real.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from agencies.agreements import services as agreements
from agencies.directory.models import Agency, Region
from agencies.directory.network import load_network
from agencies.people.models import User
from agencies.people.services import join
from ampk.demo import people
from ampk.demo.accounts import ACCOUNTS, PASSWORD, viewer
from ampk.demo.stories import Story
from core.kernel.scope import scope

CHILDREN = 120
MONTHS = 18
SEED = 20201009  # the day of the third visit in the founding article


def build(*, now: datetime, say: Callable[[str], None], children: int = CHILDREN) -> int:
    """Load accounts, agreements and children; return how many children.  Does nothing when already loaded."""
    if User.objects.filter(email=ACCOUNTS[0].email).exists():
        return 0
    chance = random.Random(SEED)
    today = now.date()
    network = load_network(on=today - timedelta(days=40))
    _accounts(network, since=today - timedelta(days=600))
    _agreements(network, now=now)
    regions = {code: Region.objects.filter(code=code).first() for code in people.VILLAGES}
    places = [region for region in regions.values() if region]
    start = now - timedelta(days=MONTHS * 30)
    for number in range(children):
        # Older children stand at the beginning, so that every stage has its share.
        opened_at = _office_hour(start + (now - start) * ((number + chance.random()) / children), chance)
        Story(
            chance=chance, now=now, opened_at=min(opened_at, now - timedelta(hours=3)), place=chance.choice(places)
        ).tell()
        if (number + 1) % 30 == 0:
            say(f"{number + 1} of {children} invented children")
    return children


def _office_hour(moment: datetime, chance: random.Random) -> datetime:
    while moment.weekday() > 4:
        moment -= timedelta(days=1)
    return moment.replace(hour=chance.randint(2, 8), minute=chance.randint(0, 59), second=chance.randint(0, 59))


def _accounts(network: dict[str, Agency], *, since: date) -> None:
    for one in ACCOUNTS:
        user = User.objects.create_user(one.email, PASSWORD, name=one.name)
        join(user=user, agency_id=network[one.agency].pk, role=one.role, on=since)


def _agreements(network: dict[str, Agency], *, now: datetime) -> None:
    """In force, expiring, expired and a draft, between the Balai and its partners."""
    head = viewer("kepala")
    today = now.date()
    wanted = (
        (
            "mou",
            "Nota Kesepahaman pelayanan identitas anak",
            "disdukcapil-kota-padang",
            ["identity_papers"],
            4,
            -400,
            500,
            True,
        ),
        (
            "mou",
            "Nota Kesepahaman tempat sementara anak",
            "lpks-lubuk-minturun",
            ["temporary_shelter"],
            1,
            -690,
            45,
            True,
        ),
        (
            "mou",
            "Nota Kesepahaman pascalayanan anak",
            "dinsos-kota-padang",
            ["aftercare", "family_care"],
            3,
            -300,
            800,
            True,
        ),
        (
            "synergy",
            "Nota Kesepakatan pelayanan anak Kab. Tanah Datar",
            "dinsos-kab-tanah-datar",
            ["aftercare"],
            None,
            -1100,
            -5,
            True,
        ),
        ("pks", "Perjanjian Kerja Sama kelanjutan pendidikan", "disdik-kota-padang", ["schooling"], 5, 10, 1100, False),
    )
    for kind, title, other, services, days, start, stop, signed in wanted:
        at = min(now, now + timedelta(days=start)) if signed else now - timedelta(days=9)
        answers = {
            "type": kind, "title": title, "services": services, "answer_days": days, "starts_on": today + timedelta(days=start),
            "ends_on": today + timedelta(days=stop),
            "parties": [
                (network["balai-anak-rumbai"], f"0{abs(start) % 90 + 10}/MoU/{at.year}", "Kepala Balai"),
                (network[other], "", "Kepala instansi"),
            ],
        }  # fmt: skip
        with scope(head):
            row = agreements.write(by=head, now=at, answers=answers)
            if signed:
                agreements.sign(by=head, now=at, agreement=row)
    agreements.age(now=now)
