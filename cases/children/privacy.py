"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, SENSITIVE, Declared

PRIVACY: Declared = {
    "Child": {
        INTERNAL: "registered_at registered_agency changed_at version",
        PERSONAL: "region id code registered_by changed_by merged_into",
        SENSITIVE: (
            "paper_birth_certificate paper_family_card paper_child_id_card paper_student_number "
            "paper_school_aid paper_health_insurance dated_birth_certificate dated_family_card "
            "dated_child_id_card dated_student_number dated_school_aid dated_health_insurance postal_code "
            "address_since school_status school_level school school_npsn school_class school_since "
            "dropped_out_on religion languages disability disabilities disability_needs needs allergies "
            "full_name nickname name_key sex born_on birth_precision age_estimate estimated_on nik_known "
            "mother_name mother_key"
        ),
        SECRET: (
            "kk_number number_birth_certificate number_child_id_card number_student_number number_school_aid "
            "number_health_insurance address hamlet rt_rw nik nik_index phone"
        ),
    },
    "Alias": {
        INTERNAL: "id added_at removed_at",
        PERSONAL: "child added_by",
        SENSITIVE: "name kind",
    },
    "Merge": {
        INTERNAL: "id agency merged_at undo_until undone_at closed_at",
        PERSONAL: "winner loser merged_by undone_by",
        SENSITIVE: "moved",
        SECRET: "kept",
    },
    "DuplicatePair": {
        INTERNAL: "id state found_at decided_at",
        PERSONAL: "first second decided_by",
        SENSITIVE: "reasons score",
    },
    "ImportantPerson": {
        INTERNAL: "id added_at changed_at version",
        PERSONAL: "child linked_child added_by",
        SENSITIVE: "name relation sex life lives_with occupation is_guardian safe_to_contact reason",
        SECRET: "phone",
    },
    "CarePeriod": {
        INTERNAL: "id written_at version",
        PERSONAL: "child written_by",
        SENSITIVE: "person since until note",
    },
}

READABLE: dict[str, str] = {
    "Child.postal_code": "a district's, not a house's",
    "Child.school": "searched and counted by name",
    "Child.school_npsn": "the school's number in the national register",
    "Child.school_class": "one class of many",
    "Child.languages": "codes",
    "Child.disabilities": "codes, counted in reports",
    "Child.full_name": "searched by half-remembered spelling; masked on every page until revealed",
    "Child.nickname": "searched like the name",
    "Child.name_key": "the index of that search",
    "Child.nik_index": "a keyed one-way fingerprint, for exact search",
    "Child.mother_name": "searched together with the year of birth",
    "Child.mother_key": "the index of that search",
    "Alias.name": "searched like the name",
    "Merge.moved": "ids of rows, no word of a child",
    "DuplicatePair.reasons": "codes and measures",
    "ImportantPerson.name": "compared when duplicates are looked for; masked like the child's",
}
