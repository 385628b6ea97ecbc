from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import AGENCY, ROTATION, protect

OWN = f"documents_letter.agency_id = {AGENCY}"
IN_FILE = f"{sees('documents_letter.case_id')} OR {OWN} AND {sees('documents_letter.case_id', ('care',))}"
OWN_BOOK = f"documents_agenda.agency_id = {AGENCY}"

# What may still change on a numbered letter: that it ended, and, while keys rotate, under which key it lies.
END = "'state', 'state_since', 'ended_by_id', 'end_reason', 'end_note'"
SEALED = "'file_name', 'key_name'"
TEXTS = "'words', 'return_note', 'end_note'"
KEPT = f"""
CREATE FUNCTION documents_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rotating boolean := coalesce(current_setting('app.system', true), '') = '{ROTATION}';
    is_owner boolean := current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID);
    free text[] := ARRAY[]::text[];
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'letters are kept, never deleted';
    END IF;
    IF OLD.frozen_at IS NULL THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'frozen' AND NEW.state IN ('frozen', 'replaced', 'void') THEN
        free := free || ARRAY[{END}];
    END IF;
    IF rotating THEN
        free := free || ARRAY[{SEALED}];
        IF is_owner THEN
            free := free || ARRAY[{TEXTS}];
        END IF;
    END IF;
    IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a numbered letter is never changed';
END $$
"""


class Migration(migrations.Migration):
    """A letter shows with the case's whole file; once numbered nothing of it changes but its end."""

    dependencies = (("documents", "0003_letters"), ("sharing", "0002_row_security"))
    operations = (
        protect("documents_letter", sees=IN_FILE),
        protect("documents_agenda", sees=OWN_BOOK),
        migrations.RunSQL(
            sql=[
                KEPT,
                "CREATE TRIGGER documents_letter_rows BEFORE UPDATE OR DELETE ON documents_letter"
                " FOR EACH ROW EXECUTE FUNCTION documents_letter_stays()",
                "CREATE TRIGGER documents_letter_whole BEFORE TRUNCATE ON documents_letter"
                " FOR EACH STATEMENT EXECUTE FUNCTION documents_letter_stays()",
            ],
            reverse_sql=[
                "DROP TRIGGER documents_letter_whole ON documents_letter",
                "DROP TRIGGER documents_letter_rows ON documents_letter",
                "DROP FUNCTION documents_letter_stays()",
            ],
        ),
    )
