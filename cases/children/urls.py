from django.urls import path

from cases.children.views import child, edit, search

urlpatterns = [
    path("asupan/", search.SearchFirst.as_view(), name="intake"),
    path("anak/<code:code>/", child.ChildPage.as_view(), name="child"),
    path("anak/<code:code>/ubah/", edit.EditChild.as_view(), name="child_edit"),
    path("anak/<code:code>/keluarga/tambah/", edit.AddPerson.as_view(), name="person_new"),
    path("anak/<code:code>/keluarga/<uuid:pk>/", edit.EditPerson.as_view(), name="person_edit"),
    path("anak/<code:code>/akses/", child.Readers.as_view(), name="child_readers"),
    path("anak/<code:code>/tampilkan/", child.Reveal.as_view(), name="child_reveal"),
]
