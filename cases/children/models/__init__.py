from cases.children.models.child import Child
from cases.children.models.person import ImportantPerson

__all__ = ["Child", "ImportantPerson"]
