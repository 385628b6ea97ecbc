"""The part of the guards' world that lies outside the system: an office without accounts, and police who ask."""

from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel.scope import scope
from referrals import services as referrals
from referrals.incoming import services as incoming
from referrals.incoming.models import IncomingPaper
from referrals.services import outside_links
from tests.factories import documents, people
from tests.factories.casework import NOW


def offices(world) -> None:
    """Make an office that answers by phone and through a link, and a police unit with one officer."""
    world.stranger_desk = people.agency(name="Kantor tanpa akun")
    world.asker = people.agency("police_child_unit")
    world.detective = people.membership(Role.PARTNER_OFFICER, world.asker, "Penyidik Anak")


def answer_by_phone(world) -> None:
    """Let the office without accounts accept on the phone and get a link."""
    by = world.viewer(Role.WORKER, "own")
    heard = referrals.Heard(
        way="phone", officer_name="KENARIPENELEPON", officer_position="KENARIJABATAN", said_at=NOW
    )  # fmt: skip
    world.called = world._referral(world.stranger_desk)
    with scope(by):
        referrals.record_accept(by=by, now=NOW, referral=world.called, heard=heard)
        world.link = outside_links.issue(by=by, now=NOW, referral=world.called, officer_name="KENARIPETUGAS")


def ask_for_a_child(world) -> None:
    """Let the police ask the home office for a child, with a paper."""
    by = viewer_of(world.detective)
    answers = {
        "asked": "social_report", "child_name": "KENARIDIMINTA", "child_sex": "L", "child_age": 14,
        "reason": "KENARIKRONOLOGI", "officer_name": "KENARIPENYIDIK", "officer_phone": "+6281234000",
        "urgency": "normal",
    }  # fmt: skip
    with scope(by):
        world.incoming = incoming.send(
            by=by, now=NOW, to_agency=world.home, answers=answers, papers={"story_file": documents.pdf()}
        )
        world.request_paper = IncomingPaper.objects.visible_to(by).get(incoming=world.incoming)
