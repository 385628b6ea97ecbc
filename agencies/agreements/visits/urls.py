from django.urls import path

from agencies.agreements.visits import views

urlpatterns = [
    path("", views.Visits.as_view(), name="coordination_visits"),
    path("baru/", views.PlanVisit.as_view(), name="coordination_new"),
    path("<code:code>/", views.VisitPage.as_view(), name="coordination_visit"),
    path("<code:code>/cetak/", views.PrintVisit.as_view(), name="coordination_print"),
    path("<code:code>/ubah/", views.ChangeVisit.as_view(), name="coordination_edit"),
    path("<code:code>/batal/", views.CallOff.as_view(), name="coordination_cancel"),
    path("<code:code>/terlaksana/", views.Hold.as_view(), name="coordination_hold"),
    path("<code:code>/notula/", views.WriteMinutes.as_view(), name="coordination_minutes"),
    path("<code:code>/notula/selesai/", views.Finish.as_view(), name="coordination_finish"),
    path("<code:code>/balasan/", views.PlanReturn.as_view(), name="coordination_return"),
    path("<code:code>/keputusan/baru/", views.Decide.as_view(), name="coordination_decide"),
    path("<code:code>/keputusan/<int:number>/", views.ReportAction.as_view(), name="coordination_action"),
    path("<code:code>/keputusan/<int:number>/gugur/", views.DropAction.as_view(), name="coordination_drop"),
]
