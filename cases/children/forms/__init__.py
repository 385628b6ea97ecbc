"""What a person types about a child: is it well-formed?"""

from cases.children.forms.child import ChildFields
from cases.children.forms.family import AliasForm, CareForm, SiblingForm
from cases.children.forms.groups import AddressForm, IdentityForm, NeedsForm, PaperForm, SchoolForm
from cases.children.forms.person import PersonForm
from cases.children.forms.search import SearchForm

__all__ = [
    "AddressForm", "AliasForm", "CareForm", "ChildFields", "IdentityForm", "NeedsForm", "PaperForm", "PersonForm",
    "SchoolForm", "SearchForm", "SiblingForm",
]  # fmt: skip
