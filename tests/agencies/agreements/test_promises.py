"""Commitments: who does what within how many working days; the tightest that fits is the one that counts."""

from datetime import timedelta

import pytest

from agencies.agreements import services
from agencies.agreements.selectors import codes_between, in_force_between, promised
from agencies.agreements.services import AgreementRefused
from agencies.directory.models import Agency, Region
from core.kernel.scope import scope
from tests.factories import agreements as make
from tests.factories.children import NOW, agency

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def signed(head, row):
    with scope(head):
        return services.sign(by=head, now=NOW, agreement=row, signed_on=TODAY)


def test_a_promise_is_a_partys_for_a_covered_service_and_never_looser_than_the_rule(head, other):
    row = make.draft(head, other, services=["schooling", "work"])
    for facts, words, field in (
        ({"who": agency()}, "Hanya pihak", "agency"),
        ({"service": "health"}, "tidak dicakup", "service"),
        ({"days": 6}, "aturan umum: 5 hari kerja", "days"),
        ({"deed": "outcome", "days": 21}, "aturan umum: 20 hari kerja", "days"),
        ({"days": 0}, "paling sedikit 1", "days"),
    ):
        with pytest.raises(AgreementRefused, match=words) as refused:
            make.promise(head, row, facts.pop("who", other), **facts)
        assert refused.value.field == field
    made = make.promise(head, row, other, days=5, service="work")
    with pytest.raises(AgreementRefused, match="sudah ada"):
        make.promise(head, row, other, days=2, service="work")
    facts = {
        "type": "mou",
        "title": "Nota",
        "services": ["schooling"],
        "answer_days": None,
        "starts_on": TODAY,
        "ends_on": TODAY,
    }
    with scope(head), pytest.raises(AgreementRefused, match="Masih ada janji untuk Penyaluran kerja"):
        services.write(by=head, now=NOW, answers=facts, agreement=row)
    with scope(head):
        services.take_back(by=head, now=NOW, agreement=row, commitment=made)
        services.write(by=head, now=NOW, answers=facts, agreement=row)
    assert not row.commitments.exists()


def test_the_tightest_promise_that_fits_counts(head, other):
    own = Agency.objects.get(pk=head.agency_id)
    wide = make.draft(head, other, services=["schooling", "work"], answer_days=4)
    make.promise(head, wide, other, days=3)
    make.promise(head, wide, other, days=2, service="work")
    make.promise(head, wide, own, days=1)
    make.promise(head, wide, other, deed="outcome", days=7)
    signed(head, wide)
    here = make.draft(head, other, services=["schooling"], answer_days=None)
    make.promise(head, here, other, days=1)
    with scope(head):
        services.add_region(by=head, now=NOW, agreement=here, region=Region.objects.get(pk="13.71"))
    signed(head, here)

    def days(service, *, deed="answer", place="13.04", doer=other, asker=own, on=TODAY, known=""):
        asked = {"asker_id": asker.pk, "doer_id": doer.pk, "service": service, "deed": deed, "on": on}
        found = promised(**asked, place=place, known=known)
        return found and (found.code, found.days)

    assert days("schooling") == (wide.code, 3)
    assert days("schooling", place="13.71.01") == (here.code, 1)
    assert days("schooling", place="") == (wide.code, 3)
    assert days("schooling", place="", known=here.code) == (here.code, 1)
    assert days("work", place="13.71") == (wide.code, 2)
    assert days("schooling", deed="outcome") == (wide.code, 7)
    assert days("schooling", deed="confirm") == (wide.code, None)
    assert days("schooling", doer=own, asker=other) == (wide.code, 1)
    assert days("health") is None and days("schooling", doer=agency()) is None
    assert days("schooling", on=wide.ends_on + timedelta(days=1)) is None


def test_in_force_between_asks_pair_service_place_and_date(head, other):
    row = make.in_force(head, other)
    asked = (head.agency_id, other.pk)
    assert in_force_between(*asked, "schooling", TODAY) == row
    assert in_force_between(*asked[::-1], "schooling", TODAY) == row
    assert in_force_between(*asked, "work", TODAY) is None
    assert in_force_between(head.agency_id, agency().pk, "schooling", TODAY) is None
    assert in_force_between(*asked, "schooling", row.ends_on + timedelta(days=1)) is None
    assert codes_between(head.agency_id, service="schooling", place="13.71", on=TODAY) == {other.pk: row.code}
