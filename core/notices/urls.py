from django.urls import path

from core.notices import views

urlpatterns = [
    path("pemberitahuan/", views.Notices.as_view(), name="notices"),
    path("pemberitahuan/semua-dibaca/", views.ReadAll.as_view(), name="notices_read"),
    path("pemberitahuan/<uuid:pk>/buka/", views.OpenNotice.as_view(), name="notice_open"),
    path("detak/", views.Heartbeats.as_view(), name="heartbeat"),
    path("sehat/", views.Health.as_view(), name="health"),
]
