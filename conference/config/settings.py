"""Every setting of Alqa, read from the environment. docs/settings.md lists the variables for whoever runs it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ

from conference.config import openapi
from conference.config.environment import (
    content_security_policy,
    database,
    sealing_keys,
    social_providers,
    stored_secret,
    task_apps,
    task_backend,
)
from conference.core.text.countries import names as country_names

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

DEBUG: bool = env.bool("DEBUG", default=False)
DEMO: bool = env.bool("DEMO", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
SECRET_KEY: str = env.str("SECRET_KEY", default="") or stored_secret(DATA_DIR, allowed=DEBUG or DEMO)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
SEALING_KEYS: list[str] = sealing_keys(env)
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG or DEMO else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
BEHIND_TLS: bool = SITE_URL.startswith("https://")

# --- the parts -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "proceedings.apps.ProceedingsConfig",
    "speakers.apps.SpeakersConfig",
    "conference.apps.ConferenceConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *social_providers(env)[0],
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *task_apps(env),
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "phonenumber_field",
    "django_countries",
    "rest_framework",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "conference.core.requests.PlainRequests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "conference.core.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "conference.config.urls"
WSGI_APPLICATION = "conference.config.wsgi.application"
FORM_RENDERER = "conference.core.renderer.QuickRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["conference.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "conference.core.context.page",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- data ------------------------------------------------------------------------------------------------------------
DATABASES = {"default": database(env, DATA_DIR)}
REDIS_URL: str = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    # Rate limits live in the default cache, so it must be one that all processes share: the database, or Redis.
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "conference.core.cache_table.TableCache", "LOCATION": "conference_cache"},
    "pages": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "pages"}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
TASKS = {"default": task_backend(REDIS_URL)}
RQ_QUEUES = {"default": {"URL": REDIS_URL or "redis://127.0.0.1:6379/0", "DEFAULT_TIMEOUT": 3600}}

# --- files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    ("vendor/htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("vendor/sortable", NODE_MODULES / "sortablejs" / "modular"),
    ("vendor/golos-text", NODE_MODULES / "@fontsource-variable" / "golos-text" / "files"),
    ("vendor/literata", NODE_MODULES / "@fontsource-variable" / "literata" / "files"),
]
PRINT_FONT_DIRS = [
    NODE_MODULES / "@expo-google-fonts" / family for family in ("golos-text", "literata", "pt-serif", "noto-sans-math")
]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or DEMO
        else "conference.core.storage.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or DEMO
# Files whose addresses browsers know by themselves: /favicon.ico, /apple-touch-icon.png.
WHITENOISE_ROOT = BASE_DIR / "conference" / "static" / "root"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
IMPORT_MAX_BYTES: int = env.int("IMPORT_MAX_MB", default=50) * 1024 * 1024  # files of import commands, before reading

# --- languages and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "conference" / "locale"]
FORMAT_MODULE_PATH = "conference.locale"  # Django knows how Kazakh reads, and not how it writes numbers and dates
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

COUNTRIES_FIRST = ["KZ", "RU", "UZ", "KG", "TJ", "TM", "BY"]
COUNTRIES_OVERRIDE = country_names()
COUNTRIES_FIRST_BREAK = "———"
PHONENUMBER_DEFAULT_REGION = "KZ"

# --- people and safety -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "conference.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_ADAPTER = "conference.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "conference.accounts.forms.LoginForm",
    "request_login_code": "conference.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "conference.accounts.forms.ConfirmLoginCodeForm",
    "signup": "conference.accounts.forms.SignupForm",
    "confirm_email_verification_code": "conference.accounts.forms.ConfirmEmailVerificationCodeForm",
    "add_email": "conference.accounts.forms.AddEmailForm",
    "change_password": "conference.accounts.forms.ChangePasswordForm",
    "set_password": "conference.accounts.forms.SetPasswordForm",
    "reset_password": "conference.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "conference.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "conference.accounts.forms.ReauthenticateForm",
}
# Digits, because most of our keyboards are Cyrillic; eight of them, because the address alone decides who may guess.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
# Forms from one network address; a guest sends two, and a library registers its people from one.
ACCOUNT_RATE_LIMITS = {
    "register_guest": env.str("REGISTRATION_RATE", default="120/10m/ip"),
    # Whoever tries codes one after another finds none; a form sends its code again whenever it is kept.
    "access_code": env.str("ACCESS_CODE_RATE", default="120/10m/ip"),
    "draft_link": "3/h/key,60/h/ip",
    "verify_letter": env.str("VERIFY_RATE", default="60/10m/ip"),
    "own_data": "3/h/key,60/h/ip",
    "fee_payer": "10/h/key,60/h/ip",  # each is an invoice with a number of its own, and a mail
}
# Organisations are offered while somebody types, and a whole library may sit behind one address.
OFFERS_A_MINUTE = env.int("OFFERS_A_MINUTE", default=900)
FEE_PROVIDERS = env.list("FEE_PROVIDERS", default=[])  # classes of ways to pay beside the bank transfer, by their paths
# Rate limits count by the visitor's address, which stands in a header when a front server hands requests on.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "conference.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "conference.accounts.forms.AuthenticateForm",
    "reauthenticate": "conference.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "conference.accounts.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alqa"
MFA_TOTP_TOLERANCE = 1  # the code before and after, for slow typing and clocks that differ (RFC 6238, 5.2)
SOCIALACCOUNT_ADAPTER = "conference.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = social_providers(env)[1]
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True

SECURE_CSP_POLICY = content_security_policy()
if SOCIALACCOUNT_PROVIDERS:  # signing in by another site begins with a form that is answered by a redirect to it
    SECURE_CSP_POLICY["form-action"].append("https:")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": SECURE_CSP_POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600 if BEHIND_TLS else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "conference.core.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS is an hour by default: whoever runs the site raises it when sure of the certificate
    "security.W005",  # … and over its subdomains, which are not ours to decide
    "security.W021",  # … and in browsers' preload lists
    "security.W008",  # the redirect to TLS is the front server's work unless SECURE_SSL_REDIRECT says otherwise
]

# --- mail ------------------------------------------------------------------------------------------------------------
vars().update(env.email("MAIL_URL", default="consolemail://" if DEBUG or DEMO else "smtp://127.0.0.1:25"))
EMAIL_BACKEND: str = env.str("MAIL_BACKEND", default=vars()["EMAIL_BACKEND"])
ANYMAIL: dict[str, Any] = env.json("ANYMAIL", default={})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", default="Alqa <alqa@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- API -------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["conference.events.endpoint_permission.DeclaredPermission"],
    "DEFAULT_PAGINATION_CLASS": "conference.core.api.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["conference.core.parsers.Parser"],
    "DEFAULT_SCHEMA_CLASS": "conference.events.endpoint_schema.EndpointSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "conference.core.throttles.AnonymousThrottle",
        "conference.core.throttles.SignedInThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE_ANONYMOUS", default="120/min"),
        "user": env.str("API_RATE_USER", default="1200/min"),
    },
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,  # a header that anybody may send does not decide who is counted
    "EXCEPTION_HANDLER": "conference.core.api.explain",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=env.int("API_TOKEN_DAYS", default=365)), "AUTH_HEADER_PREFIX": "Token"}

SPECTACULAR_SETTINGS = openapi.SPECTACULAR_SETTINGS

# --- logs ------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING" if DEMO else "INFO")},
    # These tell of every step of every page they make.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "pikepdf", "fontTools", "PIL")},
}
