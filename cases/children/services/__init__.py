"""What can be done to a child's entry in the register."""

from cases.children.services.common import ChildRefused
from cases.children.services.family import link_sibling, record_care, unlink_sibling
from cases.children.services.hinting import use_nik_hint
from cases.children.services.naming import add_alias, remove_alias
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
    "EDITABLE", "OLDEST", "PAPERS", "PERSON_EDITABLE", "ChildRefused", "NikInUse", "add_alias", "add_person", "change",
    "change_person", "link_sibling", "record_care", "register", "remove_alias", "reveal", "set_paper", "unlink_sibling",
    "update", "use_nik_hint",
]  # fmt: skip
