from django.urls import path

from agencies.people.views import joining, own, staff

urlpatterns = [
    path("staf/", staff.StaffList.as_view(), name="staff"),
    path("staf/undang/", staff.Invite.as_view(), name="invite"),
    path("staf/undangan/<int:pk>/ulang/", staff.InviteAgain.as_view(), name="invite_again"),
    path("staf/undangan/<int:pk>/batal/", staff.CancelInvitation.as_view(), name="invitation_cancel"),
    path("staf/<int:pk>/berhenti/", staff.Departure.as_view(), name="departure"),
    path("undangan/<str:token>/", joining.AcceptInvitation.as_view(), name="accept_invitation"),
    path("akun/", own.Account.as_view(), name="account"),
    path("akun/tetap-masuk/", own.StayIn.as_view(), name="stay_in"),
    path("akun/keluarkan-lain/", own.EndOtherSessions.as_view(), name="sessions_end"),
    path("staf/cuti/", own.TakeLeave.as_view(), name="absence"),
    path("staf/cuti/<int:pk>/batal/", own.CancelLeave.as_view(), name="absence_cancel"),
    path("peran/", own.SwitchMembership.as_view(), name="switch_membership"),
    path("samarkan/", own.ToggleMask.as_view(), name="toggle_mask"),
    path("tutup-cepat/", own.QuickExit.as_view(), name="quick_exit"),
]
