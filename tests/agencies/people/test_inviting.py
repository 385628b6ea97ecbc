"""Coming in: one link, once, for a day; the mail says nothing but the link."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from agencies.people import services
from agencies.people.models import Invitation, Membership, User
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel import clock
from tests.factories import people
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)


@pytest.fixture
def admin():
    return people.membership(Role.AGENCY_ADMIN)


def invited(row, email="baru@contoh.example", role=Role.WORKER, now=NOW):
    return services.invite(by=viewer_of(row), now=now, email=email, role=role)


def test_a_link_works_once(admin):
    _row, token = invited(admin, " Baru@Contoh.Example")
    user = services.accept_invitation(token=token, now=NOW, name="Budi Baru", password=PASSWORD)
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("baru@contoh.example", "Budi Baru", True)
    held = Membership.objects.get(user=user)
    assert (held.role, held.agency_id, held.invited_by_id) == ("worker", admin.agency_id, admin.user_id)
    with pytest.raises(services.PeopleRefused):
        services.accept_invitation(token=token, now=NOW, name="Lain", password=PASSWORD)


def test_only_a_fingerprint_is_kept(admin):
    row, token = invited(admin)
    assert len(token) >= 43 and token not in str(vars(row))


@pytest.mark.parametrize("after", [timedelta(hours=24), timedelta(days=30)])
def test_a_link_lapses(admin, after):
    _row, token = invited(admin)
    assert services.standing_invitation(token, now=NOW + timedelta(hours=23, minutes=59))
    with pytest.raises(services.PeopleRefused):
        services.standing_invitation(token, now=NOW + after)


def test_a_new_link_and_a_cancelled_one_void_the_old(admin):
    _first, old = invited(admin)
    second, new = invited(admin)
    with pytest.raises(services.PeopleRefused):
        services.standing_invitation(old, now=NOW)
    services.cancel_invitation(by=viewer_of(admin), now=NOW, invitation_id=second.pk)
    with pytest.raises(services.PeopleRefused):
        services.standing_invitation(new, now=NOW)


def test_who_may_invite_whom_to_what(admin):
    with pytest.raises(services.PeopleRefused):
        services.invite(by=people.viewer(Role.SUPERVISOR), now=NOW, email="x@contoh.example", role=Role.WORKER)
    school = people.membership(Role.AGENCY_ADMIN, people.agency("education_office"))
    with pytest.raises(services.PeopleRefused) as refused:
        invited(school, role=Role.WORKER)
    assert refused.value.field == "role"
    assert invited(school, role=Role.PARTNER_OFFICER)
    with pytest.raises(services.PeopleRefused):
        invited(admin, admin.user.email, Role.AGENCY_ADMIN)


def test_an_open_account_keeps_name_and_password(admin):
    known = people.membership(name="Dewi Lestari").user
    known.set_password(PASSWORD)
    known.save()
    _row, token = invited(admin, known.email, Role.SUPERVISOR)
    services.accept_invitation(token=token, now=NOW, name="Penyusup", password="sandi lain sama sekali")
    known.refresh_from_db()
    assert known.name == "Dewi Lestari" and known.check_password(PASSWORD)
    assert known.memberships.count() == 2


def test_a_closed_account_opens_again(admin):
    User.objects.create_user("lama@contoh.example", name="Lama", is_active=False)
    _row, token = invited(admin, "lama@contoh.example")
    user = services.accept_invitation(token=token, now=NOW, name="Lama Sekali", password=PASSWORD)
    assert user.is_active and user.check_password(PASSWORD)


def test_the_mail_carries_only_the_link(admin, django_capture_on_commit_callbacks):
    client = people.client_of(admin)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("invite"), {"email": "baru@contoh.example", "role": "worker"})
    assert answer.status_code == 302
    [sent] = mail.outbox
    assert sent.to == ["baru@contoh.example"] and "/undangan/" in sent.body
    for word in (admin.user.name, admin.agency.name, "Pekerja sosial", "baru@"):
        assert word not in sent.body + sent.subject
    assert Invitation.objects.get().mailed_at
    link = next(line for line in sent.body.splitlines() if "/undangan/" in line)
    path = "/undangan/" + link.split("/undangan/")[1]
    assert client.get(path).status_code == 200


def test_a_mail_server_that_is_down_shows_on_the_list(admin, django_capture_on_commit_callbacks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client = people.client_of(admin)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("invite"), {"email": "baru@contoh.example", "role": "worker"})
    assert "Surel belum terkirim" in client.get(reverse("staff")).content.decode()


@pytest.mark.parametrize("password", ["pendek", "1q2w3e4r5t6y", "baru@contoh.example", ""])
def test_weak_passwords_are_refused_beside_the_field(admin, client, password):
    _row, token = invited(admin, now=clock.now())
    url = reverse("accept_invitation", args=[token])
    answer = client.post(url, {"name": "Budi", "password": password}, HTTP_HOST="localhost")
    assert answer.status_code == 422 and b'href="#id_password"' in answer.content
    assert client.post(url, {"name": "Budi", "password": PASSWORD}, HTTP_HOST="localhost").status_code == 302
    assert client.get(url, HTTP_HOST="localhost").status_code == 410
    signed = client.post(
        reverse("account_login"), {"login": "baru@contoh.example", "password": PASSWORD}, HTTP_HOST="localhost"
    )
    assert signed.status_code == 302


def test_a_wrong_link_says_what_to_do(client):
    answer = client.get("/undangan/tidak-ada/", HTTP_HOST="localhost")
    assert answer.status_code == 410 and "Minta undangan baru" in answer.content.decode()
