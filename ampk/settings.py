"""All settings, one file, from the environment; a missing or wrong one stops the start with a sentence."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ampk import environment
from ampk.environment import env, required

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What this installation is -----------------------------------------------------------------
DEBUG = environment.yes("DEBUG", default=False)
DEMONSTRATION = environment.yes("DEMONSTRATION", default=False)
TRIAL = DEBUG or DEMONSTRATION
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
SECRET_KEY = required("SECRET_KEY", "it signs sessions; at least 50 random characters.")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters. See .env.example.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS = environment.named_keys(
    "FIELD_KEYS", required("FIELD_KEYS", "it encrypts columns; name:base64 of 32 bytes.")
)
BLIND_INDEX_KEY = environment.key_of(
    "BLIND_INDEX_KEY", required("BLIND_INDEX_KEY", "it indexes NIK; base64 of 32 bytes.")
)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", trial=TRIAL)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_ADDRESS = environment.public_address("SITE_ADDRESS", trial=TRIAL)

# --- Applications --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "core.kernel",
    "core.screens",
    "core.audit",
    "core.drafts",
    "core.notices",
    "agencies.directory",
    "agencies.people",
    "agencies.obligations",
    "agencies.agreements",
    "cases.children",
    "cases.sharing",
    "cases.casework",
    "cases.documents",
    "cases.consent",
    "cases.aftercare",
    "referrals",
    "ampk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "core.kernel.middleware.ReferenceNumber",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.kernel.middleware.PrivateHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agencies.people.middleware.SessionLimits",
    "agencies.people.middleware.SecondFactorRequired",
    "core.drafts.middleware.KeepWhatWasTyped",
    "core.kernel.middleware.ViewerScope",
]
ROOT_URLCONF = "ampk.urls"
WSGI_APPLICATION = "ampk.wsgi.application"
# How the ground learns about people without importing them.
VIEWER_FACTORY = "agencies.people.viewers.viewer_for"
PEOPLE_NAMES = "agencies.people.selectors.people_names"
PEOPLE_ADDRESSES = "agencies.people.selectors.mail_addresses"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ampk.desk.context.shell",
                "ampk.demo.context.accounts",
            ],
            "builtins": ["django.templatetags.i18n", "core.screens.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")
CRISPY_ALLOWED_TEMPLATE_PACKS = ["jejaring", "bootstrap5"]
CRISPY_TEMPLATE_PACK = "jejaring"

# --- Database: PostgreSQL only; the app serves as a role that owns nothing ---------------------------
_role_url = "DATABASE_OWNER_URL" if env.str("AMPK_DB_ROLE", default="") == "owner" else "DATABASE_URL"
DATABASES = {"default": environment.database(_role_url)}
# A unix socket folder is written percent-encoded in a URL (postgresql://ampk_app@%2Frun%2Fpostgresql/ampk).
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
DATABASES["default"]["CONN_MAX_AGE"] = environment.number("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {"options": "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000"}
    if _role_url == "DATABASE_URL"
    else {}
)
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", default="ampk_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker and cache --------------------------------------------------------------------------------
REDIS_URL = environment.broker("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The visibility timeout stays far above the time limit: a shorter one starts a second copy of a running task.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800, "unacked_restore_interval": 10, "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1, "socket_timeout": 5,
}  # fmt: skip
# Sign-in throttling must survive a restart and be shared by all workers, so it lives in PostgreSQL.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- People and sessions -----------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "agencies.people.adapters.AccountAdapter"
MFA_ADAPTER = "agencies.people.adapters.MFAAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Jejaring AMPK"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = TRIAL
USERSESSIONS_TRACK_ACTIVITY = False
SECOND_FACTOR_REQUIRED = environment.yes("SECOND_FACTOR_REQUIRED", default=not DEMONSTRATION)
if not SECOND_FACTOR_REQUIRED and not TRIAL:
    raise ImproperlyConfigured("SECOND_FACTOR_REQUIRED can only be switched off in the demonstration.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_LIMIT = timedelta(minutes=30)  # warned in words at 25; see docs/adr on sessions
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Transport ---------------------------------------------------------------------------------------
SECURE = not TRIAL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 2 * 365 * 86400 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if environment.yes("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# "no-referrer" makes browsers send "Origin: null" with forms, which the CSRF check rightly refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF], "font-src": [SELF],
        "connect-src": [SELF], "form-action": [SELF], "base-uri": [NONE], "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Of all files of one request together.  They stay in memory: a temporary file would lie unencrypted on the disk.
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["core.screens.uploads.CappedUploads"]
CSRF_FAILURE_VIEW = "ampk.desk.errors.csrf_failure"

# --- Language, time, files ---------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_testing = "PYTEST_VERSION" in os.environ
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Outside the web root, content encrypted.  Any other Django storage may stand here: only names are used.
    "attachments": {
        "BACKEND": "core.files.storage.DurableStorage",
        "OPTIONS": {
            "location": DATA_DIR / "attachments",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or _testing
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or _testing
WHITENOISE_AUTOREFRESH = DEBUG

# A virus scanner: host:port or the path of clamd's socket; empty: none.  While it does not answer, nothing is taken in.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# --- Mail: constant text, no names; files in the demonstration, SMTP by EMAIL_URL ------------------------
MAIL_FILE_DIR = env.str("MAIL_FILE_DIR", default=str(DATA_DIR / "mail"))
if TRIAL and not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_FILE_DIR
else:
    vars().update(environment.mail("EMAIL_URL", trial=TRIAL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = (
    env.str("DEFAULT_FROM_EMAIL", default="jejaring@localhost")
    if TRIAL
    else required("DEFAULT_FROM_EMAIL", "it is the sender of reminders, an address of your own domain.")
)

# --- Logging: JSON, ids only ---------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.kernel.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": environment.log_level("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "ampk": {"level": environment.log_level("LOG_LEVEL", default="INFO")},
        "core": {"level": environment.log_level("LOG_LEVEL", default="INFO")},
    },
}
