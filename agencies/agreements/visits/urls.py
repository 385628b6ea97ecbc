from django.urls import path

from agencies.agreements.visits.views import acts, decisions, pages, papers

urlpatterns = [
    path("", pages.Visits.as_view(), name="coordination_visits"),
    path("baru/", acts.PlanVisit.as_view(), name="coordination_new"),
    path("<code:code>/", pages.VisitPage.as_view(), name="coordination_visit"),
    path("<code:code>/cetak/", pages.PrintVisit.as_view(), name="coordination_print"),
    path("<code:code>/ubah/", acts.ChangeVisit.as_view(), name="coordination_edit"),
    path("<code:code>/batal/", acts.CallOff.as_view(), name="coordination_cancel"),
    path("<code:code>/terlaksana/", acts.Hold.as_view(), name="coordination_hold"),
    path("<code:code>/notula/", acts.WriteMinutes.as_view(), name="coordination_minutes"),
    path("<code:code>/notula/selesai/", acts.Finish.as_view(), name="coordination_finish"),
    path("<code:code>/balasan/", acts.PlanReturn.as_view(), name="coordination_return"),
    path("<code:code>/keputusan/baru/", decisions.Decide.as_view(), name="coordination_decide"),
    path("<code:code>/keputusan/<int:number>/", decisions.ReportAction.as_view(), name="coordination_action"),
    path("<code:code>/keputusan/<int:number>/gugur/", decisions.DropAction.as_view(), name="coordination_drop"),
    path("<code:code>/berkas/baru/", papers.AddPaper.as_view(), name="coordination_paper_new"),
    path("<code:code>/berkas/<uuid:pk>/", papers.PaperContent.as_view(), name="coordination_paper"),
    path("<code:code>/berkas/<uuid:pk>/tarik/", papers.WithdrawPaper.as_view(), name="coordination_paper_withdraw"),
]
