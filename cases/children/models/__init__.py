from cases.children.models.alias import Alias
from cases.children.models.child import Child
from cases.children.models.merge import DuplicatePair, Merge
from cases.children.models.person import CarePeriod, ImportantPerson

__all__ = ["Alias", "CarePeriod", "Child", "DuplicatePair", "ImportantPerson", "Merge"]
