"""Where the walls have a door: every file that may read without a viewer, and why."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

# Files that enter a scope in which the database shows every row.
SYSTEM_SCOPE = {
    "agencies/agreements/services/life.py": "the nightly clock ages agreements, which tell of no child",
    "agencies/obligations/confirming.py": "the clock asks offices to confirm their services; whoever corrects them settles it, no child",
    "agencies/obligations/leaving.py": "the clock asks supervisors for a handover; counts, no child",
    "agencies/obligations/reminders.py": "the clock claims reminders that fell due for everybody",
    "agencies/obligations/selectors.py": "a case closes only when nothing is owed, also by others: kind and holder, no child",
    "agencies/people/management/commands/invite_admin.py": "the first administrator is invited from the command line",
    "agencies/people/services/departing.py": "an administrator moves work without seeing it; only counts come back",
    "ampk/reports/selectors.py": "an analyst gets numbers with small cells hidden, never rows",
    "ampk/tasks.py": "the beat notes its pulse and starts the sweeps",
    "cases/children/management/commands/rotate_keys.py": "keys are rotated from the command line",
    "cases/children/services/merging.py": "two files become one for everybody, after the check that the viewer's office owns both",
    "cases/children/services/pairing.py": "the night compares all files; a pair shows only to those who see both",
    "cases/children/services/parting.py": "two files are parted for everybody, after the check that this office merged them",
    "cases/children/elsewhere.py": "a child who is surely meant is registered elsewhere: one yes or no is shown",
    "cases/consent/targets.py": "the case that is asked for is found without telling",
    "cases/sharing/services/consenting.py": "shares that waited for a consent go on, in whichever office they are",
    "cases/sharing/services/ending.py": "a consent that ends closes every share on it, in whichever office it is",
    "cases/sharing/services/requesting.py": "a request is taken down without telling whether it leads anywhere; the clock lets it lapse",
    "cases/sharing/services/barring.py": "the walls' own table; nobody may learn from it but by being kept out",
    "cases/sharing/services/excluding.py": "an exclusion holds in whichever office the child has a case",
    "cases/sharing/services/granting.py": "the only writer of access rows; no person may write them",
    "core/drafts/services.py": "the clock drops drafts that nobody went on with for 30 days, unread",
    "core/notices/digests.py": "the clock claims digests; their mail is constant text",
    "referrals/refusals.py": "how often an agency refused a service, and until when it is full: no child in it",
    "referrals/services/doubting.py": "the duty to correct the directory stands between two offices; no child in it",
    "referrals/selectors.py": "median answer times between two agencies: one number comes back",
    "referrals/services/inheriting.py": "a case's owner takes over what the after-care agency asked; only a count comes back",
    "referrals/incoming/papers.py": "the papers of a request become documents of the case that the intake has just opened",
    "referrals/services/outside_links.py": "an officer with a link belongs to no office: link, code and device are checked first, reading goes through row security",
    "referrals/services/silence.py": "the clock escalates and lapses unanswered referrals",
    "cases/documents/services/keeping.py": "the clock keeps and removes files whose time has come",
    "cases/casework/services/lapsing.py": "the clock escalates and lapses offers of cases that nobody answered",
    "cases/casework/services/taking.py": "a receiver takes a case over before they may read it; all is checked first",
    "cases/sharing/services/succeeding.py": "access rows follow a case to its new owner; no person may write them",
}
# Files that take a queryset without the application's filter; row security still limits it to the scope's viewer.
FOR_SYSTEM = {
    "agencies/agreements/coverage.py": "that an agreement is in force is shown to everybody; its content is not",
    "agencies/agreements/selectors.py": "what two agencies promised binds whoever sends or answers; code and days come back",
    "ampk/reports/others.py": "agreements of one agency, or numbers of the network; they tell of no child",
    "agencies/obligations/services.py": "duties are owed and settled by key inside a verb that already checked",
    "ampk/reports/figures.py": "condition of a query that is itself scoped",
    "cases/aftercare/services/assigning.py": "a departing person's episodes move, in the departure's scope",
    "cases/aftercare/services/consenting.py": "an episode gets its file back, in the scope of a consent that began",
    "cases/aftercare/states.py": "what a step still needs, of an episode the verb has read as the viewer",
    "cases/casework/querysets.py": "condition of a query that is itself scoped",
    "cases/casework/selectors.py": "workload: counts per worker of one's own agency, under row security",
    "cases/casework/services/assigning.py": "a departing person's cases and tasks move, in the departure's scope",
    "cases/casework/plans.py": "what a plan still lacks, of a case the verb has read as the viewer",
    "cases/casework/states.py": "what a step still needs, of a case the verb has read as the viewer",
    "cases/aftercare/succeeding.py": "episodes follow a case to its new owner, in the scope of the handover",
    "cases/casework/services/conferring.py": "a row the verb has locked and read as the viewer",
    "cases/casework/services/tasks.py": "a task the verb has locked and read as the viewer",
    "cases/casework/services/merging.py": "cases follow their child, in the merge's scope",
    "cases/children/following.py": "rows of a child's file follow it, in the merge's scope",
    "cases/children/merges.py": "rows of any room follow their child, in the merge's scope",
    "referrals/services/following.py": "referrals follow their child, in the merge's scope",
    "cases/children/selectors.py": "files that joined one the verb has read as the viewer",
    "cases/children/querysets.py": "an old code leads to a file the viewer sees: the condition is in the query",
    "cases/children/services/registering.py": "names of a child the verb has read as the viewer",
    "cases/documents/querysets.py": "condition of a query that is itself scoped",
    "cases/casework/services/excluding.py": "what an excluded person holds moves, in the exclusion's scope",
    "cases/casework/services/uninviting.py": "invitations end with what they rest on, in the scope that ends it",
    "cases/sharing/services/covering.py": "the basis of a share of a case the verb has read as the viewer",
    "cases/sharing/visibility.py": "condition of a query that is itself scoped",
    "referrals/incoming/querysets.py": "condition of a query that is itself scoped",
    "referrals/querysets.py": "condition of a query that is itself scoped",
    "referrals/services/consenting.py": "referrals stop and go on with their consent, in its scope",
    "referrals/services/common.py": "the referral's own duty, of a referral the verb has read as the viewer",
    "referrals/services/moving.py": "a departing person's referrals move, in the departure's scope",
    "referrals/services/serving.py": "the referral's own duties, of a referral the verb has read as the viewer",
    "cases/documents/following.py": "documents follow their case, in the scope of the verb that moves it",
}
KERNEL = "core/kernel/scope.py"
ROOMS = ("ampk", "referrals", "cases", "agencies", "core")


def calls(source: str) -> set[str]:
    """Return which of the two doors a source text opens."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            found |= {name} & {"system_scope", "for_system"}
    return found


