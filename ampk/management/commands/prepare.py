from django.core.management import call_command
from django.core.management.base import BaseCommand

from agencies.directory.models import Region


class Command(BaseCommand):
    help = "Migrate, collect static files and load the regions; run as the database's owner. Safe to run again."

    def handle(self, *args, **options) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if not Region.objects.filter(level=4).exists():
            call_command("load_regions")
