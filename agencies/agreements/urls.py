from django.urls import include, path

from agencies.agreements import views

urlpatterns = [
    path("jejaring/kunjungan/", include("agencies.agreements.visits.urls")),
    path("jejaring/kesepakatan/", views.Agreements.as_view(), name="agreements"),
    path("jejaring/kesepakatan/cakupan/", views.Coverage.as_view(), name="coverage"),
    path("jejaring/kesepakatan/baru/", views.NewAgreement.as_view(), name="agreement_new"),
    path("jejaring/kesepakatan/<code:code>/", views.AgreementPage.as_view(), name="agreement"),
    path("jejaring/kesepakatan/<code:code>/ubah/", views.EditAgreement.as_view(), name="agreement_edit"),
    path("jejaring/kesepakatan/<code:code>/tandatangani/", views.Sign.as_view(), name="agreement_sign"),
    path("jejaring/kesepakatan/<code:code>/dihubungi/", views.Contacted.as_view(), name="agreement_contacted"),
    path("jejaring/kesepakatan/<code:code>/akhiri/", views.End.as_view(), name="agreement_end"),
]
