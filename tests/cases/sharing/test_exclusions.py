"""An excluded person never sees the file, whatever else opens it, and does not learn that it exists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from cases.casework import services as casework
from cases.casework.models import Case, Task, TeamMember
from cases.children import services as register
from cases.children.models import Child
from cases.sharing import services
from cases.sharing.models import AccessRow, Exclusion
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.cases.sharing.exclusion_steps import WHY, a_case, browser, exclude, refused, user
from tests.factories import casework as make
from tests.factories import people
from tests.factories.casework import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_a_supervisor_keeps_somebody_out_on_the_page_and_the_file_is_gone_for_them(net):
    page, duties = reverse("case", args=[net.case.code]), reverse("duties")
    assert net.browser.get(page).status_code == 200
    listed = reverse("case_exclusions", args=[net.case.code])
    assert listed in net.boss.get(reverse("case_access", args=[net.case.code])).content.decode()
    assert "Belum ada." in net.boss.get(listed).content.decode()
    form = reverse("exclusion_new", args=[net.case.code])
    wrong = net.boss.post(form, {"email": "tidak.ada@contoh.example", "reach": "child", "reason": WHY})
    assert wrong.status_code == 422 and "Tidak ada akun dengan surel ini" in wrong.content.decode()
    answers = {"email": user(net.out).email.upper(), "reach": "child", "reason": WHY}
    shown = net.boss.post(form, answers, follow=True).content.decode()
    assert "Bayu Kerabat" in shown and WHY in shown and "seluruh berkas anak" in shown
    # To who is kept out there is no such file: not "forbidden", not "excluded".
    for name in ("case", "case_exclusions", "case_access", "case_timeline"):
        gone = net.browser.get(reverse(name, args=[net.case.code]))
        assert gone.status_code == 404 and "dikecualikan" not in gone.content.decode()
    assert net.browser.get(reverse("child", args=[net.case.child.code])).status_code == 404
    for address in (duties, reverse("notices"), reverse("cases"), reverse("search") + "?q=Kenari+Santosa", "/"):
        text = net.browser.get(address).content.decode()
        assert net.case.code not in text and "Kenari" not in text, address
    with scope(net.out):
        for model in (Case, Child, Obligation, Exclusion):
            assert not model.objects.visible_to(net.out).exists(), model
        assert not Entry.objects.filter(case_id=net.case.pk).exists()


def test_ended_with_a_reason_the_office_opens_the_file_again(net):
    row = exclude(net)
    url = reverse("exclusion_end", args=[net.case.code, row.pk])
    assert net.boss.post(url, {"reason": ""}).status_code == 422
    assert net.boss.post(url, {"reason": "Salah orang, namanya sama"}).status_code == 302
    page = net.boss.get(reverse("case_exclusions", args=[net.case.code])).content.decode()
    assert "Sudah berakhir" in page and "Salah orang, namanya sama" in page and net.boss.get(url).status_code == 404
    assert net.browser.get(reverse("case", args=[net.case.code])).status_code == 200
    assert refused(net, services.readmit, by=net.supervisor, exclusion=row, reason="Lagi") == (
        "Pengecualian ini sudah diakhiri."
    )


def test_the_record_tells_the_owner_and_the_privacy_officer_learns_no_name(net):
    row = exclude(net)
    with scope(net.supervisor):
        entry = Entry.objects.get(verb="exclusion.added")
        assert (
            entry.subject == net.case.code
            and entry.detail == {"whole": True}
            and entry.actor_id == net.supervisor.user_id
        )
    with scope(net.privacy):
        notice = Notice.objects.visible_to(net.privacy).get(kind="exclusion.added")
        assert (notice.about, notice.label) == (net.case.code, "Seseorang dikecualikan dari satu berkas anak")
        assert not Exclusion.objects.visible_to(net.privacy).exists()
    with connection.cursor() as cursor, system_scope("test"):
        cursor.execute("SELECT reason FROM sharing_exclusion WHERE id = %s", [row.pk])
        assert "Ayah" not in cursor.fetchone()[0]


def test_who_may_decide_it_and_what_is_refused(net):
    verb, facts = services.exclude, {"case": net.case, "person": user(net.out), "reason": WHY}
    only = "Pengecualian ditetapkan supervisor instansi pemilik kasus."
    assert refused(net, verb, by=net.worker, **facts) == only
    stranger = people.viewer(Role.SUPERVISOR)
    assert refused(net, verb, by=stranger, **facts) == only
    boss = {"by": net.supervisor}
    assert refused(net, verb, **boss, **{**facts, "reason": ""}) == "Tulis mengapa orang ini dikecualikan"
    own = refused(net, verb, **boss, **{**facts, "person": user(net.supervisor)})
    assert own == "Anda tidak dapat mengecualikan diri sendiri. Minta supervisor lain."
    busy = refused(net, verb, **boss, **{**facts, "person": user(net.worker)})
    assert busy == "Orang ini menangani kasus atau pascalayanan anak ini. Tugaskan orang lain dahulu."
    row = exclude(net)
    assert refused(net, verb, **boss, **facts) == "Orang ini sudah dikecualikan."
    end = {"exclusion": row, "reason": "Sudah"}
    assert (
        refused(net, services.readmit, by=net.supervisor, **{**end, "reason": ""})
        == "Tulis mengapa pengecualian diakhiri"
    )
    assert browser(net.worker).get(reverse("case_exclusions", args=[net.case.code])).status_code == 403
    for who in (net.worker, stranger, net.out):
        with scope(who):
            assert not Exclusion.objects.visible_to(who).exists()


def test_nothing_of_the_file_can_be_given_to_who_is_kept_out(net):
    out = people.viewer_of(people.membership(Role.WORKER, net.agency, "Bayu Kerabat"))
    exclude(net, out)
    words = "Orang ini dikecualikan dari berkas anak ini. Pilih orang lain."
    case, person = net.case, user(out)
    boss = {"by": net.supervisor, "case": case}
    assert refused(net, casework.assign, **boss, worker=person) == words
    assert refused(net, casework.join_team, **boss, person=person) == words
    assert refused(net, casework.make_task, **boss, text="Antar surat", due_on=TODAY, assigned_to=person) == words
    offer = {"by": net.worker, "case": case, "person": person, "reason": "leave", "text": "Saya cuti"}
    assert refused(net, casework.offer_to_colleague, **offer) == words
    answers = {"starts_at": NOW + timedelta(days=3), "meeting": "onsite", "place": "Ruang", "agenda": "Sekolah"}
    guests = casework.Guests(staff=(person,))
    assert refused(net, casework.invite, **boss, answers=answers, guests=guests) == words
    with scope(net.supervisor):
        assert Case.objects.visible_to(net.supervisor).get(pk=case.pk).manager_id == net.worker.user_id
        assert not TeamMember.objects.visible_to(net.supervisor).exists()


def test_what_somebody_held_goes_to_others_when_they_are_kept_out(net):
    out = people.viewer_of(people.membership(Role.WORKER, net.agency, "Bayu Kerabat"))
    with scope(net.supervisor):
        casework.join_team(by=net.supervisor, now=NOW, case=net.case, person=user(out))
        task = casework.make_task(
            by=net.supervisor, now=NOW, case=net.case, text="Antar surat", due_on=TODAY, assigned_to=user(out)
        )
    assert browser(out).get(reverse("case", args=[net.case.code])).status_code == 200
    exclude(net, out)
    assert browser(out).get(reverse("case", args=[net.case.code])).status_code == 404
    assert browser(out).get(reverse("task", args=[task.pk])).status_code == 404
    with scope(net.supervisor):
        held = Task.objects.visible_to(net.supervisor).get(pk=task.pk)
        assert (held.assigned_to_id, held.desk) == (None, "supervisor")
        assert not TeamMember.objects.visible_to(net.supervisor).filter(until_at=None).exists()
        assert not AccessRow.objects.visible_to(net.supervisor).standing().filter(person=user(out)).exists()
        duties = Obligation.objects.visible_to(net.supervisor).open()
        assert not duties.filter(case_id=net.case.pk, holder_id=out.user_id).exists()


def test_the_case_alone_or_everything_about_the_child_also_what_comes_later(net):
    elsewhere = make.Office()
    with system_scope("test"):
        child = Child.objects.for_system(reason="test").get(pk=net.case.child_id)
    row = exclude(net, whole_child=False)
    second = a_case(net, nik="1371041205140009", full_name="Merpati Santosa")
    join(net, child, second)
    with scope(net.out):
        assert list(Case.objects.visible_to(net.out)) == [second]
    with scope(net.supervisor):
        services.readmit(by=net.supervisor, now=NOW, exclusion=row, reason="Diperluas")
    exclude(net)
    with scope(net.out):
        assert not Case.objects.visible_to(net.out).exists()
    # A case that another office opens for this child afterwards is barred too.
    with scope(elsewhere.supervisor):
        services.grant(
            case_id=Exclusion().pk, child_id=child.pk, owner_agency_id=elsewhere.agency.pk, agency_id=net.agency.pk,
            level="care", basis="aftercare", by=elsewhere.supervisor, now=NOW,
        )  # fmt: skip
    with scope(net.out):
        assert not AccessRow.objects.visible_to(net.out).exists() and not Child.objects.visible_to(net.out).exists()


def join(net, winner, case):
    with scope(net.supervisor):
        loser = Child.objects.visible_to(net.supervisor).get(pk=case.child_id)
        winner = Child.objects.visible_to(net.supervisor).get(pk=winner.pk)
        return register.merge(
            by=net.supervisor, now=NOW, winner=winner, loser=loser, chosen={}, versions=(winner.version, loser.version)
        )  # fmt: skip


def test_exclusions_follow_files_that_are_joined_and_parted(net):
    second = a_case(net, nik="1371041205140009", full_name="Merpati Santosa")
    loser = {"case": second}
    exclude(net, **loser)
    merge = join(net, net.case.child, second)

    def seen(viewer) -> set[str]:
        with scope(viewer):
            return set(Case.objects.visible_to(viewer).values_list("code", flat=True))

    assert seen(net.out) == set()
    with scope(net.out):
        ids = [net.case.child_id, second.child_id]
        assert not Entry.objects.filter(child_id__in=ids).exists(), "not even what they did themselves"
    later = people.viewer_of(people.membership(Role.SUPERVISOR, net.agency, "Citra Kerabat"))
    assert seen(later) == {net.case.code, second.code}
    with scope(net.supervisor):
        services.exclude(
            by=net.supervisor, now=NOW + timedelta(hours=1), case=net.case, person=user(later), reason="Ibu tiri"
        )
    with scope(net.supervisor):
        register.unmerge(by=net.supervisor, now=NOW + timedelta(hours=2), merge=merge)
    # The first knew only of one child; what was written about the one file they were holds for both.
    assert seen(net.out) == {net.case.code} and seen(later) == set()
