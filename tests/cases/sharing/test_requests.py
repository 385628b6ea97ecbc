"""Access is asked for without learning anything, answered by the owner's supervisors, and ends by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.obligations.rule_table import _read, set_value
from agencies.people.models import Membership
from agencies.people.roles import Role
from cases.children.elsewhere import look_elsewhere
from cases.children.selectors import read_search
from cases.sharing import services
from cases.sharing.choices import RequestState
from cases.sharing.models import AccessRequest
from core.audit import selectors as audit
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.codes import new_code
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.factories import casework as make
from tests.factories import consents, people
from tests.factories.casework import NOW

pytestmark = pytest.mark.django_db
NIK = "1371041205140001"
CHILD = {"full_name": "Kenari Santosa", "sex": "L", "nik_known": "yes", "nik": NIK, "mother_name": "Nurhayati"}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    yield
    _read.cache_clear()  # an edited rule is remembered for a minute


@pytest.fixture
def net():
    """Give the office that owns a case, and a worker of another one who asks."""
    net = make.Office()
    net.case = make.open_case_for(
        net.worker, net.supervisor, child={**CHILD, "born_on": make.date(2014, 5, 12)}, sure=True
    )
    net.asker_row = people.membership(Role.WORKER, name="Dewi Anggraini")
    net.asker = people.viewer_of(net.asker_row)
    net.browser = people.client_of(net.asker_row)
    net.boss_row = Membership.objects.get(user_id=net.supervisor.user_id)
    net.boss = people.client_of(net.boss_row)
    return net


def ask(net, code: str, **more):
    posted = {"code": code, "reason": "same_child", "words": "Kami menangani adiknya", **more}
    return net.browser.post(reverse("access_ask"), posted, follow=True)


def the_request() -> AccessRequest:
    with system_scope("test"):
        return AccessRequest.objects.for_system(reason="test").get()


def opens(net) -> bool:
    return net.browser.get(reverse("case", args=[net.case.code])).status_code == 200


def test_the_answer_is_the_same_whether_or_not_the_case_exists(net):
    pages = []
    for code in (net.case.code, new_code("K")):
        with system_scope("test"):
            before = AccessRequest.objects.for_system(reason="test").count()
        page = ask(net, code)
        with system_scope("test"):
            assert AccessRequest.objects.for_system(reason="test").count() == before + 1, page.content.decode()[:400]
        pages.append(page.content.decode())
    assert all("Permintaan dicatat. Jawabannya tampil di halaman ini." in page for page in pages)
    assert all(net.agency.short_name not in page and "Kenari" not in page for page in pages)
    assert pages[1].count("Menunggu jawaban") == 2


def test_granted_the_file_opens_until_its_day_and_the_record_says_so(net):
    ask(net, net.case.code)
    assert not opens(net)
    consents.consent(net.case, net.worker)
    url = reverse("access_decide", args=[the_request().pk])
    assert url in net.boss.get(reverse("duties")).content.decode()
    shown = net.boss.get(url).content.decode()
    assert "Dewi Anggraini" in shown and "Kami menangani adiknya" in shown and 'value="14"' in shown
    assert net.boss.post(url, {"days": 14, "level": "full"}).status_code == 302
    assert opens(net)
    assert url not in net.boss.get(reverse("duties")).content.decode()
    access = net.boss.get(reverse("case_access", args=[net.case.code])).content.decode()
    assert "permintaan akses" in access and "Dewi A." in access and "request:" not in access
    assert (
        f"Akses diberikan sampai {(NOW + timedelta(days=14)).day} Nov"
        in net.browser.get(reverse("access_requests")).content.decode()
    )
    with scope(net.supervisor):
        said = [row.sentence for row in audit.timeline(net.case.pk)]
    assert {"Akses ke berkas diminta instansi lain", "Akses diberikan atas permintaan"} <= set(said)
    services.close_ended(now=NOW + timedelta(days=15))
    assert not opens(net)


def test_without_a_ground_it_says_where_to_write_one_down(net):
    ask(net, net.case.code)
    page = net.boss.post(reverse("access_decide", args=[the_request().pk]), {"days": 14, "level": "care"})
    assert page.status_code == 422
    assert "Membaca berkas atas permintaan instansi lain" in page.content.decode()
    assert reverse("consent_new", args=[net.case.code]) in page.content.decode()
    assert not opens(net)


def test_refused_the_one_who_asked_learns_only_that(net):
    ask(net, net.case.code)
    url = reverse("access_refuse", args=[the_request().pk])
    assert net.boss.post(url, {}).status_code == 422
    assert net.boss.post(url, {"refusal": "unsafe"}).status_code == 302
    page = net.browser.get(reverse("access_requests")).content.decode()
    assert "Tidak diberikan" in page and "Tidak aman" not in page and net.agency.short_name not in page
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").filter(kind="access.answered")
        assert list(told.values_list("recipient_id", flat=True)) == [net.asker.user_id]
    assert not opens(net)
    assert net.boss.post(url, {"refusal": "unsafe"}).status_code == 422


def test_taken_back_there_is_nothing_to_decide(net):
    ask(net, net.case.code)
    found = the_request()
    assert net.boss.post(reverse("access_take_back", args=[found.pk])).status_code == 404
    assert net.browser.post(reverse("access_take_back", args=[found.pk])).status_code == 302
    assert the_request().state == RequestState.WITHDRAWN
    assert reverse("access_decide", args=[found.pk]) not in net.boss.get(reverse("duties")).content.decode()


def test_the_owner_may_end_it_early(net):
    ask(net, net.case.code)
    consents.consent(net.case, net.worker)
    found = the_request()
    net.boss.post(reverse("access_decide", args=[found.pk]), {"days": 14, "level": "full"})
    assert net.browser.post(reverse("access_end", args=[found.pk])).status_code == 403
    assert net.boss.post(reverse("access_end", args=[found.pk])).status_code == 302
    assert not opens(net)
    again = net.boss.post(reverse("access_end", args=[found.pk]))
    assert again.status_code == 409 and "Akses ini sudah berakhir." in again.content.decode()


def test_nobody_but_the_owners_supervisors_decides(net):
    ask(net, net.case.code)
    url = reverse("access_decide", args=[the_request().pk])
    assert people.client_of(people.membership(Role.SUPERVISOR)).get(url).status_code == 404
    assert people.client_of(Membership.objects.get(user_id=net.worker.user_id)).get(url).status_code == 403
    with scope(net.asker), pytest.raises(services.RequestRefused, match="supervisor"):
        services.grant_access(by=net.asker, now=NOW, request=the_request(), days=14, level="full")


def test_asked_twice_it_is_one_request_and_many_are_refused(net):
    ask(net, net.case.code)
    ask(net, net.case.code)
    assert the_request().case_id == net.case.pk
    with scope(net.asker):
        for number in range(9):
            services.ask_access(
                by=net.asker, now=NOW, target=None, reason="other", words="x", asked_code=f"K-{number:06d}"
            )
    assert "menunggu jawaban" in ask(net, new_code("K")).content.decode()


def test_without_an_answer_it_lapses_also_where_it_led_nowhere(net):
    ask(net, net.case.code)
    with scope(net.asker):
        services.ask_access(by=net.asker, now=NOW, target=None, reason="other", words="x", asked_code="K-000001")
    assert services.lapse_requests(now=NOW + timedelta(days=29)) == 0
    assert services.lapse_requests(now=NOW + timedelta(days=31)) == 2
    assert net.browser.get(reverse("access_requests")).content.decode().count("Gugur tanpa jawaban") == 2


def test_a_case_one_may_open_already_is_simply_opened(net):
    worker = people.client_of(Membership.objects.get(user_id=net.worker.user_id))
    posted = {"code": net.case.code, "reason": "other", "words": "x"}
    assert worker.post(reverse("access_ask"), posted).url == reverse("case", args=[net.case.code])
    with system_scope("test"):
        assert not AccessRequest.objects.for_system(reason="test").exists()


@pytest.mark.parametrize(("page", "field"), [("search", "kata"), ("intake", "text")])
def test_an_exact_nik_elsewhere_leads_to_a_request_and_tells_nothing_else(net, page, field):
    text = net.browser.post(reverse(page), {field: "1371 0412 0514 0001"}).content.decode()
    assert "Kemungkinan sudah tercatat di instansi lain" in text
    for canary in ("Kenari", "K.S.", net.agency.short_name, net.case.code, net.case.child.code, str(net.case.child_id)):
        assert canary not in text
    asked = reverse("access_ask") + "?dari=cari"
    assert asked in text
    form = net.browser.get(asked).content.decode()
    assert "Kode kasus" not in form and NIK not in form
    net.browser.post(asked, {"reason": "same_child", "words": "Laporan baru"})
    assert the_request().case_id == net.case.pk
    mine = net.browser.get(reverse("access_requests")).content.decode()
    assert net.case.code not in mine and "anak dari pencarian" in mine


def test_a_name_alone_says_nothing_and_with_mother_and_year_it_hints(net):
    with scope(net.asker):
        for text, more, hinted in (
            ("kenari santosa", {}, False), ("kenari", {"mother": "Nurhayati", "birth_year": 2014}, False),
            ("kenari santosa", {"mother": "Nurhayati", "birth_year": 2013}, False),
            ("kenari santosa", {"mother": "Nurhayati", "birth_year": 2014}, True),
        ):  # fmt: skip
            assert bool(look_elsewhere(read_search(text, **more), by=net.asker, now=NOW)) is hinted, (text, more)
    with scope(net.worker):
        assert not look_elsewhere(read_search(NIK), by=net.worker, now=NOW), "within reach it is a row, no hint"


def test_a_thousand_probes_tell_no_more_than_twenty(net):
    with scope(net.asker):
        told = [look_elsewhere(read_search(NIK), by=net.asker, now=NOW) for _number in range(40)]
        assert sum(map(bool, told)) == 20 and all(one.is_spent for one in told[20:])
        assert look_elsewhere(read_search(NIK), by=net.asker, now=NOW + timedelta(days=2))
        assert Entry.objects.filter(actor_id=net.asker.user_id, verb="search.elsewhere").count() == 20 + 1
    with scope(net.supervisor):
        assert [one.who for one in audit.readers(net.case.child_id, since=NOW - timedelta(days=1))] == ["Dewi A."]
    net.browser.post(reverse("search"), {"kata": NIK})


def test_the_list_costs_the_same_for_few_and_many(net, django_assert_max_num_queries):
    costs = []
    for numbers in (range(2), range(2, 9)):
        with scope(net.asker):
            for number in numbers:
                services.ask_access(
                    by=net.asker, now=NOW, target=None, reason="other", words="x", asked_code=f"K-{number:06d}"
                )
        net.browser.get(reverse("access_requests"))
        with django_assert_max_num_queries(40) as seen:
            net.browser.get(reverse("access_requests"))
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_database_alone_hides_a_request_from_everybody_else(net):
    ask(net, net.case.code)
    others = (people.viewer(Role.SUPERVISOR), net.colleague, people.viewer(Role.WORKER, net.asker_row.agency))
    for who, sees in ((net.asker, 1), (net.supervisor, 1), *((other, 0) for other in others)):
        with scope(who):
            assert AccessRequest.objects.for_system(reason="filter removed").count() == sees
            assert AccessRequest.objects.visible_to(who).count() == sees


def test_how_often_one_may_search_elsewhere_in_a_day_is_a_rule_the_office_changes(net):
    head = people.membership(Role.HEAD, net.agency)
    by = people.viewer_of(head)
    set_value(by=by, now=NOW, code="search.elsewhere", value=2, since=NOW.date(), reason="Terlalu banyak")
    with scope(net.asker):
        told = [look_elsewhere(read_search(NIK), by=net.asker, now=NOW) for _number in range(3)]
    assert [bool(one) for one in told] == [True, True, False] and told[2].is_spent
    assert "2 kali sehari" in people.client_of(head).get(reverse("rules")).content.decode()
