"""A form that arrives after its session has ended: what was typed is kept for its writer, and nobody else."""

from django.http import HttpRequest

from core.drafts import marks, services
from core.kernel import clock
from core.kernel.refusals import Refused
from core.kernel.scope import scope
from core.screens import drafting


def keep(request: HttpRequest) -> int | None:
    """Keep the body of a refused POST as a draft of the person whose genuine mark it carries; return who that is.

    Returns None when there is no genuine mark, or nothing could be kept.
    """
    mark = marks.read(request.POST.get(drafting.MARK, ""), address=request.path)
    if mark is None:
        return None
    fields, focus = drafting.typed(request.POST)
    try:
        with scope(mark.viewer):
            services.save(by=mark.viewer, now=clock.now(), place=mark.place, fields=fields, focus=focus)
    except Refused:
        return None
    return mark.viewer.user_id
