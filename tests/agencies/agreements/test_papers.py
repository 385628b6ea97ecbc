"""Scans are checked, sealed, served to the parties only and swept when no row names them; addenda are noted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.agreements import services
from agencies.agreements.models import Paper
from agencies.agreements.services import AgreementRefused
from agencies.people.models import User
from agencies.people.roles import Role
from core.audit.models import Entry
from core.files import keeping
from core.files.inspection.common import Unacceptable
from core.files.keeping import FileRefused
from core.kernel.scope import scope, system_scope
from tests.factories import agreements as make
from tests.factories import documents
from tests.factories.children import NOW, viewer

pytestmark = pytest.mark.django_db


def files(folder) -> list:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_scan_lies_sealed_and_opens_for_the_members_of_the_parties(client, head, other, folder):
    received = documents.pdf()
    row = make.draft(head, other)
    paper = make.paper(head, row, received)
    (kept,) = files(folder)
    assert received not in kept.read_bytes() and kept.read_bytes().startswith(paper.key_name.encode())
    address = reverse("agreement_paper", args=[row.code, paper.pk])
    for someone, status in ((viewer(Role.PARTNER_OFFICER, at=other), 200), (viewer(Role.HEAD), 404)):
        client.force_login(User.objects.get(pk=someone.user_id))
        assert client.get(address).status_code == status
    client.force_login(User.objects.get(pk=head.user_id))
    answer = client.get(address, {"lihat": "1"})
    assert answer.content == received and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{row.code}-signed.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'" and answer["Cache-Control"] == "no-store"
    assert client.get(address)["Content-Disposition"].startswith("attachment")
    with system_scope("test"):
        opened = Entry.objects.filter(verb="agreement.paper_opened", subject=row.code)
        assert opened.count() == 3


def test_what_is_no_document_or_there_already_is_refused_and_a_withdrawn_scan_is_gone(browser, head, other):
    row = make.draft(head, other)
    with pytest.raises(Unacceptable):
        make.paper(head, row, b"MZ program")
    received = documents.pdf()
    paper = make.paper(head, row, received)
    with pytest.raises(AgreementRefused, match="Berkas yang sama"):
        make.paper(head, row, received)
    address = reverse("agreement_paper", args=[row.code, paper.pk])
    assert browser.post(f"{address}tarik/").status_code == 302
    gone = browser.get(address)
    assert gone.status_code == 410 and "sudah ditarik" in gone.content.decode()
    assert browser.post(f"{address}tarik/").status_code == 409
    assert str(paper.pk) not in browser.get(row.get_absolute_url()).content.decode()
    make.paper(head, row, received)


def test_a_scan_that_was_changed_or_lost_is_not_served(head, other, folder):
    row = make.draft(head, other)
    paper = make.paper(head, row)
    (kept,) = files(folder)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with scope(head), pytest.raises(FileRefused, match="tidak dapat dibaca"):
        services.open_paper(by=head, now=NOW, paper=paper)
    kept.unlink()
    with scope(head), pytest.raises(FileRefused, match="tidak dapat dibaca"):
        services.open_paper(by=head, now=NOW, paper=paper)


def test_orphans_are_swept_and_contents_follow_a_new_key(
    head, other, folder, settings, django_capture_on_commit_callbacks
):
    paper = make.paper(head, make.draft(head, other))
    (kept,) = files(folder)
    orphan = kept.with_name("0" * 32)
    orphan.write_bytes(b"x")
    assert keeping.remove_orphans(Paper, now=NOW + timedelta(days=1)) == 0
    assert keeping.remove_orphans(Paper, now=NOW + timedelta(days=3)) == 1
    assert files(folder) == [kept]
    settings.FIELD_KEYS = [("baru", b"n" * 32), *settings.FIELD_KEYS]
    with django_capture_on_commit_callbacks(execute=True):
        assert keeping.rotate(Paper, batch=10) == 1
    assert keeping.rotate(Paper, batch=10) == 0
    (fresh,) = files(folder)
    paper.refresh_from_db()
    assert fresh != kept and fresh.read_bytes().startswith(b"baru:")
    assert keeping.content_of(paper).startswith(b"%PDF")


def test_an_addendum_is_noted_while_the_agreement_stands(head, other):
    row = make.in_force(head, other)
    with scope(head):
        made = services.add_addendum(by=head, now=NOW, agreement=row, dated_on=NOW.date(), text="Diperluas", number="1")
        assert list(row.addenda.all()) == [made]
        for days, words in ((1, "setelah hari ini"), (-1, "sebelum penandatanganan")):
            with pytest.raises(AgreementRefused, match=words):
                services.add_addendum(
                    by=head, now=NOW, agreement=row, dated_on=NOW.date() + timedelta(days=days), text="x"
                )
        draft = make.draft(head, other)
        with pytest.raises(AgreementRefused, match="sedang berlaku"):
            services.add_addendum(by=head, now=NOW, agreement=draft, dated_on=NOW.date(), text="x")
