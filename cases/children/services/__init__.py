"""What can be done to a child's entry in the register."""

from cases.children.services.common import ChildRefused
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
    "EDITABLE", "OLDEST", "PAPERS", "PERSON_EDITABLE", "ChildRefused", "NikInUse", "add_person", "change",
    "change_person", "register", "reveal", "set_paper", "update",
]  # fmt: skip
