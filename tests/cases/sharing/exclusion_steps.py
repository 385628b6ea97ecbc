"""What the tests of exclusions share: an office, a child's file, and somebody to keep out of it."""

import pytest

from agencies.people.models import Membership, User
from agencies.people.roles import Role
from cases.sharing import services
from cases.sharing.models import Exclusion
from core.kernel import clock
from core.kernel.scope import scope
from tests.factories import casework as make
from tests.factories import people
from tests.factories.casework import NOW

NIK = "1371041205140001"
CHILD = {"full_name": "Kenari Santosa", "sex": "L", "nik_known": "yes", "nik": NIK, "mother_name": "Nurhayati"}
WHY = "Ayah kandung anak ini, diduga pelaku"


@pytest.fixture
def net(monkeypatch):
    """Give an office with a case, a second supervisor who will be kept out, and a privacy officer elsewhere."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    net = make.Office()
    net.case = a_case(net)
    net.out = people.viewer_of(people.membership(Role.SUPERVISOR, net.agency, "Bayu Kerabat"))
    net.privacy = people.viewer(Role.PRIVACY_OFFICER)
    net.browser = browser(net.out)
    net.boss = browser(net.supervisor)
    return net


def a_case(net, **child):
    facts = {**CHILD, "born_on": make.date(2014, 5, 12), **child}
    return make.open_case_for(net.worker, net.supervisor, child=facts, sure=True)


def user(viewer) -> User:
    return User.objects.get(pk=viewer.user_id)


def browser(viewer):
    return people.client_of(Membership.objects.get(user_id=viewer.user_id))


def exclude(net, person=None, *, by=None, **more) -> Exclusion:
    by = by or net.supervisor
    facts = {"case": net.case, "person": user(person or net.out), "reason": WHY, **more}
    with scope(by):
        return services.exclude(by=by, now=NOW, **facts)


def refused(net, verb, **facts) -> str:
    with pytest.raises((services.ExclusionRefused, services.Excluded)) as no, scope(facts["by"]):
        verb(now=NOW, **facts)
    return str(no.value)
