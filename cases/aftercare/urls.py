from django.urls import path

from cases.aftercare import views

urlpatterns = [
    path("kasus/<code:code>/akhiri-layanan/", views.EndService.as_view(), name="service_end"),
    path("pascalayanan/", views.AftercareList.as_view(), name="aftercare_list"),
    path("pascalayanan/<code:code>/", views.EpisodePage.as_view(), name="episode"),
    path("pascalayanan/<code:code>/kunjungan/baru/", views.RecordVisit.as_view(), name="visit_new"),
    path("pascalayanan/<code:code>/tugaskan/", views.Assign.as_view(), name="episode_assign"),
    path("pascalayanan/<code:code>/lanjutkan/", views.GoOn.as_view(), name="episode_go_on"),
    path("pascalayanan/<code:code>/alihkan/", views.Redirect.as_view(), name="episode_redirect"),
    path("pascalayanan/<code:code>/akhiri/", views.End.as_view(), name="episode_end"),
    path("pascalayanan/<code:code>/buka-kembali-kasus/", views.Relapse.as_view(), name="episode_relapse"),
]
