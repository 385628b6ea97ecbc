"""What can be done to an agreement; one verb per function, each in one transaction."""

from agencies.agreements.services.common import AgreementRefused, longest
from agencies.agreements.services.life import age, contacted, end, renew, sign
from agencies.agreements.services.papers import add_addendum, attach, open_paper, withdraw_paper
from agencies.agreements.services.promising import promise, take_back
from agencies.agreements.services.writing import (
    PartyFacts,
    add_region,
    remove_party,
    remove_region,
    set_party,
    write,
)  # fmt: skip

__all__ = [
    "AgreementRefused", "PartyFacts", "add_addendum", "add_region", "age", "attach", "contacted", "end", "longest",
    "open_paper", "promise", "remove_party", "remove_region", "renew", "set_party", "sign", "take_back",
    "withdraw_paper", "write",
]  # fmt: skip
