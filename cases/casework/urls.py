from django.urls import path

from cases.casework.views import acts, pages

urlpatterns = [
    path("asupan/baru/", acts.Intake.as_view(), name="intake_new"),
    path("anak/<code:code>/kasus/baru/", acts.IntakeForKnown.as_view(), name="intake_known"),
    path("kasus/", pages.Cases.as_view(), name="cases"),
    path("kasus/<code:code>/", pages.CasePage.as_view(), name="case"),
    path("kasus/<code:code>/linimasa/", pages.Timeline.as_view(), name="case_timeline"),
    path("kasus/<code:code>/akses/", pages.AccessPage.as_view(), name="case_access"),
    path("kasus/<code:code>/langkah/<slug:step>/", acts.Step.as_view(), name="case_step"),
    path("kasus/<code:code>/tugaskan/", acts.Assign.as_view(), name="case_assign"),
    path("kasus/<code:code>/catatan/baru/", acts.WriteNote.as_view(), name="note_new"),
    path("kasus/<code:code>/tugas/baru/", acts.MakeTask.as_view(), name="task_new"),
    path("tugas/<uuid:pk>/selesai/", acts.FinishTask.as_view(), name="task_done"),
    path("kasus/<code:code>/risiko/", acts.RateRisk.as_view(), name="risk"),
    path("kasus/<code:code>/kategori/", acts.Categorise.as_view(), name="categories"),
    path("kasus/<code:code>/kesepakatan/", acts.RecordAgreement.as_view(), name="agreement_record"),
    path("kasus/<code:code>/asesmen/", acts.Assess.as_view(), name="assessment"),
    path("kasus/<code:code>/rencana/", acts.EditPlan.as_view(), name="plan"),
    path("kasus/<code:code>/rencana/ajukan/", acts.SubmitPlan.as_view(), name="plan_submit"),
    path("kasus/<code:code>/rencana/putuskan/", acts.DecidePlan.as_view(), name="plan_decide"),
    path("kasus/<code:code>/tutup/", acts.Close.as_view(), name="case_close"),
    path("kasus/<code:code>/tolak/", acts.Reject.as_view(), name="case_reject"),
    path("kasus/<code:code>/buka-kembali/", acts.Reopen.as_view(), name="case_reopen"),
    path("kasus/<code:code>/alihkan/", acts.Transfer.as_view(), name="case_transfer"),
]
