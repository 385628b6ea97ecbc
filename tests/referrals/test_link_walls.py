"""What stands behind a one-time link: both walls, the page that shows it once, the consent it rests on."""

import re

import pytest
from django.urls import reverse

from cases.children.models import Child
from core.kernel.scope import scope, system_scope
from referrals.models import Referral, ReferralFact, ReferralMessage
from referrals.services import outside_links as links
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES, NOW
from tests.guards.test_second_wall import guarded_models
from tests.referrals.link_steps import SECRETS, at, cookie_of, device, let_in, text

pytestmark = pytest.mark.django_db


def test_both_walls_show_a_link_its_one_referral_and_nothing_else(pair, issued):
    foreign = pair.sent()  # to the very same desk
    let_in(issued)
    client = let_in(issued)
    seen = links.visit(token=issued.token, device=cookie_of(client), now=NOW)
    for step in ("envelope", "package", "over"):
        if step == "package":
            client.post(at(issued, "officer_link_accept"))
        if step == "over":
            pair.do(pair.worker, "withdraw", issued.link.referral, reason="moved")
        for model in guarded_models():
            with scope(seen.viewer):
                found = model.objects.for_system(reason="filter removed")
                raw = set(found.values_list("pk", flat=True))
            with system_scope("policies aside"):
                allowed = set(model.objects.visible_to(seen.viewer).values_list("pk", flat=True))
            if model.__name__ != "AccessRow":
                assert raw == allowed, (model.__name__, step)
            assert not raw if model is Child else foreign.pk not in raw
        with scope(seen.viewer):
            facts = ReferralFact.objects.visible_to(seen.viewer)
            stages = set(facts.values_list("stage", flat=True))
            assert set(Referral.objects.visible_to(seen.viewer)) == {issued.link.referral}
            assert not ReferralMessage.objects.visible_to(seen.viewer).exists()
        assert stages == {"envelope": {"envelope"}, "package": {"envelope", "package"}, "over": set()}[step]


def test_the_page_shows_link_and_code_once(pair):
    found = pair.sent()
    client = client_of(pair.worker_row)
    page = reverse("referral_link", args=[found.code])
    sent = {"officer_name": "Yanti", "officer_position": "", "form_token": "5b0d9b5e-2d0f-4a53-9f0c-3a4f4f1f6c99"}
    answer = client.post(page, sent)
    token = re.search(r"/tautan/([\w-]{43})/", text(answer))[1]
    assert answer.status_code == 200 and re.search(r"\d{3} \d{3}</strong>", text(answer))
    # Sent twice, it leads to the referral; link and code are not shown again.
    again = client.post(page, sent)
    assert again.status_code == 302 and again["Location"] == reverse("referral", args=[found.code])
    assert token not in text(client.get(again["Location"]))
    assert device().get(reverse("officer_link", args=[token])).status_code == 200


def test_a_consent_that_ends_closes_the_package_behind_the_link(pair, issued):
    from cases.sharing import services as sharing

    client = let_in(issued)
    client.post(at(issued, "officer_link_accept"))
    assert CANARIES["name"] in text(client.get(at(issued)))
    with scope(pair.worker):
        found = pair.fresh(issued.link.referral)
        sharing.withdraw(by=pair.worker, now=NOW, consent=found.consent, withdrawn_by="parent")
    assert not [word for word in SECRETS if word in text(client.get(at(issued)))]
