"""What stands in the addresses of the guards' world: for each route the objects of its one child's file."""

from agencies.people.roles import Role
from ampk.reports.figures import BY_SLUG

# An intake that the case's worker has come to the end of.
INTAKE = "5b0d9b5e-2d0f-4a53-9f0c-3a4f4f1f6c11"


def arguments(world, route: str, role: str, relation: str) -> dict[str, object]:
    """Return what stands in an address for a person of this role and relation.

    Raises LookupError with what to do for a route whose objects this world does not have yet.
    """
    known: dict[str, object] = {}
    referral = world.over if relation == "ended" else world.accepted
    for start, found in (
        ("kasus/<code:code>/pengecualian/", {"code": world.case.code, "pk": world.exclusion.pk}),
        ("kasus/<code:code>/persetujuan/", {"code": world.case.code, "pk": world.consent.pk}),
        (
            "kasus/<code:code>/",
            {
                "code": world.case.code,
                "step": "monitor",
                "bundle": world.bundle,
                "note": world.note.code,
                "document": world.document.code,
                "letter": world.letter.code,
                "person": world.rows[Role.WORKER, "team"].user_id,
                "section": "education",
                "round": 1,
                "version": 1,
                "domain": "education",
                "goal": world.goal.lineage,
                "activity": world.activity.lineage,
                "report": world.progress.pk,
            },
        ),
        ("dokumen/<code:code>/", {"code": world.document.code}),
        ("surat/<code:code>/", {"code": world.letter.code}),
        ("akses/<uuid:pk>/tarik/", {"pk": world.requests[1].pk}),
        ("akses/<uuid:pk>/", {"pk": world.requests[0].pk}),
        ("asupan/<code:code>/", {"code": world.case.code}),
        ("alih-kasus/<code:code>/", {"code": world.transfer.code}),
        ("asupan/<uuid:pk>/", {"pk": INTAKE}),
        ("anak/<code:code>/gabungan/", {"code": world.joined.code, "merge": world.merge.pk}),
        (
            "anak/<code:code>/",
            {
                "code": world.case.child.code,
                "pk": world.person.pk,
                "other": world.cared_for.child.code,
                "alias": world.alias.pk,
                "care": world.care.pk,
                "paper": "birth_certificate",
            },
        ),
        ("draf/<uuid:pk>/", {"pk": world.drafts.get(role, world.drafts[Role.WORKER])}),
        ("tugas/<uuid:pk>/", {"pk": world.task.pk}),
        ("temu-kasus/<code:code>/", {"code": world.conference.code}),
        ("pascalayanan/<code:code>/", {"code": world.episode.code}),
        ("rujukan/ketepatan/<slug:slug>/", {"slug": world.stranger.slug, "measure": "terkirim"}),
        ("rujukan/<code:code>/", {"code": referral.code}),
        ("jejaring/kesepakatan/cakupan/", {"place": "13.71", "service": "aftercare"}),
        (
            "jejaring/kesepakatan/<code:code>/",
            {
                "code": world.agreement.code,
                "party": world.party.pk,
                "place": "13.71",
                "promise": world.promise.pk,
                "paper": world.paper.pk,
            },
        ),
        (
            "jejaring/kunjungan/<code:code>/",
            {"code": world.coordination.code, "number": 1, "pk": world.coordination_paper.pk},
        ),
        ("jejaring/<slug:slug>/", {"slug": world.home.slug, "pk": world.offer.pk}),
        ("pemberitahuan/<uuid:pk>/", {"pk": world.notices.get(role, world.notices[Role.WORKER])}),
        ("staf/undangan/<int:pk>/", {"pk": world.invitation.pk}),
        ("staf/cuti/<int:pk>/", {"pk": world.absences.get(role, world.absences[Role.WORKER])}),
        ("staf/<int:pk>/", {"pk": world.leaver.pk}),
        ("permintaan/<code:code>/", {"code": world.incoming.code, "pk": world.request_paper.pk}),
        ("tautan/<str:token>/", {"token": world.link.token}),
        ("undangan/<str:token>/", {"token": world.token}),
        ("dasbor/<slug:list>/", {"list": "terlambat"}),
        ("laporan/kasus/<slug:figure>/", {"figure": next(iter(BY_SLUG))}),
        ("laporan/daftar/<slug:table>/", {"table": "rujukan-dikirim"}),
        ("pengaturan/aturan/<str:rule>/", {"rule": "aftercare.visit_1"}),
        ("pengaturan/rincian/<slug:sub>/", {"sub": "violence_physical"}),
    ):
        if route.startswith(start):
            known = found
            break
    names = [part.split(":")[-1].split(">")[0] for part in route.split("<")[1:]]
    if missing := [name for name in names if name not in known]:
        raise LookupError(f"{route}: tests/support/addresses.py has no object for {missing}; add one.")
    return {name: known[name] for name in names}
