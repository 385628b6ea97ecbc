"""Which page is where.  Every room keeps its own addresses; here they stand side by side under one roof."""

from allauth.account import views as account
from django.urls import include, path, re_path, register_converter
from django.views.i18n import set_language

from core.kernel.codes import CodeConverter
from core.screens.gallery import Gallery

register_converter(CodeConverter, "code")

# Only what an invited colleague needs: no sign-up, no further e-mail addresses.
account_urls = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("sandi/ubah/", account.password_change, name="account_change_password"),
    path("sandi/pasang/", account.password_set, name="account_set_password"),
    path("sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sandi/baru/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("dua-langkah/", include("allauth.mfa.urls")),
    path("sesi/", include("allauth.usersessions.urls")),
]

urlpatterns = [
    path("", include("ampk.desk.urls")),
    path("", include("ampk.reports.urls")),
    path("", include("ampk.demo.urls")),
    path("", include("referrals.urls")),
    path("", include("cases.aftercare.urls")),
    path("", include("cases.consent.urls")),
    path("", include("cases.documents.urls")),
    path("", include("cases.casework.urls")),
    path("", include("cases.children.urls")),
    # The agreements stand under /jejaring/kesepakatan/, so they come before /jejaring/<slug>/.
    path("", include("agencies.agreements.urls")),
    path("", include("agencies.obligations.urls")),
    path("", include("agencies.people.urls")),
    path("", include("agencies.directory.urls")),
    path("", include("core.notices.urls")),
    path("", include("core.audit.urls")),
    path("", include("core.drafts.urls")),
    path("akun/", include(account_urls)),
    path("bahasa/", set_language, name="set_language"),
    path("gaya/", Gallery.as_view(), name="gallery"),
]

handler400 = "ampk.desk.errors.bad_request"
handler403 = "ampk.desk.errors.permission_denied"
handler404 = "ampk.desk.errors.page_not_found"
handler500 = "ampk.desk.errors.server_error"
