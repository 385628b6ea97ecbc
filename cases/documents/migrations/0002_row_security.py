from django.db import migrations

from cases.sharing.policies import sees, sees_referral
from core.kernel.rowsecurity import AGENCY, append_only, protect

OWN_COPY = f"(documents_document.audience <> 'owner' OR documents_document.owner_agency_id = {AGENCY})"
FILE = f"({sees('documents_document.case_id')} AND {OWN_COPY})"
CARE = f"(documents_document.audience = 'care' AND {sees('documents_document.case_id', ('care',))})"
TRAVELS = (
    "EXISTS (SELECT 1 FROM documents_passage p WHERE p.document_id = documents_document.id"
    f" AND {sees_referral('p.basis_ref', ('package',))})"
)
IN_FILE = sees("documents_passage.case_id")
AT_DESK = sees_referral("documents_passage.basis_ref", ("package",))


class Migration(migrations.Migration):
    """A document shows through the case's access rows, or in the package of a referral that carries it."""

    dependencies = (
        ("documents", "0001_documents"), ("sharing", "0002_row_security"), ("casework", "0002_row_security"),
    )  # fmt: skip
    operations = (
        protect("documents_document", sees=f"{FILE} OR {CARE} OR {TRAVELS}", writes=FILE),
        protect("documents_passage", sees=f"{IN_FILE} OR {AT_DESK}", writes=IN_FILE),
        append_only("documents_passage"),
        # A document is withdrawn, never deleted, whoever asks.
        migrations.RunSQL(
            sql=[
                "CREATE FUNCTION documents_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$"
                " BEGIN RAISE EXCEPTION 'documents are withdrawn, never deleted'; END $$",
                "CREATE TRIGGER documents_document_rows BEFORE DELETE ON documents_document"
                " FOR EACH ROW EXECUTE FUNCTION documents_document_stays()",
                "CREATE TRIGGER documents_document_whole BEFORE TRUNCATE ON documents_document"
                " FOR EACH STATEMENT EXECUTE FUNCTION documents_document_stays()",
            ],
            reverse_sql=[
                "DROP TRIGGER documents_document_whole ON documents_document",
                "DROP TRIGGER documents_document_rows ON documents_document",
                "DROP FUNCTION documents_document_stays()",
            ],
        ),
    )
