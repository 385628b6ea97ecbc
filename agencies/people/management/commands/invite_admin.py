from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.directory.models import Agency
from agencies.people import mails, services
from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.refusals import Refused
from core.kernel.scope import system_scope


class Command(BaseCommand):
    help = "Invite the first administrator of an agency by mail: manage.py invite_admin dinsos-kota-padang a@example.id"

    def add_arguments(self, parser) -> None:
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("email")

    def handle(self, *args, agency: str, email: str, **options) -> None:
        found = Agency.objects.filter(slug=agency).first()
        if found is None:
            raise CommandError(f"No agency {agency}.")
        try:
            with system_scope("first administrator") as by, transaction.atomic():
                invitation, token = services.invite(
                    by=by, now=clock.now(), email=email, role=Role.AGENCY_ADMIN, agency_id=found.pk
                )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if not mails.send_invitation(invitation.pk, token):
            raise CommandError("The mail server did not take the invitation; run the command again.")
        self.stdout.write("Invitation sent.")
