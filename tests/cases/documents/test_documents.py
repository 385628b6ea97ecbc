"""A document's life: attached, replaced, withdrawn, restored, travelling; who sees it, and what lies on the disk."""

import hashlib
import os
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cases.casework.models import Case
from cases.documents import selectors, services
from cases.documents.models import Document, Passage
from cases.documents.services import DocumentRefused, keeping
from cases.sharing.choices import Basis, Level
from core.audit.models import Entry
from core.files.inspection.common import Unacceptable
from core.files.storage import attachments
from core.kernel.encryption import seal, unseal
from core.kernel.scope import scope, system_scope
from tests.cases.documents.conftest import files
from tests.factories import documents as make
from tests.factories.children import NOW, agency, share, viewer

pytestmark = pytest.mark.django_db


def seen_by(who, world) -> set[str]:
    with scope(who):
        return {one.code for one in Document.objects.visible_to(who).filter(case=world.case)}


def rows_for(who) -> int:
    with scope(who), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_document")
        return cursor.fetchone()[0]


def verbs(world) -> list[str]:
    with system_scope("test"):
        found = Entry.objects.filter(case_id=world.case.pk, verb__startswith="document.")
        return list(found.order_by("at", "verb").values_list("verb", flat=True))


def test_what_is_attached_reads_back_and_lies_sealed_under_a_random_name(world, folder):
    received = make.pdf(b"%% Siti Aminah")
    made = make.document(world.case, world.worker, received, title="Akta Siti", note="Asli di rumah")
    [path] = files(folder)
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert oct(path.parent.stat().st_mode & 0o777) == "0o700"
    assert b"Siti" not in path.read_bytes() and "Siti" not in str(path) and made.code not in str(path)
    with scope(world.worker):
        kept = Document.objects.visible_to(world.worker).get(pk=made.pk)
        assert services.content_of(kept) == received
    assert kept.title == "Akta Siti" and kept.sha256 == hashlib.sha256(received).hexdigest()
    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute("SELECT title, note, received_mark FROM documents_document")
        [row] = cursor.fetchall()
    assert not any("Siti" in value or "rumah" in value for value in row)
    assert row[2] != hashlib.sha256(received).hexdigest()
    assert verbs(world) == ["document.attached"]


def test_a_content_opens_only_as_its_own_document(world):
    one, two = make.document(world.case, world.worker), make.document(world.case, world.worker)
    with attachments().open(one.file_name) as file:
        sealed = file.read()
    with pytest.raises(InvalidTag):
        unseal(sealed, bound_to=keeping.bound_to(two))
    two.file_name = one.file_name
    with scope(world.worker), pytest.raises(DocumentRefused, match="tidak dapat dibaca"):
        services.content_of(two)


@pytest.mark.parametrize(
    ("audience", "care_sees"), [("care", True), ("file", False), ("owner", False)]
)  # fmt: skip
def test_who_sees_what_is_the_same_for_pages_and_for_the_database(world, audience, care_sees):
    made = make.document(world.case, world.worker, audience=audience)
    for who, sees in (
        (world.worker, True), (world.supervisor, True), (world.care, care_sees), (world.stranger, False),
        (world.office.colleague, False),
    ):  # fmt: skip
        assert (made.code in seen_by(who, world)) is sees
        assert rows_for(who) == int(sees)


def test_what_is_kept_to_the_owner_is_hidden_from_others_with_the_whole_file(world):
    other = viewer("worker", agency())
    share(
        world.case.child, world.worker, level=Level.FULL, basis=Basis.TEAM, case_id=world.case.pk,
        agency_id=other.agency_id, owner_agency_id=world.office.agency.pk, person_id=other.user_id,
    )  # fmt: skip
    open_one = make.document(world.case, world.worker)
    make.document(world.case, world.worker, audience="owner")
    assert seen_by(other, world) == {open_one.code} and rows_for(other) == 1
    with pytest.raises(DocumentRefused, match="instansi pemilik kasus"):
        make.document(world.case, other, audience="owner")


def test_after_care_and_strangers_attach_and_withdraw_nothing(world):
    made = make.document(world.case, world.worker, audience="care")
    for who in (world.care, world.stranger, world.office.colleague):
        with pytest.raises(Case.DoesNotExist):
            make.document(world.case, who)
        with scope(who), pytest.raises(Case.DoesNotExist):
            services.withdraw(by=who, now=NOW, document=made, reason="duplicate")
    with scope(world.care), pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.visible_to(world.care).filter(pk=made.pk).update(audience="file")


def test_the_same_file_twice_in_a_case_is_told(world, folder):
    received = make.photo()
    made = make.document(world.case, world.worker, received)
    with pytest.raises(DocumentRefused, match=made.code) as refused:
        make.document(world.case, world.worker, received)
    assert refused.value.field == "file" and len(files(folder)) == 1


@pytest.mark.parametrize("answers", [{"title": ""}, {"dated_on": NOW.date() + timedelta(days=2)}])
def test_what_is_refused_leaves_no_file(world, folder, answers):
    with pytest.raises(DocumentRefused):
        make.document(world.case, world.worker, **answers)
    with pytest.raises(Unacceptable):
        make.document(world.case, world.worker, b"MZ" + b"\0" * 99)
    assert not files(folder)


