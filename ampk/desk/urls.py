from django.urls import path

from ampk.desk import views

urlpatterns = [
    path("", views.Today.as_view(), name="today"),
    path("tugas/", views.AllDuties.as_view(), name="duties"),
    path("cari/", views.Search.as_view(), name="search"),
    path("menu/", views.Menu.as_view(), name="menu"),
    path("dasbor/", views.Board.as_view(), name="board"),
    path("dasbor/cara-hitung/", views.Definitions.as_view(), name="board_definitions"),
    path("dasbor/alihkan/", views.Reassign.as_view(), name="board_reassign"),
    path("dasbor/alihkan/urungkan/", views.UndoReassign.as_view(), name="board_undo"),
    path("dasbor/<slug:list>/", views.BoardListScreen.as_view(), name="board_list"),
    path("bantuan/", views.Help.as_view(), name="help"),
    path("privasi/", views.Privacy.as_view(), name="privacy"),
]
