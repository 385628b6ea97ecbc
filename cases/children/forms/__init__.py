"""What a person types about a child: is it well-formed?"""

from cases.children.forms.child import ChildFields
from cases.children.forms.groups import EditChildForm
from cases.children.forms.person import PersonForm
from cases.children.forms.search import SearchForm

__all__ = ["ChildFields", "EditChildForm", "PersonForm", "SearchForm"]
