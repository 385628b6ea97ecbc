"""Builds the demonstration through the product's own services with a moved clock: about 120 invented children.

Every verb is called with the moment at which it is told to have happened, so histories, duties and delays are real.
"""

import multiprocessing
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from agencies.directory import services as directory
from agencies.directory.models import Agency, Region
from agencies.directory.network import load_network
from agencies.obligations import sweeping
from agencies.people.models import User
from agencies.people.services import join
from ampk.demo import families, people, progress
from ampk.demo.accounts import ACCOUNTS, COLLEAGUES, PASSWORD
from ampk.demo.correspondence import correspondence
from ampk.demo.handovers import handovers
from ampk.demo.outside import outside
from ampk.demo.promises import agreements
from ampk.demo.readings import readings
from ampk.demo.stage import Stage
from ampk.demo.stories import Story
from ampk.demo.visiting import coordination
from core.kernel.scope import scope


@dataclass(frozen=True)
class Opening:
    """When and where a child is reported; the number stays the same when the rest is told another day."""

    number: int
    at: datetime
    place: Region


CHILDREN = 120
LATEST = (27, 24, 14, 12, 8, 7, 4, 1)  # days ago
MONTHS = 18
SEED = 20201009  # the day of the third visit in the founding article


def build(*, now: datetime, say: Callable[[str], None], children: int = CHILDREN, hands: int = 1) -> int:
    """Load accounts, agreements and children; return how many children.  Does nothing when already loaded.

    One that was killed part way is told to its end: the stories that are missing, and no other.
    Stories do not meet, so several `hands` (processes) may tell their shares side by side; not inside a transaction.
    """
    known = progress.marks()
    is_begun = User.objects.filter(email=ACCOUNTS[0].email).exists()
    if progress.WHOLE in known or (is_begun and progress.BEGUN not in known):
        return 0
    stage = Stage(chance=random.Random(SEED), now=now)
    if not is_begun:
        _begin(stage)
    openings = [
        one for one in _openings(stage, now - timedelta(days=MONTHS * 30), children) if f"{one.number}" not in known
    ]
    if hands == 1:
        _tell(stage, openings, say)
    else:
        _side_by_side(now, openings, say, hands)
    _once("families", families.families, stage)
    if children >= families.ENOUGH:
        _once("doubles", families.doubles, stage)
    _once("handovers", handovers, stage)
    _once("readings", readings, stage)
    _once("letters", correspondence, stage)
    _once("outside", outside, stage)
    # What the clock would have done meanwhile: silence noticed, referrals lapsed, people reminded.
    sweeping.run_nightly(now=now)
    sweeping.run(now=now)
    progress.mark(progress.WHOLE, now=now)
    return len(openings)


def _begin(stage: Stage) -> None:
    today = stage.now.date()
    with transaction.atomic():
        network = load_network(on=today - timedelta(days=82))
        _accounts(network, since=today - timedelta(days=600))
        _confirmations(stage)
        agreements(stage)
        coordination(stage)
        progress.mark(progress.BEGUN, now=stage.now)


def _confirmations(stage: Stage) -> None:
    """Offices said forty days ago that their services are right; the LPKS and offices without accounts did not."""
    for login in ("kepala", "mega", "disdik", "dukcapil", "zamri", "erna"):
        by = stage.people[login]
        with scope(by):
            agency = Agency.objects.get(pk=by.agency_id)
            directory.confirm_offers(by=by, now=stage.now - timedelta(days=40), agency=agency)


def _once(what: str, tell: Callable[[Stage], None], stage: Stage) -> None:
    with transaction.atomic():
        if progress.mark(what, now=stage.now):
            tell(stage)


def _tell(stage: Stage, openings: list[Opening], say: Callable[[str], None]) -> None:
    for number, one in enumerate(openings, start=1):
        # One transaction for each story: nothing half told stays, and the disk is waited for once.
        with transaction.atomic():
            if progress.mark(f"{one.number}", now=stage.now):
                Story(stage, opened_at=one.at, place=one.place).tell()
        if number % 30 == 0:
            say(f"{number * stage.hands} of {len(openings) * stage.hands} invented children")


def _side_by_side(now: datetime, openings: list[Opening], say: Callable[[str], None], hands: int) -> None:
    connections.close_all()  # a connection is not shared between processes
    forking = multiprocessing.get_context("fork")
    stages = [Stage(chance=random.Random(SEED + hand), now=now, hand=hand, hands=hands) for hand in range(hands)]
    tellers = [
        forking.Process(target=_tell, args=(stage, openings[stage.hand :: hands], say if stage.hand == 0 else _silent))
        for stage in stages
    ]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    if any(teller.exitcode for teller in tellers):
        raise RuntimeError("The demonstration could not be told to its end; the error stands above.")


def _silent(line: str) -> None:
    """Say nothing: one of several tellers speaks for all."""


def _openings(stage: Stage, start: datetime, children: int) -> list[Opening]:
    """Return when and where each child was reported, the oldest first, so that every stage has its share."""
    known = Region.objects.in_bulk(people.VILLAGES)
    places = [known[code] for code in people.VILLAGES if code in known]
    span, found = stage.now - start, []
    for number in range(children):
        moment = _office_hour(start + span * ((number + stage.chance.random()) / children), stage.chance)
        if children - number <= len(LATEST):  # the early stages last days; somebody stands in each of them
            moment = _office_hour(stage.now - timedelta(days=LATEST[number - children]), stage.chance)
        found.append(Opening(number, min(moment, stage.now - timedelta(hours=3)), stage.chance.choice(places)))
    return found


def _office_hour(moment: datetime, chance: random.Random) -> datetime:
    while moment.weekday() > 4:
        moment -= timedelta(days=1)
    return moment.replace(hour=chance.randint(2, 8), minute=chance.randint(0, 59), second=chance.randint(0, 59))


def _accounts(network: dict[str, Agency], *, since: date) -> None:
    password = make_password(PASSWORD)  # made once; a strong one costs a fifth of a second each
    for one in (*ACCOUNTS, *COLLEAGUES):
        user = User.objects.create(email=one.email, name=one.name, password=password)
        join(user=user, agency_id=network[one.agency].pk, role=one.role, on=since)
