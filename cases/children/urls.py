from django.urls import path

from cases.children.views import child, edit, family, merging, search

urlpatterns = [
    path("asupan/", search.SearchFirst.as_view(), name="intake"),
    path("anak/<code:code>/", child.ChildPage.as_view(), name="child"),
    path("anak/<code:code>/ubah/", edit.EditIdentity.as_view(), name="child_edit"),
    path("anak/<code:code>/ubah/alamat/", edit.EditAddress.as_view(), name="child_address"),
    path("anak/<code:code>/ubah/sekolah/", edit.EditSchool.as_view(), name="child_school"),
    path("anak/<code:code>/ubah/kebutuhan/", edit.EditNeeds.as_view(), name="child_needs"),
    path("anak/<code:code>/ubah/dokumen/<slug:paper>/", edit.EditPaper.as_view(), name="child_paper"),
    path("anak/<code:code>/nik/", edit.NikHintPage.as_view(), name="child_nik"),
    path("anak/<code:code>/nama-lain/", edit.AddAlias.as_view(), name="alias_new"),
    path("anak/<code:code>/nama-lain/<uuid:alias>/hapus/", edit.RemoveAlias.as_view(), name="alias_remove"),
    path("anak/<code:code>/keluarga/", family.Family.as_view(), name="child_family"),
    path("anak/<code:code>/keluarga/tambah/", family.AddPerson.as_view(), name="person_new"),
    path("anak/<code:code>/keluarga/saudara/", family.LinkSibling.as_view(), name="sibling_link"),
    path("anak/<code:code>/keluarga/<uuid:pk>/", family.EditPerson.as_view(), name="person_edit"),
    path("anak/<code:code>/keluarga/<uuid:pk>/lepas/", family.UnlinkSibling.as_view(), name="sibling_unlink"),
    path("anak/<code:code>/pengasuh/", family.RecordCare.as_view(), name="care_new"),
    path("anak/<code:code>/pengasuh/<uuid:care>/", family.EditCare.as_view(), name="care_edit"),
    path("anak/ganda/", merging.Duplicates.as_view(), name="duplicates"),
    path("anak/<code:code>/gabung/", merging.MergeWith.as_view(), name="merge_with"),
    path("anak/<code:code>/gabung/<code:other>/", merging.Compare.as_view(), name="merge_compare"),
    path("anak/<code:code>/bukan/<code:other>/", merging.NotTheSame.as_view(), name="not_the_same"),
    path("anak/<code:code>/gabungan/<uuid:merge>/batal/", merging.UndoMerge.as_view(), name="merge_undo"),
    path("anak/<code:code>/akses/", child.Readers.as_view(), name="child_readers"),
    path("anak/<code:code>/tampilkan/", child.Reveal.as_view(), name="child_reveal"),
]
