"""The assessment's pages: a list of sections, one page each, the last round beside the new one, the change in numbers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.models import User
from cases.casework import services
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import casework as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def _as(viewer):
        client.force_login(User.objects.get(pk=viewer.user_id))
        return client

    return _as


def shown(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def section(case, slug):
    return reverse("assessment_section", args=[case.code, slug])


def test_the_list_says_how_far_each_section_is(sign_in):
    case, office = make.case_at("assessment")
    client, page = sign_in(office.worker), reverse("assessment", args=[case.code])
    first = shown(client.get(page))
    assert first.count("Belum mulai") == 11 and "Belum bisa dimulai" in first and "Mulai: Makan dan gizi" in first
    sent = client.post(section(case, "food"), {"food_supply": "2", "version": "0", "narrative": "Lauk jarang"})
    assert sent.status_code == 302 and sent.url == page
    second = shown(client.get(page))
    assert "Sedang diisi" in second and "Lemah: Ketersediaan makanan" in second
    form = shown(client.get(section(case, "food")))
    assert "Lauk jarang" in form and "belum ditanyakan atau dilihat" in form
    client.post(section(case, "food"), {"food_supply": "2", "growth": "3", "version": "1"})
    third = shown(client.get(page))
    assert "1 dari 11 bagian selesai" in third and "Lanjutkan: Tempat tinggal dan pengasuhan" in third


def test_the_summary_refuses_in_words_and_keeps_what_was_typed(sign_in):
    case, office = make.case_at("assessment")
    client = sign_in(office.worker)
    with scope(office.worker):
        partly = make.scored()
        del partly["mind"]
        services.save_sections(by=office.worker, now=make.NOW, case=case, sections=partly)
    page = reverse("assessment_summary", args=[case.code])
    answer = client.post(page, {"conclusion": "Anak perlu sekolah", "recommendation": "", "version": "0"})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422 and "Asesmen belum dapat diselesaikan." in text
    assert f'<a href="{section(case, "mind")}">Perasaan dan perilaku: 2 dari 2 belum dikaji</a>' in text
    assert "Anak perlu sekolah" in text
    kept = client.post(page, {"conclusion": "Anak perlu sekolah", "version": "0", "later": "1"})
    assert kept.status_code == 302 and "Anak perlu sekolah" in shown(client.get(page))
    client.post(section(case, "mind"), {"emotion": "3", "behaviour": "4", "version": "0"})
    done = client.post(page, {"conclusion": "Anak perlu sekolah", "recommendation": "Utamakan", "version": "1"})
    assert done.status_code == 302 and done.url == reverse("case", args=[case.code])


def test_the_last_round_stands_beside_the_new_question(sign_in):
    case, office = make.case_at("implementation")
    client = sign_in(office.worker)
    page = shown(client.get(reverse("assessment", args=[case.code])))
    assert "Mulai putaran baru" in page and "Putaran 1, 12 Nov 2026" in page
    begun = client.post(reverse("assessment_begin", args=[case.code]), {"reason": "changed"})
    assert begun.status_code == 302
    form = shown(client.get(section(case, "education")))
    assert "Putaran 1 (12 Nov 2026): 3 Cukup: terdaftar" in form


def test_the_change_over_rounds_is_a_table_first_and_then_a_picture(sign_in):
    case, office = make.case_at("assessment")
    with scope(office.worker):
        make.assessed(case, office.worker, schooling=1, emotion=3)
        make.assessed(case, office.worker, now=make.NOW + timedelta(days=9), reason="changed", schooling=3, emotion=2)
    page = shown(sign_in(office.worker).get(reverse("assessment_changes", args=[case.code])))
    assert "naik 2" in page and "turun 1" in page and "tetap" in page
    assert page.index("</table>") < page.index('role="img"') and "1 → 3, naik 2" in page
    assert "style=" not in page


def test_one_round_is_read_whole(sign_in):
    case, office = make.case_at("assessment")
    with scope(office.worker):
        make.assessed(case, office.worker, text="Ibu berjualan di pasar", schooling=1)
    client = sign_in(office.supervisor)
    page = shown(client.get(reverse("assessment_round", args=[case.code, 1])))
    assert "1 Buruk: putus sekolah" in page and "Ibu berjualan di pasar" in page and "Belum dikaji" in page
    assert client.get(reverse("assessment_round", args=[case.code, 9])).status_code == 404
    assert client.get(reverse("assessment_section", args=[case.code, "tidak-ada"])).status_code == 404
    with system_scope("test"):
        reads = Entry.objects.filter(case_id=case.pk, is_read=True).values_list("purpose", flat=True)
        assert "assessment_round" in set(reads)


PAGES = ("assessment", "assessment_begin", "assessment_summary", "assessment_changes")


def test_a_foreign_assessment_is_not_there(sign_in):
    case, _office = make.case_at("implementation")
    client = sign_in(make.Office().worker)
    for name in PAGES:
        assert client.get(reverse(name, args=[case.code])).status_code == 404, name
    for path in (section(case, "food"), reverse("assessment_round", args=[case.code, 1])):
        assert client.get(path).status_code == 404
    assert client.post(section(case, "food"), {"version": "0"}).status_code == 404


@pytest.mark.parametrize("stage", ["access", "done"])
def test_before_and_after_its_time_the_pages_say_why_nothing_can_be_filled(sign_in, stage):
    case, office = make.case_at(stage)
    client = sign_in(office.worker)
    assert "Mulai putaran baru" not in shown(client.get(reverse("assessment", args=[case.code])))
    answer = client.post(section(case, "food"), {"food_supply": "2", "version": "0"})
    assert answer.status_code == 422 and "Asesmen diisi mulai tahap asesmen." in answer.content.decode()


def test_the_pages_cost_the_same_for_one_round_and_for_many(sign_in):
    case, office = make.case_at("implementation")
    client = sign_in(office.worker)
    paths = [reverse("assessment", args=[case.code]), reverse("assessment_changes", args=[case.code])]
    paths.append(reverse("assessment_round", args=[case.code, 1]))
    counts = []
    for more in (0, 4):
        with scope(office.worker):
            for number in range(more):
                make.assessed(case, office.worker, now=make.NOW + timedelta(days=number), reason="changed")
        for path in paths:
            client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for path in paths:
                assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