def doors(name: str) -> set[str]:
    """Return the files of the product that call `name`."""
    base = Path(settings.BASE_DIR)
    files = [path for room in ROOMS for path in (base / room).rglob("*.py")]
    return {str(path.relative_to(base)) for path in files if name in calls(path.read_text("utf-8"))} - {KERNEL}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("system_scope", SYSTEM_SCOPE), ("for_system", {**SYSTEM_SCOPE, **FOR_SYSTEM})],
)
def test_reading_without_a_viewer_has_a_reason(name, allowed):
    new = doors(name) - set(allowed)
    assert not new, f"{sorted(new)} call {name}: use visible_to(viewer), or write the reason into {__file__}."


def test_every_reason_still_has_its_file():
    open_doors = doors("system_scope") | doors("for_system")
    gone = (set(SYSTEM_SCOPE) | set(FOR_SYSTEM)) - open_doors
    assert not gone, f"{sorted(gone)} read with a viewer now: take their lines out of {__file__}."


def test_no_page_opens_the_door_itself():
    pages = {one for one in doors("system_scope") | doors("for_system") if "/views" in one or one.endswith("forms.py")}
    assert not pages, f"{sorted(pages)}: pages read as their viewer; what the system must do is a service."


def test_the_guard_sees_a_call():
    assert calls("with system_scope('x'):\n    Case.objects.for_system(reason='x')") == {"system_scope", "for_system"}
