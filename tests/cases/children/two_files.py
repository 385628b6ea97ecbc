"""Two files of one child with everything that can hang on them, and every row of every room that tells of a child."""

from datetime import date

from django.apps import apps

from agencies.people.roles import Role
from cases.casework.models import Case
from cases.children import services
from cases.children.models import Child, ImportantPerson, Merge
from cases.sharing.models import AccessRow
from core.kernel.scope import scope, system_scope
from tests.factories import casework, documents
from tests.factories import children as make
from tests.factories.referrals import Pair

ROOMS = ("children", "sharing", "casework", "documents", "aftercare", "referrals")
# What a merge and its undoing leave behind on purpose: the merge and what was decided.
TRACES = {"children_merge", "children_duplicatepair"}
TOUCHED = ("version", "changed_at", "changed_by_id")


class TwoFiles(Pair):
    """A Balai whose workers wrote one child down twice, each time with a case, family, a paper and a referral."""

    def __init__(self) -> None:
        super().__init__()
        first = self.case(
            now=make.NOW,
            full_name="Budi Santosa",
            nickname="",
            nik="",
            nik_known="unknown",
            kk_number="",
            needs="",
        )
        second = self.case(
            now=make.NOW, full_name="Budhi Santoso", nickname="Ucok", nik="1371041205140001", born_on=date(2014, 5, 13),
            needs="Alergi kacang", school_status="enrolled",
        )  # fmt: skip
        self.cases = [first, second]
        self.stays, self.goes = first.child, second.child
        for case, name in ((first, "Siti Aminah"), (second, "Siti Amina")):
            person = make.person(case.child, self.worker, name=name, is_guardian=True)
            with scope(self.worker):
                services.record_care(
                    by=self.worker, now=make.NOW, child=case.child, person=person, since=date(2024, 1, 31), until=None
                )
                casework.visit(case, self.worker)
            documents.document(case, self.worker)
        with scope(self.worker):
            services.add_alias(by=self.worker, now=make.NOW, child=self.goes, name="Si Boy", kind="street")
        self.sibling = self.case(now=make.NOW, full_name="Ani Santosa", sex="P", nik="", nik_known="unknown").child
        with scope(self.worker):
            services.link_sibling(by=self.worker, now=make.NOW, child=self.goes, other=self.sibling)
        self.referral = self.sent(second)
        self.stays, self.goes = self.child(first.child.pk), self.child(second.child.pk)

    def child(self, pk) -> Child:
        """Read a child again, as the system."""
        with system_scope("test"):
            return Child.objects.for_system(reason="test").get(pk=pk)

    def merged(self, *, chosen=None, by=None, now=make.NOW) -> Merge:
        """Unite the two files."""
        stays, goes = self.child(self.stays.pk), self.child(self.goes.pk)
        by = by or self.supervisor
        with scope(by):
            return services.merge(
                by=by, now=now, winner=stays, loser=goes, chosen=chosen or {}, versions=(stays.version, goes.version)
            )

    def parted(self, merge: Merge, *, by=None, now=make.NOW) -> Merge:
        """Part them again."""
        by = by or self.supervisor
        with scope(by):
            return services.unmerge(by=by, now=now, merge=merge)

    def codes_seen(self, by) -> set[str]:
        """Return the cases a viewer may open."""
        with scope(by):
            return set(Case.objects.visible_to(by).values_list("code", flat=True))

    def everything(self) -> dict[str, dict]:
        """Return every row of every table that tells of a child, decrypted, by table and id."""
        found = {}
        with system_scope("test"):
            for room in ROOMS:
                for model in apps.get_app_config(room).get_models():
                    table = model._meta.db_table
                    if table not in TRACES:
                        found[table] = {row["id"]: row for row in self._rows(model)}
        for row in found["children_child"].values():
            for name in TOUCHED:
                del row[name]
        return found

    @staticmethod
    def _rows(model) -> list[dict]:
        manager = model._default_manager
        scoped = manager.for_system(reason="test") if hasattr(manager, "for_system") else manager.all()
        return list(scoped.values())

    def access(self) -> set[tuple]:
        """Return who may open which case and child, and how much."""
        with system_scope("test"):
            rows = AccessRow.objects.for_system(reason="test").standing()
            return set(rows.values_list("agency_id", "person_id", "case_id", "level", "child_id"))

    def people(self, child) -> set[str]:
        """Return the names of a child's family."""
        with system_scope("test"):
            return set(
                ImportantPerson.objects.for_system(reason="test").filter(child=child).values_list("name", flat=True)
            )


def another_office(child: Child, *, role: str = Role.SUPERVISOR):
    """Return somebody of an office that knows the child through a case of its own."""
    other = make.viewer(role)
    make.share(child, other, person_id=other.user_id)
    return other
