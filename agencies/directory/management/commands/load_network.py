from django.core.management.base import BaseCommand

from agencies.directory.network import load_network
from core.kernel import clock


class Command(BaseCommand):
    help = "Make the founding article's agencies and their services. Safe to run again."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{len(load_network(on=clock.today()))} agencies")
