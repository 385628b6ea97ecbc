"""Five minutes before an unused session ends the page says so, and staying loses nothing that was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.kernel import clock
from tests.factories import people


@pytest.mark.django_db
def test_staying_counts_as_use(monkeypatch):
    at = {"now": clock.real_now()}
    monkeypatch.setattr(clock, "real_now", lambda: at["now"])
    client = people.client_of(people.membership())
    assert 'data-after="1500"' in client.get(reverse("account")).content.decode()
    for _turn in range(3):
        at["now"] += timedelta(minutes=29)
        assert client.post(reverse("stay_in")).status_code == 204
    at["now"] += timedelta(minutes=31)
    assert client.post(reverse("stay_in"))["Location"].startswith(reverse("account_login"))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_warning_comes_at_25_minutes_and_keeps_the_form(live_server, new_page):
    row = people.membership()
    page = new_page()
    key = people.client_of(row).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": key, "url": live_server.url}])
    page.clock.install()
    page.goto(live_server.url + reverse("absence"))
    page.locator("input[name=starts_on_0]").fill("3 Desember 2099")
    page.clock.fast_forward("24:55")
    assert not page.locator("#idle").is_visible()
    page.clock.fast_forward("00:10")
    warning = page.get_by_role("dialog")
    assert "5 menit" in warning.inner_text()
    page.get_by_role("button", name="Tetap masuk").click()
    warning.wait_for(state="hidden")
    assert page.locator("input[name=starts_on_0]").input_value() == "3 Desember 2099"
    page.clock.fast_forward("25:00")
    assert page.get_by_role("dialog").is_visible()
