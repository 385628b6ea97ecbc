"""Who is kept out learns nothing by asking, searching or writing from outside."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from agencies.people.roles import Role
from cases.casework.models import Case
from cases.children.elsewhere import look_elsewhere
from cases.children.selectors import read_search
from cases.sharing import services
from cases.sharing.models import AccessRequest, Bar, Exclusion
from core.kernel.scope import scope
from tests.cases.sharing.exclusion_steps import NIK, exclude, refused
from tests.factories import consents, people
from tests.factories.casework import NOW

pytestmark = pytest.mark.django_db


def test_asking_and_searching_from_outside_tell_who_is_kept_out_nothing(net):
    asker = people.viewer(Role.WORKER)
    asked = read_search(NIK)
    with scope(asker):
        assert look_elsewhere(asked, by=asker, now=NOW)
    exclude(net, asker)
    with scope(asker):
        assert not look_elsewhere(asked, by=asker, now=NOW)
        target = services.Target(net.case.pk, net.case.code, net.case.child_id, net.agency.pk)
        row = services.ask_access(
            by=asker, now=NOW, target=target, reason="same_child", words="Perlu", asked_code=net.case.code
        )
        assert AccessRequest.objects.visible_to(asker).get() == row and row.case_id is None


def test_a_request_of_before_is_not_granted_and_stays_with_who_asked(net):
    asker = people.viewer(Role.WORKER)
    target = services.Target(net.case.pk, net.case.code, net.case.child_id, net.agency.pk)
    with scope(asker):
        row = services.ask_access(
            by=asker, now=NOW, target=target, reason="same_child", words="Perlu", asked_code=net.case.code
        )
    consents.consent(net.case, net.worker)
    exclude(net, asker)
    facts = {"by": net.supervisor, "request": row, "days": 14, "level": "full"}
    assert refused(net, services.grant_access, **facts).startswith("Orang ini dikecualikan")
    with scope(asker):
        assert AccessRequest.objects.visible_to(asker).get() == row
    # A supervisor of the office who is kept out does not read that somebody asks for the file.
    exclude(net)
    with scope(net.out):
        assert not AccessRequest.objects.visible_to(net.out).exists()


def test_nobody_writes_these_rows_past_the_service(net):
    exclude(net)
    for statement in (
        "DELETE FROM sharing_bar",
        "DELETE FROM sharing_exclusion",
        "UPDATE sharing_exclusion SET ended_at = now()",
    ):
        for who in (net.out, net.supervisor):
            with scope(who), connection.cursor() as cursor:
                try:
                    with transaction.atomic():
                        cursor.execute(statement)
                    assert cursor.rowcount == 0, statement
                except ProgrammingError as no:
                    assert "row-level security" in str(no)
    with scope(net.supervisor), pytest.raises(ProgrammingError), transaction.atomic():
        Bar.objects.bulk_create([Bar(exclusion_id=Exclusion().pk, person_id=net.worker.user_id, case_id=net.case.pk)])
    with scope(net.out):
        assert not Case.objects.for_system(reason="filter removed").exists()