def test_a_full_disk_leaves_neither_row_nor_file(world, folder, monkeypatch):
    def _full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(DocumentRefused, match="belum dapat disimpan"):
        make.document(world.case, world.worker)
    assert not files(folder) and not seen_by(world.worker, world)


def test_a_file_without_a_row_is_swept_after_two_days_and_nothing_else(world, folder):
    with scope(world.worker):
        try:
            with transaction.atomic():
                make.document(world.case, world.worker)
                raise RuntimeError
        except RuntimeError:
            pass
    kept = make.document(world.case, world.worker)
    assert len(files(folder)) == 2
    assert keeping.remove_orphans(now=NOW + timedelta(days=1)) == 0
    assert keeping.remove_orphans(now=NOW + timedelta(days=3)) == 1
    assert keeping.remove_orphans(now=NOW + timedelta(days=3)) == 0
    assert [path.name for path in files(folder)] == [kept.file_name.rpartition("/")[2]]


def test_a_newer_version_keeps_the_old(world):
    old = make.document(world.case, world.worker)
    with scope(world.worker):
        new = services.replace(
            by=world.worker, now=NOW, document=old, received=make.pdf(), answers={**make.ANSWERS, "title": "Baru"}
        )
        with pytest.raises(DocumentRefused, match="sudah diganti"):
            services.replace(by=world.worker, now=NOW, document=old, received=make.pdf(), answers=make.ANSWERS)
        assert [one.pk for one in selectors.documents_of(world.case, world.worker)] == [new.pk]
        assert [one.pk for one in selectors.older_versions(new, world.worker)] == [old.pk]
        assert services.content_of(old)
    assert set(verbs(world)) == {"document.attached", "document.replaced"}


def test_a_withdrawn_document_is_not_served_until_it_is_restored(world):
    made = make.document(world.case, world.worker)
    with scope(world.worker):
        with pytest.raises(DocumentRefused, match="Tulis alasannya"):
            services.withdraw(by=world.worker, now=NOW, document=made, reason="other")
        with pytest.raises(DocumentRefused):
            services.withdraw(by=world.worker, now=NOW, document=made, reason="infected")
        gone = services.withdraw(by=world.worker, now=NOW, document=made, reason="wrong_file")
        with pytest.raises(DocumentRefused, match="ditarik"):
            services.content_of(gone)
        back = services.restore(by=world.worker, now=NOW, document=gone)
        assert services.content_of(back)
    assert verbs(world) == ["document.attached", "document.restored", "document.withdrawn"]


def test_nobody_deletes_a_document(world):
    made = make.document(world.case, world.worker)
    with system_scope("test"), pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Document.objects.for_system(reason="test").filter(pk=made.pk).delete()


def test_a_package_opens_exactly_what_travels_in_it(world):
    sent, kept = make.document(world.case, world.worker), make.document(world.case, world.worker)
    private = make.document(world.case, world.worker, audience="owner")
    desk = viewer("partner_officer", agency(kind="education_office"))
    with scope(world.worker):
        for codes in ([private.code], ["D-000000"]):
            with pytest.raises(DocumentRefused):
                services.send_along(by=world.worker, now=NOW, case=world.case, codes=codes, basis_ref="R-TEST01")
        for _ in range(2):
            services.send_along(by=world.worker, now=NOW, case=world.case, codes=[sent.code], basis_ref="R-TEST01")
    assert seen_by(desk, world) == set()
    facts = {"agency_id": desk.agency_id, "owner_agency_id": world.office.agency.pk, "case_id": world.case.pk}
    share(world.case.child, world.worker, level=Level.PACKAGE, basis=Basis.REFERRAL, basis_ref="R-TEST01", **facts)
    assert seen_by(desk, world) == {sent.code} and rows_for(desk) == 1 and kept.code != sent.code
    with scope(desk):
        assert [one.code for one in selectors.documents_for("R-TEST01", desk)] == [sent.code]
        assert services.content_of(Document.objects.visible_to(desk).get(pk=sent.pk))
        assert Passage.objects.visible_to(desk).count() == 1
    with scope(world.worker):
        services.withdraw(by=world.worker, now=NOW, document=sent, reason="consent_ended")
    with scope(desk):
        assert selectors.documents_for("R-TEST01", desk) == []


def test_new_keys_reach_the_contents_and_old_files_go(world, folder, settings, django_capture_on_commit_callbacks):
    received = [make.pdf() for _ in range(3)]
    for one in received:
        make.document(world.case, world.worker, one)
    before = {path.name for path in files(folder)}
    settings.FIELD_KEYS = [("v2", os.urandom(32)), *settings.FIELD_KEYS]
    assert keeping.rotate(batch=2) == 2  # stopped half way
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rotate_keys", batch=2)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with scope(world.worker):
        found = [services.content_of(one) for one in Document.objects.visible_to(world.worker)]
    assert sorted(found) == sorted(received)
    assert not before & {path.name for path in files(folder) if path.read_bytes().startswith(b"v2:")}


def test_a_seal_is_not_opened_elsewhere():
    sealed = seal(b"isi", bound_to="a")
    assert unseal(sealed, bound_to="a") == b"isi"
    with pytest.raises(InvalidTag):
        unseal(sealed, bound_to="b")
