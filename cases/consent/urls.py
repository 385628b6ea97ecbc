from django.urls import path

from cases.consent import asking_views, excluding_views, views

urlpatterns = [
    path("kasus/<code:code>/persetujuan/", views.Consents.as_view(), name="case_consents"),
    path("kasus/<code:code>/persetujuan/baru/", views.WriteConsent.as_view(), name="consent_new"),
    path("kasus/<code:code>/persetujuan/formulir/", views.PaperForm.as_view(), name="consent_paper"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/", views.ConsentPage.as_view(), name="consent"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/putuskan/", views.Decide.as_view(), name="consent_decide"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/cabut/", views.Withdraw.as_view(), name="consent_withdraw"),
    path("kasus/<code:code>/pengecualian/", excluding_views.Exclusions.as_view(), name="case_exclusions"),
    path("kasus/<code:code>/pengecualian/baru/", excluding_views.Exclude.as_view(), name="exclusion_new"),
    path("kasus/<code:code>/pengecualian/<uuid:pk>/akhiri/", excluding_views.Readmit.as_view(), name="exclusion_end"),
    path("akses/", asking_views.Requests.as_view(), name="access_requests"),
    path("akses/minta/", asking_views.Ask.as_view(), name="access_ask"),
    path("akses/<uuid:pk>/", asking_views.Grant.as_view(), name="access_decide"),
    path("akses/<uuid:pk>/tolak/", asking_views.Refuse.as_view(), name="access_refuse"),
    path("akses/<uuid:pk>/akhiri/", asking_views.EndAccess.as_view(), name="access_end"),
    path("akses/<uuid:pk>/tarik/", asking_views.TakeBack.as_view(), name="access_take_back"),
]
