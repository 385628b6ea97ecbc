from django.urls import path

from referrals.incoming.urls import urlpatterns as incoming_patterns
from referrals.views import answering, bundling, outside, outside_link, pages, scoring, sending

_ONE = "rujukan/<code:code>/"
_LINK = "tautan/<str:token>/"

urlpatterns = [
    path("rujukan/", pages.Sent.as_view(), name="referrals"),
    path("rujukan/masuk/", pages.Inbox.as_view(), name="inbox"),
    path("rujukan/ketepatan/", scoring.Scoreboard.as_view(), name="scoreboard"),
    path("rujukan/ketepatan/<slug:slug>/", scoring.PairSheet.as_view(), name="scoreboard_pair"),
    path("rujukan/ketepatan/<slug:slug>/<slug:measure>/", scoring.Counted.as_view(), name="scoreboard_list"),
    path("kasus/<code:code>/rujukan/", pages.CaseReferrals.as_view(), name="case_referrals"),
    path("kasus/<code:code>/rujukan/baru/", sending.NewReferral.as_view(), name="referral_new"),
    path("kasus/<code:code>/rujukan/kebutuhan/", bundling.Needs.as_view(), name="referral_needs"),
    path("kasus/<code:code>/rujukan/paket/<code:bundle>/", bundling.Bundle.as_view(), name="referral_bundle"),
    path(_ONE, pages.ReferralPage.as_view(), name="referral"),
    path(f"{_ONE}ubah/", sending.Edit.as_view(), name="referral_edit"),
    path(f"{_ONE}kirim/", sending.Send.as_view(), name="referral_send"),
    path(f"{_ONE}jawab/", sending.Answer.as_view(), name="referral_answer"),
    path(f"{_ONE}surat/", sending.WriteLetter.as_view(), name="referral_letter"),
    path(f"{_ONE}ingatkan/", sending.Remind.as_view(), name="referral_remind"),
    path(f"{_ONE}sahkan/", sending.Confirm.as_view(), name="referral_confirm"),
    path(f"{_ONE}sanggah/", sending.Dispute.as_view(), name="referral_dispute"),
    path(f"{_ONE}tarik/", sending.Withdraw.as_view(), name="referral_withdraw"),
    path(f"{_ONE}alihkan/", sending.Reroute.as_view(), name="referral_reroute"),
    path(f"{_ONE}kirim-lagi/", sending.Renew.as_view(), name="referral_renew"),
    path(f"{_ONE}akhiri/", sending.Conclude.as_view(), name="referral_conclude"),
    path(f"{_ONE}salah-catat/", sending.Mistake.as_view(), name="referral_mistake"),
    path(f"{_ONE}terima/", answering.Accept.as_view(), name="referral_accept"),
    path(f"{_ONE}urungkan/", answering.UndoAccept.as_view(), name="referral_undo"),
    path(f"{_ONE}tolak/", answering.Decline.as_view(), name="referral_decline"),
    path(f"{_ONE}tanya/", answering.Ask.as_view(), name="referral_ask"),
    path(f"{_ONE}lapor/", answering.Report.as_view(), name="referral_outcome"),
    path(f"{_ONE}tunda/", answering.Hold.as_view(), name="referral_hold"),
    path(f"{_ONE}lanjutkan/", answering.Resume.as_view(), name="referral_resume"),
    path(f"{_ONE}petugas/", answering.Delegate.as_view(), name="referral_delegate"),
    # Outside the system: the sender's side
    path("rujukan/penerima/baru/", outside.NewRecipient.as_view(), name="recipient_new"),
    path(f"{_ONE}kirim-lain/", outside.SendOutside.as_view(), name="referral_send_outside"),
    path(f"{_ONE}catat-jawaban/", outside.RecordAnswer.as_view(), name="referral_record_answer"),
    path(f"{_ONE}catat-perkembangan/", outside.RecordProgress.as_view(), name="referral_record_progress"),
    path(f"{_ONE}benarkan/", outside.Verify.as_view(), name="referral_verify"),
    path(f"{_ONE}benar/", outside.Affirm.as_view(), name="referral_affirm"),
    path(f"{_ONE}tautan/", outside.IssueLink.as_view(), name="referral_link"),
    path(f"{_ONE}tautan/cabut/", outside.RevokeLink.as_view(), name="referral_link_revoke"),
    # Outside the system: an officer without an account
    path("tautan/selesai/", outside_link.LinkDone.as_view(), name="officer_link_done"),
    path(_LINK, outside_link.OfficerLink.as_view(), name="officer_link"),
    path(f"{_LINK}terima/", outside_link.LinkAccept.as_view(), name="officer_link_accept"),
    path(f"{_LINK}tolak/", outside_link.LinkDecline.as_view(), name="officer_link_decline"),
    path(f"{_LINK}tanya/", outside_link.LinkAsk.as_view(), name="officer_link_ask"),
    path(f"{_LINK}lapor/", outside_link.LinkReport.as_view(), name="officer_link_report"),
    # What other offices ask of us for a child
    *incoming_patterns,
]
