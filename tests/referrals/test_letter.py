"""Surat rujukan: the cover names nobody, the closed page carries the frozen package and no more."""

import io

import pytest
from pypdf import PdfReader

from cases.documents import letterreading
from cases.documents.services import LetterRefused, freezing, letters
from core.kernel.scope import scope
from tests.factories.referrals import CANARIES, NOW, Pair

pytestmark = pytest.mark.django_db


def pages(content: bytes) -> list[str]:
    return [
        " ".join(page.extract_text().replace("\u200b", "").split()) for page in PdfReader(io.BytesIO(content)).pages
    ]


def written(pair: Pair, referral, *, by=None, now=NOW):
    by = by or pair.supervisor
    with scope(by):
        from cases.casework.models import Case

        case = Case.objects.visible_to(by).get(pk=referral.case_id)
        return letters.draft(by=by, now=now, case=case, kind="referral", about=referral.code)


def frozen(pair: Pair, referral, **answers):
    made = written(pair, referral)
    with scope(pair.supervisor):
        return freezing.freeze(by=pair.supervisor, now=NOW, letter=made, **answers)


def test_the_cover_names_nobody_and_the_closed_page_carries_the_package():
    pair = Pair()
    referral = pair.sent()
    letter = frozen(pair, referral)
    with scope(pair.supervisor):
        found = pages(freezing.file_of(letter))
    assert len(found) == 3
    cover, closed, slip = found
    for page in (cover, slip):
        assert not [word for word in CANARIES.values() if word in page]
        assert referral.code in page and "RAHASIA" in page
    assert "inisial K.S." in cover and "Kepada Yth." in cover and letter.number in cover
    # Situation and needs are not among what a civil registry may be told.
    assert CANARIES["name"] in closed and CANARIES["reason"] in closed and CANARIES["nik"] in closed
    assert CANARIES["situation"] not in closed and CANARIES["needs"] not in closed
    assert "LEMBAR BALASAN" in slip and "Bukan kewenangan kami" in slip
    assert all(letter.mark in page and f"Halaman {place} dari 3" in page for place, page in enumerate(found, 1))


def test_an_unsent_referral_has_no_letter():
    pair = Pair()
    with pytest.raises(LetterRefused) as refused:
        written(pair, pair.draft())
    assert "Pilih dahulu tentang apa surat ini" in str(refused.value.sentence)


def test_a_name_on_the_cover_is_refused():
    pair = Pair()
    made = written(pair, pair.sent())
    with scope(pair.supervisor):
        answers = {"subject": f"Akta untuk {CANARIES['name'].title()}"}
        made = letters.change(by=pair.supervisor, now=NOW, letter=made, version=1, answers=answers)
        with pytest.raises(LetterRefused) as refused:
            freezing.freeze(by=pair.supervisor, now=NOW, letter=made)
    assert refused.value.field == "subject" and "tanpa nama" in str(refused.value.sentence)


def test_letters_of_a_referral():
    pair = Pair()
    referral = pair.sent()
    letter = frozen(pair, referral)
    with scope(pair.worker):
        assert [one.pk for one in letterreading.letters_about(referral.code, pair.worker).standing()] == [letter.pk]
    with scope(pair.officer):
        assert not letterreading.letters_about(referral.code, pair.officer).exists(), "the receiver has the package"
