from django.urls import path

from agencies.directory import views

urlpatterns = [
    path("wilayah/cari/", views.RegionSearch.as_view(), name="region_search"),
    path("jejaring/", views.AgencyList.as_view(), name="agencies"),
    path("jejaring/tambah/", views.AddAgency.as_view(), name="agency_new"),
    path("jejaring/<slug:slug>/", views.AgencyPage.as_view(), name="agency"),
    path("jejaring/<slug:slug>/ubah/", views.ChangeAgency.as_view(), name="agency_edit"),
    path("jejaring/<slug:slug>/layanan/tambah/", views.SetOffer.as_view(), name="offer_new"),
    path("jejaring/<slug:slug>/layanan/<int:pk>/", views.SetOffer.as_view(), name="offer_edit"),
    path("jejaring/<slug:slug>/layanan/<int:pk>/hentikan/", views.WithdrawOffer.as_view(), name="offer_end"),
    path("jejaring/<slug:slug>/layanan/<int:pk>/masih-benar/", views.ConfirmOffers.as_view(), name="offer_confirm"),
    path("jejaring/<slug:slug>/masih-benar/", views.ConfirmOffers.as_view(), name="offers_confirm"),
]
