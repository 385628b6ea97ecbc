from ampk.desk.views.board import Board, BoardListScreen, Definitions
from ampk.desk.views.home import AllDuties, Help, Menu, Privacy, Today
from ampk.desk.views.reassigning import Reassign, UndoReassign
from ampk.desk.views.search import Search

__all__ = [
    "AllDuties", "Board", "BoardListScreen", "Definitions", "Help", "Menu", "Privacy", "Reassign", "Search", "Today",
    "UndoReassign",
]  # fmt: skip
