"""Who asks to read the file of the guards' world, and who is kept out of it."""

from agencies.people.roles import Role
from cases.sharing import services as sharing
from core.kernel.scope import scope
from tests.factories import people
from tests.factories.casework import NOW


def ask(world) -> None:
    """Let a stranger ask for the case, and somebody of its own office for a code that is nobody's."""
    target = sharing.Target(world.case.pk, world.case.code, world.case.child_id, world.home.pk)
    world.requests = []
    for relation, found, code in (("foreign", target, world.case.code), ("own", None, "K-000000")):
        by = world.viewer(Role.WORKER, relation)
        answers = {"reason": "same_child", "words": "KENARIPERMINTAAN", "asked_code": code}
        with scope(by):
            world.requests.append(sharing.ask_access(by=by, now=NOW, target=found, **answers))


def exclude(world) -> None:
    """Keep a colleague of no other part out of the case's child."""
    boss = world.viewer(Role.SUPERVISOR, "own")
    world.excluded = people.membership(Role.SUPERVISOR, world.home, "Kerabat Anak")
    with scope(boss):
        world.exclusion = sharing.exclude(
            by=boss, now=NOW, case=world.case, person=world.excluded.user, reason="KENARIPENGECUALIAN"
        )
