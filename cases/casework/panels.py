"""What higher rooms add to a case's page; they register at start-up, so this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

# panel(case=..., viewer=..., now=...) -> (template, context) or None
Panel = Callable[..., tuple[str, dict] | None]


@dataclass(frozen=True)
class Link:
    """An entry of the sub-navigation or of the action menu; `url_name` takes the case's code."""

    label: str | Promise
    url_name: str
    permission: str = ""
    stages: tuple[str, ...] = ()  # empty: in every stage
    whole_file: bool = False  # the page opens only to those who read the whole file
    place: int = 0  # in the sub-navigation: the higher, the later


_PANELS: list[Panel] = []
_TABS: list[Link] = []
_SHARING: list[Link] = []
_ACTIONS: list[Link] = []
_NEXT_STEPS: dict[str, Link] = {}
_NEEDS: list[Link] = []


def register(panel: Panel) -> None:
    """Add a panel to every case's page."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def register_tab(link: Link) -> None:
    """Add an entry to the case's sub-navigation, which has room for six."""
    if link not in _TABS:
        _TABS.append(link)


def register_sharing(link: Link) -> None:
    """Add a page about who may see the case and on what basis, beside the list of those who do."""
    if link not in _SHARING:
        _SHARING.append(link)


def register_action(link: Link) -> None:
    """Add an entry to the case's action menu."""
    if link not in _ACTIONS:
        _ACTIONS.append(link)


def panels_for(**facts) -> list[tuple[str, dict]]:
    """Return the (template, context) pairs to show on a case's page."""
    return [one for one in (panel(**facts) for panel in _PANELS) if one]


def tabs() -> list[Link]:
    """Return the registered entries of the sub-navigation, in the order they are shown."""
    return sorted(_TABS, key=lambda link: link.place)


def sharing() -> list[Link]:
    """Return the registered pages about who may see a case."""
    return list(_SHARING)


def actions(*, case, viewer) -> list[Link]:
    """Return the registered actions a viewer may take on a case now."""
    return [
        link
        for link in _ACTIONS
        if (not link.permission or viewer.can(link.permission)) and (not link.stages or case.stage in link.stages)
    ]


def register_next_step(name: str, link: Link) -> None:
    """Offer one more answer to "what follows this contact"; its page opens when the note is saved."""
    _NEXT_STEPS[name] = link


def next_steps(viewer) -> dict[str, Link]:
    """Return the registered answers that a viewer may choose."""
    return {name: link for name, link in _NEXT_STEPS.items() if not link.permission or viewer.can(link.permission)}


def register_needs(link: Link) -> None:
    """Offer, beside the weak parts of an assessment and the goals of a plan, the way to what answers them."""
    if link not in _NEEDS:
        _NEEDS.append(link)


def needs_links(*, case, viewer) -> list[Link]:
    """Return where a viewer may go from a child's needs while the case is open."""
    return [link for link in _NEEDS if case.is_open and (not link.permission or viewer.can(link.permission))]
