from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import AGENCY, ROTATION, USER, append_only, protect, rekeyable


def retake(table: str, *, sees: str, before: str) -> migrations.RunSQL:
    """Return the operation that changes who reads and writes a table that is under row security already."""

    def policies(condition: str) -> list[str]:
        either = f"(coalesce(current_setting('app.system', true), '') <> '') OR ({condition})"
        return [
            f"ALTER POLICY {table}_read ON {table} USING ({either})",
            f"ALTER POLICY {table}_add ON {table} WITH CHECK ({either})",
            f"ALTER POLICY {table}_change ON {table} USING ({either}) WITH CHECK ({either})",
            f"ALTER POLICY {table}_remove ON {table} USING ({either})",
        ]

    return migrations.RunSQL(sql=policies(sees), reverse_sql=policies(before))


def frozen(table: str, ended: str, *columns: str) -> migrations.RunSQL:
    """Return the operation that refuses a change to a conference's rows once it has ended; new keys still reach them.

    `ended` is the SQL that says, of the row OLD (or NEW of an insert, as `ROW`), whether its conference has ended.
    """
    refuse = f"{table}_refuse_change"
    others = " ".join(f"- '{column}'" for column in columns)
    body = (  # names of our own migration, never anybody's input
        "DECLARE one record; BEGIN IF TG_OP = 'INSERT' THEN one := NEW; ELSE one := OLD; END IF;"
        f" IF {ended} THEN"
        f" IF TG_OP = 'UPDATE' AND coalesce(current_setting('app.system', true), '') = '{ROTATION}'"
        " AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)"
        f" AND to_jsonb(NEW) {others} = to_jsonb(OLD) {others} THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION '{table} is frozen'; END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
    )
    acts = "UPDATE OR DELETE" if table == "casework_conference" else "INSERT OR UPDATE OR DELETE"
    return migrations.RunSQL(
        sql=[
            f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER {table}_rows BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
        ],
        reverse_sql=[f"DROP TRIGGER {table}_rows ON {table}", f"DROP FUNCTION {refuse}()"],
    )


ENDED = "EXISTS (SELECT 1 FROM casework_conference c WHERE c.id = one.conference_id AND c.state IN ('finished', 'cancelled'))"
TASK = f"assigned_to_id = {USER} OR {sees('casework_task.case_id')}"
DESK = f"(assigned_to_id IS NULL AND agency_id = {AGENCY}) OR {TASK}"
ASKED = (  # a constant of our own
    f"EXISTS (SELECT 1 FROM casework_invited i WHERE i.conference_id = casework_conference.id AND i.person_id = {USER})"
)
# The clock of an edit is the note's own: its author alone, and within a day.
IN_TIME = (
    "BEGIN IF NOT EXISTS (SELECT 1 FROM casework_note n WHERE n.id = NEW.note_id AND n.case_id = NEW.case_id"
    " AND n.written_by_id = NEW.written_by_id AND NEW.written_at >= n.written_at"
    " AND NEW.written_at <= n.written_at + interval '24 hours')"
    " THEN RAISE EXCEPTION 'a note is edited by its author within 24 hours'; END IF; RETURN NEW; END"
)


class Migration(migrations.Migration):
    """Edits, events and minutes are read with the file; an invitation also by who is invited; ended minutes stand."""

    dependencies = (("casework", "0010_case_conferences"), ("sharing", "0002_row_security"))
    operations = (
        rekeyable("casework_note", "text", "place", "met_other"),
        protect("casework_noteedit", sees=sees("casework_noteedit.case_id")),
        append_only("casework_noteedit"),
        rekeyable("casework_noteedit", "text", "place", "met_other"),
        migrations.RunSQL(
            sql=[
                f"CREATE FUNCTION casework_noteedit_in_time() RETURNS trigger LANGUAGE plpgsql AS $$ {IN_TIME} $$",
                "CREATE TRIGGER casework_noteedit_in_time BEFORE INSERT ON casework_noteedit"
                " FOR EACH ROW EXECUTE FUNCTION casework_noteedit_in_time()",
            ],
            reverse_sql=[
                "DROP TRIGGER casework_noteedit_in_time ON casework_noteedit",
                "DROP FUNCTION casework_noteedit_in_time()",
            ],
        ),
        retake("casework_task", sees=DESK, before=TASK),
        # A task's own policy decides in the condition, too.
        protect(
            "casework_taskevent",
            sees="EXISTS (SELECT 1 FROM casework_task t WHERE t.id = casework_taskevent.task_id)",
        ),
        append_only("casework_taskevent"),
        rekeyable("casework_taskevent", "reason"),
        protect(
            "casework_invited",
            sees=f"person_id = {USER} OR {sees('casework_invited.case_id')}",
            writes=sees("casework_invited.case_id"),
        ),
        protect(
            "casework_conference",
            sees=f"{sees('casework_conference.case_id')} OR {ASKED}",
            writes=sees("casework_conference.case_id"),
        ),
        *(
            protect(f"casework_{table}", sees=sees(f"casework_{table}.case_id"))
            for table in ("minutes", "conferencedecision", "minutesaddition")
        ),
        frozen("casework_conference", "one.state IN ('finished', 'cancelled')", "place", "cancel_reason"),
        frozen("casework_invited", ENDED, "name"),
        frozen("casework_minutes", ENDED, "agenda", "facts", "child_view", "family_view", "differences"),
        frozen("casework_conferencedecision", ENDED, "text"),
        append_only("casework_minutesaddition"),
        rekeyable("casework_minutesaddition", "text"),
    )
