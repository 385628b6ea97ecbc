"""What a worker in the demonstration knows about a child's risk: answers that give believable levels."""

from random import Random

_CALM = {
    "harmed_now": "no", "medical_now": "no", "weapon_threat": "no", "self_harm": "no", "access": "nobody",
    "pressure": "no", "age": "12to17", "disability": "no", "asks_help": "yes", "protects": "yes", "carer_trouble": "no",
    "basic_needs": "yes", "before": "no", "ran_away": "no", "safe_adult": "yes", "attends": "yes",
}  # fmt: skip
# How the answers differ from a calm home; most children in care are at medium or low risk.
_HOMES = (
    {"access": "same_house", "pressure": "yes", "before": "worsening"},
    {"before": "worsening", "protects": "partly", "attends": "no"},
    {"access": "can_meet", "before": "once", "age": "5to11", "asks_help": "no"},
    {"before": "once", "basic_needs": "no"},
    {"before": "once", "pressure": "unknown"},
    {"attends": "no"},
)


def risk_answers(chance: Random) -> dict[str, str]:
    """Return complete answers about one home."""
    return {**_CALM, **chance.choice(_HOMES)}
