from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from core.kernel.encryption import EncryptedTextField, decrypt, encrypt, rotations
from core.kernel.rowsecurity import ROTATION
from core.kernel.scope import system_scope


class Command(BaseCommand):
    """Encrypt every column again with the first key of FIELD_KEYS, in every room.

    Each batch is its own transaction and finished rows carry the new key's name, so the command may be killed
    and started again at any point.  Run it as the tables' owner (AMPK_DB_ROLE=owner): append-only tables let nobody
    else exchange a ciphertext (`core.kernel.rowsecurity.rekeyable`).
    """

    help = "Encrypt every encrypted column again with the newest key (resumable; run with AMPK_DB_ROLE=owner)."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=500, help="rows in one transaction")

    def handle(self, *args, batch: int, **options):
        kept = []
        for model in apps.get_models():
            columns = [
                field.column for field in model._meta.local_concrete_fields if isinstance(field, EncryptedTextField)
            ]
            if not columns:
                continue
            table, total = model._meta.db_table, 0
            try:
                while count := rotate_batch(table, model._meta.pk.column, columns, batch):
                    total += count
            except DatabaseError:
                # An append-only table refuses the serving role; its rows stay readable while their key is kept.
                kept.append(table)
            self.stdout.write(f"{table}: {total}")
        for name, rotate in rotations().items():
            total = 0
            while count := rotate(batch=batch):
                total += count
            self.stdout.write(f"{name}: {total}")
        if kept:
            raise CommandError(
                f"Still under their old key, do not retire it: {', '.join(kept)}. Run again with AMPK_DB_ROLE=owner."
            )


def rotate_batch(table: str, pk: str, columns: list[str], size: int) -> int:
    """Encrypt up to `size` rows of a table again in one transaction; return how many, 0 when none is left."""
    newest = f"{settings.FIELD_KEYS[0][0]}:"
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    stale = " OR ".join(f"({quote(column)} <> '' AND NOT starts_with({quote(column)}, %s))" for column in columns)
    with system_scope(ROTATION), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(pk)}, {names} FROM {quote(table)} WHERE {stale} LIMIT %s FOR UPDATE",  # noqa: S608
            [*[newest] * len(columns), size],
        )
        rows = cursor.fetchall()
        for key, *tokens in rows:
            fresh = [_again(token, f"{table}.{column}") for token, column in zip(tokens, columns, strict=True)]
            settings_sql = ", ".join(f"{quote(column)} = %s" for column in columns)
            cursor.execute(f"UPDATE {quote(table)} SET {settings_sql} WHERE {quote(pk)} = %s", [*fresh, key])  # noqa: S608
    return len(rows)


def _again(token: str | None, column: str) -> str | None:
    return encrypt(decrypt(token, column=column), column=column) if token else token
