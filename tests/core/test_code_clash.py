"""Two records never share a code: when a fresh one is taken already another is drawn, and nobody notices."""

from datetime import date

import pytest

from cases.children.models import Child
from core.kernel.scope import scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db


def test_a_clash_of_codes_draws_another_one(monkeypatch):
    by = make.viewer()
    first = make.child(by, full_name="Ujang Rahmat")
    draws = iter([first.code, first.code, "A-7Q4XMD"])
    monkeypatch.setattr(Child._meta.get_field("code"), "_get_default", lambda: next(draws))
    second = make.child(by, full_name="Siti Rukiah", born_on=date(2013, 4, 2))
    with scope(by):
        assert Child.objects.visible_to(by).count() == 2
    assert second.code == "A-7Q4XMD"
