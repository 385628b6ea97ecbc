from django.urls import path

from core.drafts import views

urlpatterns = [
    path("draf/", views.Drafts.as_view(), name="drafts"),
    path("draf/<uuid:pk>/buang/", views.DropDraft.as_view(), name="draft_drop"),
]
