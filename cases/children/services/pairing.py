"""The night looks for files that may be of one child; people decide."""

from datetime import datetime

from django.db import connection, transaction

from core.kernel.scope import system_scope

_CLOCK = "pairs of files that look like one child's"
# Only pairs of which one office owns both, because nobody else could act on them.  Names of one word are too common
# to say anything; two unknown birth years say nothing either.
_FIND = """
WITH alive AS (
    SELECT id, nik_index, name_key, mother_key, sex,
           coalesce(extract(year FROM born_on), extract(year FROM estimated_on) - age_estimate) AS born
    FROM children_child WHERE merged_into_id IS NULL
), alike AS (
    SELECT a.id AS first, b.id AS second, 'nik' AS reason, 100 AS points
    FROM alive a JOIN alive b ON b.nik_index = a.nik_index AND a.id < b.id WHERE a.nik_index <> ''
    UNION ALL
    SELECT a.id, b.id, 'name_year', 60
    FROM alive a JOIN alive b ON b.name_key = a.name_key AND a.id < b.id AND a.sex = b.sex AND abs(a.born - b.born) <= 1
    WHERE a.name_key LIKE '%% %%'
    UNION ALL
    SELECT a.id, b.id, 'mother', 50
    FROM alive a JOIN alive b ON b.mother_key = a.mother_key AND a.id < b.id AND a.sex = b.sex
        AND coalesce(abs(a.born - b.born), 0) <= 2 AND similarity(a.name_key, b.name_key) >= 0.3
    WHERE a.mother_key <> ''
), owned AS (
    SELECT DISTINCT child_id, owner_agency_id FROM sharing_accessrow WHERE revoked_at IS NULL
)
INSERT INTO children_duplicatepair (id, first_id, second_id, reasons, score, state, found_at)
SELECT gen_random_uuid(), first, second, jsonb_agg(DISTINCT reason), sum(points), 'open', %(now)s
FROM alike
WHERE EXISTS (
    SELECT 1 FROM owned x JOIN owned y USING (owner_agency_id) WHERE x.child_id = first AND y.child_id = second
)
GROUP BY first, second
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = EXCLUDED.reasons, score = EXCLUDED.score, found_at = %(now)s
WHERE children_duplicatepair.state = 'open'
"""
_FORGET = "DELETE FROM children_duplicatepair WHERE state = 'open' AND found_at < %(now)s"


def find_duplicates(*, now: datetime) -> int:
    """Write down pairs of files that look like one child's, forget those that no longer do; return how many are open.

    Runs nightly.  What somebody has decided about a pair stands.
    """
    with transaction.atomic(), system_scope(_CLOCK), connection.cursor() as cursor:
        cursor.execute(_FIND, {"now": now})
        found = cursor.rowcount
        cursor.execute(_FORGET, {"now": now})
        return found
