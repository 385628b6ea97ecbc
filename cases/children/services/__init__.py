"""What can be done to a child's entry in the register."""

from cases.children.services.common import ChildRefused
from cases.children.services.family import link_sibling, record_care, unlink_sibling
from cases.children.services.hinting import use_nik_hint
from cases.children.services.merging import MergeRefused, insist_on_owner, merge
from cases.children.services.naming import add_alias, remove_alias
from cases.children.services.pairing import find_duplicates
from cases.children.services.parting import keep_merges, not_the_same, unmerge
from cases.children.services.people import PERSON_EDITABLE, add_person, change_person
from cases.children.services.registering import (
    EDITABLE,
    OLDEST,
    PAPERS,
    NikInUse,
    change,
    register,
    set_paper,
    update,
)
from cases.children.services.revealing import reveal

__all__ = [
    "EDITABLE", "OLDEST", "PAPERS", "PERSON_EDITABLE", "ChildRefused", "MergeRefused", "NikInUse", "add_alias",
    "add_person", "change", "change_person", "find_duplicates", "insist_on_owner", "keep_merges", "link_sibling", "merge",
    "not_the_same", "record_care", "register", "remove_alias", "reveal", "set_paper", "unlink_sibling", "unmerge",
    "update", "use_nik_hint",
]  # fmt: skip
