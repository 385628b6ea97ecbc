"""What after-care tests look at: planned visits, duties, and raw rows as a viewer."""

from django.db import connection

from agencies.obligations.models import Obligation
from agencies.people.models import User
from cases.aftercare import services
from cases.aftercare.models import PlannedVisit
from core.kernel.scope import scope
from tests.factories.children import NOW

THREE = {"outcome": "met", "condition": "same", "next_step": "by_schedule"}


def visits(by, made, **filters):
    with scope(by):
        return list(PlannedVisit.objects.visible_to(by).filter(episode=made, **filters).order_by("sequence"))


def owed(by, kind):
    with scope(by):
        return list(Obligation.objects.visible_to(by).open().filter(kind=kind).order_by("due_at"))


def record(by, made, planned=None, **answers):
    with scope(by):
        return services.record_visit(by=by, now=NOW, episode=made, answers={**THREE, **answers}, planned=planned)


def user_of(who):
    return User.objects.get(pk=who.user_id)


def rows_of(by):
    found = {}
    with scope(by), connection.cursor() as cursor:
        for table in ("aftercare_episode", "children_child", "casework_note", "aftercare_plannedvisit"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found
