from django.core.management.base import BaseCommand, CommandError

from agencies.directory.loading import LEVELS, load_regions


class Command(BaseCommand):
    help = "Load the regions of Indonesia (38 provinces to villages). Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--levels", default="1,2,3,4", help="1 province, 2 kab/kota, 3 kecamatan, 4 village")
        parser.add_argument("--provinces", default="", help="only villages of these province codes, e.g. 13,14")

    def handle(self, *args, levels: str, provinces: str, **options) -> None:
        try:
            wanted = {int(level) for level in levels.split(",")}
        except ValueError as error:
            raise CommandError("--levels takes numbers such as 1,2,3,4") from error
        if not wanted or not wanted <= LEVELS or wanted != set(range(1, max(wanted) + 1)):
            raise CommandError("--levels takes 1, 1,2, 1,2,3 or 1,2,3,4: a region needs its parent")
        count = load_regions(wanted, provinces=set(provinces.split(",")) if provinces else None)
        self.stdout.write(f"{count} regions")
