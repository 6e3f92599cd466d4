"""Settings. Importing them reads the environment and nothing else: no database is started, no file is made.

WARDMOTE_HOME      where the installation keeps what it writes
DATABASE_URL       the register, as the application (without it: the embedded one); DATABASE_OWNER_URL: the same as its owner
DATABASE_KEEPER_URL    the register, as its keeper: for backups and the keys' commands alone; the site does not need it
WARDMOTE_KEYS      the key ring of the vault (without it: one is made at the first need and kept in the home folder); WARDMOTE_BACKUP_KEYS: that of the backups, which the site does not need
WARDMOTE_ADDRESS, WARDMOTE_PORT    where `wardmote serve` listens (without them: 127.0.0.1 and 8000), and where `wardmote doctor` looks for the site
WARDMOTE_HOSTS     the names that the site answers to, with commas between them
WARDMOTE_TLS       1 when every visitor comes over HTTPS: secure cookies, HSTS, and X-Forwarded-Proto is believed
WARDMOTE_PROXIES   how many proxies of yours a visitor comes through (1 with WARDMOTE_TLS, else 0): their X-Forwarded-For is believed, no further
WARDMOTE_SECRET    the signing key (without it: one is made at the first start and kept in the home folder)
WARDMOTE_OPENID    a file that names agencies' own sign-ins, which may be used instead of a password (accounts/providers.py)
WARDMOTE_ANCHORS   folders outside the register where seals of the log are written down again, as PATH lists them; WARDMOTE_ANCHOR_MAIL: an address that gets one an hour
WARDMOTE_SIGNING_KEY   the file of the key that signs seals (without it: one is made at the first seal and kept in the home folder)
WARDMOTE_DEBUG     1 to see errors on the page, while developing
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.functional import lazystr

from wardmote.accounts import providers
from wardmote.platform import secret_files

PACKAGE = Path(__file__).resolve().parents[1]


def secret_key() -> str:
    return os.environ.get("WARDMOTE_SECRET") or secret_files.kept("signing-key", lambda: secrets.token_urlsafe(50))


class KeyWhenNeeded:
    """The signing key, read or made when something is first signed."""

    def __str__(self) -> str:
        return secret_key()


SECRET_KEY = lazystr(KeyWhenNeeded())
DEBUG = os.environ.get("WARDMOTE_DEBUG") == "1"
TLS = os.environ.get("WARDMOTE_TLS") == "1"
PROXIES = int(os.environ.get("WARDMOTE_PROXIES") or TLS)
ALLOWED_HOSTS = os.environ.get("WARDMOTE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

# The apps of the loop, upstream first. One that an issue has not reached yet is not there, and is left out.
LOOP = (
    "platform", "audit", "accounts", "governance", "evidence", "assessment", "plan", "casework", "delivery", "funding",
    "performance", "publications", "public", "demo", "web",
)  # fmt: skip
OURS = tuple(f"wardmote.{name}" for name in LOOP if (PACKAGE / name / "__init__.py").exists())
INSTALLED_APPS = (
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    *OURS,
)

MIDDLEWARE = (
    "wardmote.web.headers.TrueAddress",
    "django.middleware.security.SecurityMiddleware",
    "wardmote.web.headers.BrowserLimits",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wardmote.web.slashes.LastSlash",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wardmote.web.problems.PlainProblems",  # before the transaction, which must hear of what the view raised first
    "wardmote.platform.transaction.RequestTransaction",
    "allauth.account.middleware.AccountMiddleware",
    "wardmote.accounts.kept.KeepTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "wardmote.platform.drafts.SentDrafts",
    "wardmote.platform.once.OnceOnly",
)

ROOT_URLCONF = "wardmote.web.urls"
WSGI_APPLICATION = "wardmote.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "wardmote.web.templating.environment",
            "context_processors": ["wardmote.web.templating.every_page"],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "wardmote.platform.postgresql",
        "NAME": "",  # the register tells, at the first connection
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ("wardmote.accounts.signin.ByEmail",)
PASSWORD_HASHERS = ("django.contrib.auth.hashers.Argon2PasswordHasher",)
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
WARDMOTE_STANDING = "wardmote.accounts.signin.standing_of"
WARDMOTE_UNANSWERED = "wardmote.audit.changes.record_unanswered"

# allauth checks passwords' pace, second factors and OpenID Connect; pages and decisions are ours (accounts/signin.py).
ACCOUNT_ADAPTER = "wardmote.accounts.signin.Pace"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/5m/ip,5/5m/key,20/h/key",  # wrong passwords: per address of the network, per account and device
    "login_failed_known": "5/5m/key,20/h/key",  # from a browser that came in before: a council may share one address
    "second_factor": "60/5m/ip,5/5m/key,20/h/key",
    "second_factor_known": "5/5m/key,20/h/key",
    "reset_password": "20/h/ip,3/h/key",
    "calendar": "60/h/key",  # a calendar program asks a few times an hour
    "calendar_wrong": "30/5m/ip",
}
PASSWORD_RESET_TIMEOUT = 60 * 60
WARDMOTE_PROVIDERS = providers.read(os.environ.get("WARDMOTE_OPENID"))  # agencies' own sign-ins (accounts/providers.py)
SOCIALACCOUNT_ADAPTER = "wardmote.accounts.openid.SingleSignOn"
SOCIALACCOUNT_PROVIDERS = providers.for_allauth(WARDMOTE_PROVIDERS)
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "wardmote.accounts.signin.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Wardmote"
MFA_TOTP_TOLERANCE = (
    1  # telephones' clocks are half a minute out; a code is still taken once only (accounts/factors.py)
)
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # shared by all processes: tries are counted once
        "LOCATION": "wardmote_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

OWN = "__Host-" if TLS else ""  # a browser lets nobody but this very host set a cookie of such a name
SESSION_COOKIE_NAME = f"{OWN}wardmote"
SESSION_COOKIE_AGE = (
    3 * 24 * 60 * 60
)  # for recognising one that has ended, to keep what was typed; what it is good for ends sooner (accounts/entry.py)
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_NAME = f"{OWN}wardmote-form"
CSRF_COOKIE_HTTPONLY = True
KNOWN_COOKIE_NAME = f"{OWN}wardmote-known"  # of a browser that came in before (accounts/known.py)
CSRF_FAILURE_VIEW = "wardmote.accounts.kept.form_expired"

if TLS:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from this machine or a watcher's, without the proxy
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

STATIC_URL = "/static/"
STATICFILES_FINDERS = ("django.contrib.staticfiles.finders.AppDirectoriesFinder",)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 300  # modules that import one another have no digest in their address (see templating.static)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"pages": {"()": "wardmote.web.logs.PagesByName"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["pages"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "wardmote": {"level": "INFO"},
        "waitress.queue": {"level": "ERROR"},
    },  # it says so of every request that waits for a thread
}
