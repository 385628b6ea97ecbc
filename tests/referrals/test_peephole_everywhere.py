"""The receiver at every address of the application, against a file with a canary in every text it can hold.

Child, family, intake, assessment, plan, notes, tasks, conference, documents, drafts and the request itself each carry
their own canary (tests/support/world.py).  Before acceptance and after the end none may be read, in between only what
was ticked and the purpose allows.
"""

import re

import pytest
from django.urls import reverse

from agencies.directory.models import ServiceOffer
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel.scope import scope
from referrals import services
from tests.factories import people
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES
from tests.guards.campaign import addresses
from tests.support.world import ALL_FACTS, NOW, OWN, TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OWN_WORDS = "HASILDARIKAMI"
NUMBERS = (CANARIES["nik"], CANARIES["kk"])
# What the ticked facts say; the nickname and everything in the case's own papers is never among them.
TICKED = {CANARIES[key] for key in ("name", "address", "mother", "school", "needs", "reason", "situation", "nik", "kk")}
FORMATS = ("xlsx", "csv")


class Receiver:
    """An office that is asked and has no other part in the child's life."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.office = people.agency("social_office", "13.71")
        ServiceOffer.objects.create(agency=self.office, service="aftercare", region_id="13.71", confirmed_on=TODAY)
        self.rows = [people.membership(role, self.office) for role in (Role.PARTNER_OFFICER, Role.SUPERVISOR)]
        self.officer = viewer_of(self.rows[0])
        self.referral = world._referral(self.office)

    def does(self, verb: str, **answers) -> None:
        """Take a step at the receiver's desk."""
        with scope(self.officer):
            getattr(services, verb)(by=self.officer, now=NOW, referral=self.referral, **answers)

    def found(self, *, desk: bool = False) -> set[str]:
        """Return every canary that the office (or its desk alone) gets from any address, file, search or export."""
        seen: set[str] = set()
        for row in self.rows[: 1 if desk else None]:
            browser = client_of(row)
            for address in self._addresses(row.role):
                answer = browser.get(address)
                if answer.status_code == 302:
                    answer = browser.get(answer["Location"])
                body = b"".join(answer) if answer.streaming else answer.content
                text = f"{body.decode(errors='replace')} {dict(answer.headers)}"
                seen |= set(re.findall(r"KENARI[A-Z]+", text)) | {number for number in NUMBERS if number in text}
        return seen

    def _addresses(self, role: str) -> list[str]:
        world, found = self.world, []
        for one in addresses():
            if "GET" not in one.methods or one.name == "quick_exit" or not one.allows(role):
                continue
            given = world.arguments(one.route, role, OWN)
            if one.route.startswith("rujukan/<code:code>/"):
                given["code"] = self.referral.code
            found.append(reverse(one.name, kwargs=given))
        found += [f"{reverse('inbox')}?keadaan={tab}" for tab in ("menunggu", "berjalan", "selesai")]
        found += [f"{reverse('search')}?q={words}" for words in ("kenarinam", "kenarisekola", world.case.code)]
        found += [f"{reverse('report_download')}?format={kind}" for kind in FORMATS]
        return found


def test_no_canary_is_read_before_acceptance_or_after_the_end():
    receiver = Receiver(World().build())
    assert len(ALL_FACTS) >= len(TICKED) - 1
    assert receiver.found() == set(), "before acceptance"
    receiver.does("accept")
    seen = receiver.found(desk=True)
    assert {CANARIES["name"], CANARIES["nik"], CANARIES["situation"]} <= seen, "the walk does reach the package"
    assert seen <= TICKED, "after acceptance nothing but what was ticked"
    receiver.does("report", outcome="delivered", on=TODAY, body=OWN_WORDS)
    sender = receiver.world.viewer(Role.WORKER, OWN)
    with scope(sender):
        services.confirm(by=sender, now=NOW, referral=receiver.referral)
    assert receiver.found() == set(), "after the end"
    page = client_of(receiver.rows[0]).get(receiver.referral.get_absolute_url()).content.decode()
    assert OWN_WORDS in page, "its own entries stay"
