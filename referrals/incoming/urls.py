from django.urls import path

from referrals.incoming import views

_ONE = "permintaan/<code:code>/"

urlpatterns = [
    path("permintaan/", views.IncomingList.as_view(), name="incoming_list"),
    path("permintaan/baru/", views.Send.as_view(), name="incoming_new"),
    path("permintaan/catat/", views.TakeDown.as_view(), name="incoming_record"),
    path(_ONE, views.IncomingPage.as_view(), name="incoming"),
    path(f"{_ONE}berkas/<uuid:pk>/", views.Paper.as_view(), name="incoming_paper"),
    path(f"{_ONE}terima/", views.Accept.as_view(), name="incoming_accept"),
    path(f"{_ONE}lanjut/", views.GoOn.as_view(), name="incoming_go_on"),
    path(f"{_ONE}tolak/", views.Decline.as_view(), name="incoming_decline"),
    path(f"{_ONE}tanya/", views.Ask.as_view(), name="incoming_ask"),
    path(f"{_ONE}jawab/", views.Answer.as_view(), name="incoming_answer"),
    path(f"{_ONE}tarik/", views.Withdraw.as_view(), name="incoming_withdraw"),
    path(f"{_ONE}laporan-sosial/", views.ReportSent.as_view(), name="incoming_report"),
    path(f"{_ONE}kabar/", views.Told.as_view(), name="incoming_told"),
]
