from django.urls import include, path

from agencies.agreements.views import life, reading, writing

_ONE = "jejaring/kesepakatan/<code:code>/"

urlpatterns = [
    path("jejaring/kunjungan/", include("agencies.agreements.visits.urls")),
    path("jejaring/kesepakatan/", reading.Agreements.as_view(), name="agreements"),
    path("jejaring/kesepakatan/cakupan/", reading.Coverage.as_view(), name="coverage"),
    path(
        "jejaring/kesepakatan/cakupan/<str:place>/<str:service>/", reading.CoverageCell.as_view(), name="coverage_cell"
    ),
    path("jejaring/kesepakatan/baru/", writing.NewAgreement.as_view(), name="agreement_new"),
    path(_ONE, reading.AgreementPage.as_view(), name="agreement"),
    path(f"{_ONE}ubah/", writing.EditAgreement.as_view(), name="agreement_edit"),
    path(f"{_ONE}pihak/baru/", writing.AddParty.as_view(), name="agreement_party_new"),
    path(f"{_ONE}pihak/<int:party>/", writing.EditParty.as_view(), name="agreement_party"),
    path(f"{_ONE}pihak/<int:party>/keluarkan/", writing.RemoveParty.as_view(), name="agreement_party_remove"),
    path(f"{_ONE}wilayah/baru/", writing.AddRegion.as_view(), name="agreement_region_new"),
    path(f"{_ONE}wilayah/<str:place>/keluarkan/", writing.RemoveRegion.as_view(), name="agreement_region_remove"),
    path(f"{_ONE}janji/baru/", writing.AddPromise.as_view(), name="agreement_promise_new"),
    path(f"{_ONE}janji/<int:promise>/hapus/", writing.TakeBackPromise.as_view(), name="agreement_promise_remove"),
    path(f"{_ONE}tandatangani/", life.Sign.as_view(), name="agreement_sign"),
    path(f"{_ONE}dihubungi/", life.Contacted.as_view(), name="agreement_contacted"),
    path(f"{_ONE}perpanjang/", life.Renew.as_view(), name="agreement_renew"),
    path(f"{_ONE}akhiri/", life.End.as_view(), name="agreement_end"),
    path(f"{_ONE}addendum/", life.AddAddendum.as_view(), name="agreement_addendum"),
    path(f"{_ONE}berkas/baru/", life.AddPaper.as_view(), name="agreement_paper_new"),
    path(f"{_ONE}berkas/<uuid:paper>/", reading.PaperContent.as_view(), name="agreement_paper"),
    path(f"{_ONE}berkas/<uuid:paper>/tarik/", life.WithdrawPaper.as_view(), name="agreement_paper_withdraw"),
]
