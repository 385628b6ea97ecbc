"""A fault of ours: the page gives a number to tell, the log carries the same, and nobody reads what broke."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from cases.casework.models import Note
from cases.casework.views import pages
from core.kernel.logs import JsonFormatter
from core.kernel.scope import system_scope
from tests.factories import casework as make
from tests.factories.people import client_of, membership

pytestmark = pytest.mark.django_db
SECRET = "KENARIRUSAK"


def test_a_fault_shows_a_number_leaks_nothing_and_keeps_nothing(monkeypatch):
    row = membership("worker")
    lines: list[str] = []
    heard = logging.Handler()
    heard.setFormatter(JsonFormatter())
    heard.emit = lambda record: lines.append(heard.format(record))

    def broken(self):
        case, office = make.case_at("implementation")
        make.visit(case, office.worker, text=SECRET)
        raise RuntimeError(f"{SECRET} in {case.code}")

    monkeypatch.setattr(pages.Cases, "get_queryset", broken)
    browser = client_of(row)
    browser.raise_request_exception = False
    logging.getLogger().addHandler(heard)
    try:
        answer = browser.get(f"{reverse('cases')}?q={SECRET}")
    finally:
        logging.getLogger().removeHandler(heard)
    text = answer.content.decode()
    assert answer.status_code == 500
    number = answer.headers["X-Reference"]
    assert number in text and any(number in line for line in lines)
    assert SECRET not in text and "RuntimeError" not in text and "Traceback" not in text
    assert lines and not [line for line in lines if SECRET in line]
    assert "no-store" in answer.headers["Cache-Control"] and "'none'" in answer.headers["Content-Security-Policy"]
    with system_scope("test"):
        assert not Note.objects.for_system(reason="test").exists(), "a failed request keeps nothing"


@pytest.mark.parametrize("address", ["/tidak/ada/", "/kasus/K-000000/", "/%00/"])
def test_an_unknown_address_says_nothing_of_what_there_is(address):
    for browser in (client_of(membership("worker")), Client(HTTP_HOST="localhost")):
        answer = browser.get(address)
        assert answer.status_code in (302, 404)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "urlpatterns" not in answer.content.decode() and "Traceback" not in answer.content.decode()
