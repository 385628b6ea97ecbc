"""What can be done in after-care; one verb per function, each in one transaction."""

from cases.aftercare.services.assigning import assign, move_episodes, redirect
from cases.aftercare.services.common import EpisodeRefused
from cases.aftercare.services.ending import end_episode, go_on, insist_owner, relapse
from cases.aftercare.services.opening import end_service_and_open
from cases.aftercare.services.visiting import record_visit

__all__ = [
    "EpisodeRefused",
    "assign",
    "end_episode",
    "end_service_and_open",
    "go_on",
    "insist_owner",
    "move_episodes",
    "record_visit",
    "redirect",
    "relapse",
]  # fmt: skip
