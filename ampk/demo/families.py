"""Families, papers and school of the children met lately, and files that were written twice."""

from datetime import date, timedelta

from django.db import transaction

from ampk.demo.stage import Stage
from cases.casework import services as casework
from cases.children import services
from cases.children.models import Child, ImportantPerson, Merge
from core.kernel.scope import Viewer, scope

KNOWN = 14  # children whose file is filled in
ENOUGH = 100  # a smaller register has no doubles yet
FATHERS = ("Hendra Saputra", "Zulfikar Tanjung", "Rahmat Piliang", "Yusrizal Koto")
GRANDMOTHERS = ("Rosna Dewi", "Nurbaiti", "Syamsiar", "Mariani Caniago")
SCHOOLS = ("SDN 05 Rekaan", "SMPN 12 Rekaan", "MTs Nurul Rekaan", "SDN 21 Rekaan")
LANGUAGES = ("Minang", "Minang dan Indonesia", "Melayu", "Indonesia")


@transaction.atomic
def families(stage: Stage) -> None:
    """Fill in the files of the children who were met lately."""
    by = stage.people["rina"]
    with scope(by):
        children = list(Child.objects.visible_to(by).filter(merged_into=None).order_by("-registered_at")[:KNOWN])
        known = set(ImportantPerson.objects.visible_to(by).values_list("child_id", flat=True))
        for number, child in enumerate(children):
            if child.pk in known:
                continue
            _facts(stage, child, number, by=by)
            _family(stage, child, number, by=by)
        for one, other in zip(children[:2], children[2:4], strict=False):
            services.link_sibling(by=by, now=stage.now, child=one, other=other)


@transaction.atomic
def doubles(stage: Stage) -> None:
    """Let the operator write two children down again: one pair waits for the supervisor, one has become one file."""
    operator, boss = stage.people["asupan"], stage.people["yuni"]
    with scope(boss):
        if Merge.objects.visible_to(boss).exists():
            return
        found = Child.objects.visible_to(boss).exclude(mother_name="").exclude(born_on=None).filter(merged_into=None)
        children = list(found.order_by("-registered_at")[KNOWN : KNOWN + 2])
    at = stage.now - timedelta(days=3)
    again = []
    for child in children:
        answers = {
            "child": {
                "full_name": child.full_name.replace("u", "oe"), "sex": child.sex, "born_on": child.born_on,
                "mother_name": child.mother_name, "region": child.region, "nik_known": "unknown",
            },
            "category": "maltreatment_neglect", "source": "community", "sure": True, "in_danger": False,
            "region": child.region, "event_on": at.date(), "narrative": "Warga melaporkan anak yang sama sekali lagi.",
        }  # fmt: skip
        with scope(operator):
            again.append(casework.open_case(by=operator, now=at, answers=answers).child)
    services.find_duplicates(now=stage.now)
    if again:
        with scope(boss):
            stays, goes = Child.objects.visible_to(boss).get(pk=children[0].pk), again[0]
            services.merge(
                by=boss, now=stage.now - timedelta(days=2), winner=stays, loser=goes, chosen={},
                versions=(stays.version, goes.version),
            )  # fmt: skip


def _facts(stage: Stage, child: Child, number: int, *, by: Viewer) -> None:
    today = stage.now.date()
    left_school = number % 4 == 0
    answers = {
        "religion": "islam", "languages": LANGUAGES[number % len(LANGUAGES)],
        "school": SCHOOLS[number % len(SCHOOLS)], "school_status": "dropped" if left_school else "enrolled",
        "school_class": "VI", "dropped_out_on": date(today.year, 1, 31) if left_school else None,
        "paper_birth_certificate": ("held", "pending", "none")[number % 3], "paper_family_card": "held",
        "hamlet": "Jorong Rekaan", "rt_rw": f"0{number % 8 + 1}/02", "disability": "unsure" if number % 5 == 1 else "none",
    }  # fmt: skip
    if number % 6 == 2:
        answers["allergies"] = "Kacang"
    services.change(by=by, now=stage.now - timedelta(days=1), child=child, version=child.version, answers=answers)


def _family(stage: Stage, child: Child, number: int, *, by: Viewer) -> None:
    facts = {"by": by, "now": stage.now - timedelta(days=1), "child": child}
    mother = services.add_person(
        **facts,
        answers={
            "name": child.mother_name or "Siti Rekaan", "relation": "mother", "is_guardian": number % 3 != 0,
            "safe_to_contact": "safe", "life": "alive", "lives_with": "yes" if number % 3 else "no", "occupation": "Berjualan",
        },
    )  # fmt: skip
    unsafe = number % 5 == 0
    services.add_person(
        **facts,
        answers={
            "name": FATHERS[number % len(FATHERS)], "relation": "father", "life": "alive",
            "safe_to_contact": "unsafe" if unsafe else "unasked",
            "reason": "Mengancam anak di depan tetangga." if unsafe else "",
        },
    )  # fmt: skip
    carer = mother
    if number % 3 == 0:
        carer = services.add_person(
            **facts,
            answers={
                "name": GRANDMOTHERS[number % len(GRANDMOTHERS)], "relation": "grandparent", "sex": "P", "life": "alive",
                "is_guardian": True, "safe_to_contact": "safe", "lives_with": "yes", "occupation": "Petani",
            },
        )  # fmt: skip
    since = date(stage.now.year - 1, 6, 30)
    services.record_care(**facts, person=carer, since=since, until=None, note="Sejak orang tua bekerja di luar daerah")
