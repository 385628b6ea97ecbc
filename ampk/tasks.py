"""What the clock starts.  Each task asks what is due; running twice, late or side by side costs nothing."""

from celery import shared_task

from agencies.obligations import sweeping
from core.kernel import clock
from core.kernel.scope import system_scope
from core.notices import digests, services


@shared_task(name="ampk.sweep")
def sweep(**_kwargs) -> None:
    """Owe what has become due."""
    now = clock.now()
    count = sweeping.run(now=now)
    with system_scope("heartbeat"):
        services.beat(name="sweep", now=now, count=count)


@shared_task(name="ampk.drain")
def drain(**_kwargs) -> None:
    """Send what is owed and not yet sent."""
    now = clock.now()
    count = digests.drain(now=now)
    with system_scope("heartbeat"):
        services.beat(name="drain", now=now, count=count)


@shared_task(name="ampk.nightly")
def nightly(**_kwargs) -> None:
    """Close what has run out: memberships, shares, agreements, silent referrals."""
    now = clock.now()
    count = sweeping.run_nightly(now=now)
    with system_scope("heartbeat"):
        services.beat(name="nightly", now=now, count=count)
