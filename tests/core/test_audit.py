import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from core.audit.models import Entry
from core.audit.services import record
from core.audit.tickets import claim, finish
from core.kernel.clock import now
from core.kernel.scope import Viewer, scope

pytestmark = pytest.mark.django_db
ANI = Viewer(user_id=901, agency_id=1, auditor=True)


@pytest.mark.parametrize(
    "act", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_record_cannot_be_changed(act):
    with scope(ANI):
        record(by=ANI, now=now(), verb="test.done")
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)
        assert Entry.objects.filter(verb="test.done").count() == 1


@pytest.mark.parametrize("detail", [{"note": "x" * 121}, {"who": {"name": "Budi"}}, {"list": ["ok", object()]}])
def test_free_text_does_not_get_in(detail):
    with pytest.raises(ValueError, match="is not a code"):
        record(by=ANI, now=now(), verb="test.done", detail=detail)


def test_a_form_sent_twice_leads_to_the_first_result():
    with scope(ANI):
        assert claim(viewer=ANI, token="abc", now=now()) == ""
        finish(viewer=ANI, token="abc", url="/kasus/K-1/")
        assert claim(viewer=ANI, token="abc", now=now()) == "/kasus/K-1/"
        assert claim(viewer=Viewer(user_id=902), token="abc", now=now()) == ""
