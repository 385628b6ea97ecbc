from django.urls import path

from ampk.reports import views

urlpatterns = [
    path("laporan/", views.MonthlyReport.as_view(), name="report"),
    path("laporan/unduh/", views.Download.as_view(), name="report_download"),
    path("laporan/kasus/<slug:figure>/", views.CountedCases.as_view(), name="report_cases"),
    path("laporan/daftar/<slug:table>/", views.CountedRows.as_view(), name="report_rows"),
]
