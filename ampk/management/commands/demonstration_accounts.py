from django.core.management.base import BaseCommand

from ampk.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the demonstration's accounts."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"  Accounts (password {PASSWORD}; or choose one on the sign-in page):")
        for one in ACCOUNTS:
            self.stdout.write(f"    {one.email:<24} {one.role_label}, {one.agency}")
