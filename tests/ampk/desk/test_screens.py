"""The roof's pages: each role's home, constant cost, search, and reassignment in three clicks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.roles import Role
from ampk.desk.navigation import ON_A_PHONE, places
from core.kernel.scope import scope
from tests.ampk.stage import case, someone

pytestmark = pytest.mark.django_db

HOMES = {
    Role.WORKER: "", Role.SUPERVISOR: "", Role.HEAD: "", Role.INTAKE_OPERATOR: "",
    Role.PARTNER_OFFICER: "inbox", Role.AGENCY_ADMIN: "staff", Role.ANALYST: "report", Role.PRIVACY_OFFICER: "audit_trail",
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_home(team, browse, role):
    response = browse(someone(role, team.office)).get("/")
    if HOMES[role]:
        assert response.url == reverse(HOMES[role])
    else:
        assert response.status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_offers_only_what_the_role_opens(team, browse, role):
    viewer = someone(role, team.office)
    client = browse(viewer)
    found = client.get(reverse("menu")).context["navigation"]
    assert found[-1].name == "menu"
    assert sum(not item.only_wide for item in found) <= ON_A_PHONE + 1
    for item in found:
        assert client.get(item.url).status_code in (200, 302), item.name
    assert len(places(viewer)) == len(found) - 1


def test_only_one_place_is_where_we_are(team, browse):
    found = browse(team.boss).get(reverse("board")).context["navigation"]
    assert [item.name for item in found if item.is_current] == ["board"]


PAGES = {"today": {}, "duties": {}, "board": {}, "report": {}, "board_list": {"list": "terlambat"}}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_5_and_50(team, browse, name):
    client = browse(team.boss)
    address = reverse(name, kwargs=PAGES[name])
    for number in range(5):
        team.case_of(team.rina if number % 2 else team.andi, days_ago=20)
        case(team.boss)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    for number in range(45):
        team.case_of(team.rina if number % 2 else team.andi, days_ago=20)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(few), [query["sql"][:120] for query in many.captured_queries]
    assert len(many) <= 60


def test_the_first_late_row_has_the_only_filled_button(team, browse):
    for _ in range(3):
        team.case_of(team.rina, days_ago=20)
    html = browse(team.rina).get("/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count("btn-primary") == 1
    assert main.index("btn-primary") < main.index("btn-outline-primary")


def test_names_are_masked_on_the_day(team, browse):
    team.case_of(team.rina, days_ago=20, full_name="Zulkarnaen Piliang")
    html = browse(team.rina).get("/").content.decode()
    assert "Z.P." in html
    assert "Zulkarnaen" not in html


def test_search_never_puts_a_name_into_the_address(team, browse):
    made = team.case_of(team.rina, full_name="Zulkarnaen Piliang")
    client = browse(team.rina)
    response = client.post(reverse("search"), {"kata": "Sulkarnain Piliang"})
    assert response.status_code == 200
    assert made.child.code in response.content.decode()
    assert "Zulkarnaen" not in response.content.decode()
    assert client.get(reverse("search"), {"kata": "Zulkarnaen"}).context.get("searched") is None


def test_a_code_opens_its_page_only_for_those_who_may(team, browse):
    made = team.case_of(team.rina)
    response = browse(team.rina).post(reverse("search"), {"kata": made.code.lower().replace("-", " ")})
    assert response.url == reverse("case", args=[made.code])
    response = browse(team.andi).post(reverse("search"), {"kata": made.code})
    assert response.status_code == 200


def test_an_empty_search_says_what_to_do(team, browse):
    response = browse(team.rina).post(reverse("search"), {"kata": ""})
    assert response.status_code == 422
    assert "Tulis nama, kode, atau instansi" in response.content.decode()


def test_reassigning_moves_case_and_duties(team, browse):
    made = [team.case_of(team.rina) for _ in range(2)]
    client = browse(team.boss)
    back = reverse("board_list", args=["terbuka"])
    response = client.post(
        reverse("board_reassign"),
        {"k": [one.code for one in made], "kepada": str(team.andi.user_id), "kembali": back},
    )
    assert response.url == back
    with scope(team.boss):
        for one in made:
            one.refresh_from_db(from_queryset=type(one).objects.visible_to(team.boss))
            assert one.manager_id == team.andi.user_id


def test_what_is_refused_is_listed_case_by_case(team, browse):
    mine = team.case_of(team.rina)
    response = browse(team.boss).post(
        reverse("board_reassign"), {"k": [mine.code, "K-000000"], "kepada": str(team.andi.user_id)}
    )
    assert response.status_code == 409
    assert [one.code for one in response.context["refused_ones"]] == ["K-000000"]
    assert response.context["done"] == [mine.code]


def test_no_tick_is_an_error_with_words(team, browse):
    response = browse(team.boss).post(reverse("board_reassign"), {"kepada": str(team.andi.user_id)})
    assert response.status_code == 422
    assert "Pilih minimal satu kasus" in response.content.decode()


def test_a_way_back_never_leaves_the_house(team, browse):
    made = team.case_of(team.rina)
    response = browse(team.boss).post(
        reverse("board_reassign"),
        {"k": made.code, "kepada": str(team.andi.user_id), "kembali": "//jahat.example/dasbor/"},
    )
    assert response.url == reverse("board")


@pytest.mark.parametrize("path", ["/tidak-ada/", "/kasus/K-000000/"])
def test_an_unknown_address_answers_404_in_the_frame(team, browse, path):
    assert browse(team.rina).get(path).status_code == 404


def test_an_anonymous_404_does_not_break(client, db):
    assert client.get("/tidak-ada/").status_code == 404


@pytest.mark.parametrize("name", ["help", "privacy"])
def test_help_and_privacy_are_open(client, db, name):
    assert client.get(reverse(name)).status_code == 200
