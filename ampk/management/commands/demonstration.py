from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ampk.demo.builder import CHILDREN, build
from core.kernel import clock


class Command(BaseCommand):
    help = "Load the demonstration: the article's network and invented children. Refuses a production setting."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--children", type=int, default=CHILDREN)

    def handle(self, *args, children: int, **options) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Demonstration data is only loaded with DEMONSTRATION=1, never into a production setting."
            )
        made = build(now=clock.now(), say=self.stdout.write, children=children, hands=2)
        self.stdout.write(f"{made} invented children" if made else "The demonstration is already loaded.")
