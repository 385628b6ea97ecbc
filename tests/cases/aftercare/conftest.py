"""People and an episode that every after-care test begins with."""

import pytest

from agencies.people.roles import Role
from tests.factories import aftercare as make
from tests.factories.children import agency, viewer


@pytest.fixture
def people():
    """Give a Balai worker and supervisor, and Padang's worker and supervisor."""
    balai, padang = agency(kind="balai"), agency()
    return {
        "balai": balai, "padang": padang, "worker": viewer(Role.WORKER, balai), "head": viewer(Role.SUPERVISOR, balai),
        "there": viewer(Role.WORKER, padang), "boss": viewer(Role.SUPERVISOR, padang), "other": viewer(Role.WORKER, padang),
    }  # fmt: skip


@pytest.fixture
def episode(people):
    """Open an episode with Padang's worker."""
    return make.episode(people["worker"], people["padang"].pk, worker=people["there"].user_id)
