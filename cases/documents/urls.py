from django.urls import path

from cases.documents import views

urlpatterns = [
    path("kasus/<code:code>/dokumen/", views.Documents.as_view(), name="case_documents"),
    path("kasus/<code:code>/dokumen/baru/", views.Attach.as_view(), name="document_new"),
    path("kasus/<code:code>/dokumen/<code:document>/", views.DocumentPage.as_view(), name="document"),
    path("kasus/<code:code>/dokumen/<code:document>/ganti/", views.Replace.as_view(), name="document_replace"),
    path("kasus/<code:code>/dokumen/<code:document>/tarik/", views.Withdraw.as_view(), name="document_withdraw"),
    path("kasus/<code:code>/dokumen/<code:document>/pulihkan/", views.Restore.as_view(), name="document_restore"),
    path("dokumen/<code:code>/isi/", views.Content.as_view(), name="document_content"),
]
