from django.urls import path

from agencies.obligations import leaving_views, views

urlpatterns = [
    path("pengaturan/aturan/", views.Rules.as_view(), name="rules"),
    path("pengaturan/aturan/ambil/", views.ImportRules.as_view(), name="rule_import"),
    path("pengaturan/aturan/<str:rule>/", views.EditRule.as_view(), name="rule_edit"),
    path("pengaturan/libur/", views.Holidays.as_view(), name="holidays"),
    path("pengaturan/libur/tambah/", views.SetHoliday.as_view(), name="holiday_new"),
    path("pengaturan/libur/ambil/", views.ImportHolidays.as_view(), name="holiday_import"),
    path("staf/<int:pk>/hari-terakhir/", leaving_views.LastDay.as_view(), name="membership_end"),
    path("staf/<int:pk>/alihkan/", leaving_views.HandOver.as_view(), name="membership_handover"),
]
