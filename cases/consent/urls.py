from django.urls import path

from cases.consent import views

urlpatterns = [
    path("kasus/<code:code>/persetujuan/", views.Consents.as_view(), name="case_consents"),
    path("kasus/<code:code>/persetujuan/baru/", views.WriteConsent.as_view(), name="consent_new"),
    path("kasus/<code:code>/persetujuan/formulir/", views.PaperForm.as_view(), name="consent_paper"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/", views.ConsentPage.as_view(), name="consent"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/putuskan/", views.Decide.as_view(), name="consent_decide"),
    path("kasus/<code:code>/persetujuan/<uuid:pk>/cabut/", views.Withdraw.as_view(), name="consent_withdraw"),
]
