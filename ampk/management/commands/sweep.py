from django.core.management.base import BaseCommand

from ampk import tasks


class Command(BaseCommand):
    help = "Do once what the timetable does: find what is due, send what is owed. Needs neither Redis nor Celery."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--nightly", action="store_true", help="also close what has run out")

    def handle(self, *args, nightly: bool, **options) -> None:
        if nightly:
            tasks.nightly()
        tasks.sweep()
        tasks.drain()
        self.stdout.write("ok")
