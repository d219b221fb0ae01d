"""Every setting, from the environment. What production must choose has no default: it refuses to start without it."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured

from config import limits
from config.environment import database, elasticsearch, folder, one_of, other_doors

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# --- What the deployment says ---------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT = env.int("PORT", default=8000)
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_NAME = env.str("SITE_NAME", default="Pratiques voisines")
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
REDIS_URL = env.str("REDIS_URL", default="")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
# Marks every page as a demonstration with fictional people; `setup --demo` content is only ever shown under it.
DEMO = env.bool("DEMO", default=DEBUG)
LIMITS = env.bool("LIMITS", default=True)

if "*" in ALLOWED_HOSTS:
    # Channels would then accept a WebSocket opened from any site with the reader's own session.
    raise ImproperlyConfigured("ALLOWED_HOSTS doit nommer les domaines du site ; « * » est refusé.")
if not DEBUG:
    if not LIMITS:
        raise ImproperlyConfigured("LIMITS=off lève les limites par adresse : DEBUG seulement.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS doit nommer les domaines du site.")
    if len(SECRET_KEY) < 40:
        raise ImproperlyConfigured("SECRET_KEY doit compter au moins 40 caractères tirés au hasard.")

# --- Applications ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "operations",
    "fichesactions",
    "offers",
    "accounts",
    "search",
    "notifications",
    "feedback",
    "territories",
    "vocabulary",
    "imports",
    "outbox",
    "live",
    "ui",
    "cards",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "django_cotton",
    "ninja",
    "channels",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "operations.guest_pages.GuestPages",
    "operations.guest_pages.private_pages",
    "csp.middleware.CSPMiddleware",
    "ui.headers.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "operations.guest_pages.no_token_unasked",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "operations.limits.Limits",
    "fichesactions.redirects.follow_moved_pages",
    "ui.errors.plain_errors",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "ui.context.site",
            ],
            "builtins": [
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "ui.templatetags.ui",
            ],
        },
    }
]
COTTON_DIR = "components"

# --- The tables of the nervous system (docs/architecture.md): read from below by name -------------------------------
SUBSCRIPTIONS = "config.subscriptions.SUBSCRIPTIONS"
KINDS = "config.kinds.KINDS"
DEEDS = "config.deeds.DEEDS"
PANELS = "config.panels.PANELS"
KEEPERS = "config.keepers.KEEPERS"
NOTICES = "config.notices.NOTICES"
SCHEDULE = "config.schedule.SCHEDULE"
PERSONAL_DATA = "config.personal_data.PERSONAL_DATA"
DESKS = "config.desks.DESKS"
NAMING = "accounts.people.naming.names_of_the_directory"

# --- Data -----------------------------------------------------------------------------------------------------------
DATA_DIR = folder(DATA_DIR)
# Seconds, for those who read a page; manage.py gives its commands more.
LOCK_TIMEOUT = env.int("LOCK_TIMEOUT", default=5)
DATABASES = {"default": database(env, DATA_DIR / "site.sqlite3", LOCK_TIMEOUT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # The row commits with the change that owes it.
        "ENQUEUE_ON_COMMIT": False,
        "QUEUES": [],
    }
}
CHANNEL_LAYERS = {
    "default": (
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    )
}

# --- Guest pages (operations.guest_pages): kept by each process for itself ------------------------------------------
GUEST_PAGES_MB = env.int("GUEST_PAGES_MB", default=64)  # 0 keeps none.
# No event tells of what these show; the last three are too large to keep, so nobody waits for another who reads them.
NOT_GUEST_PAGES = (
    "/admin/", "/mon-bassin/", "/compte/", "/demo/", "/health/", "/metrics",
    "/api/v1/offers", "/api/v1/structures", "/documents/",
)  # fmt: skip

# --- Search ---------------------------------------------------------------------------------------------------------
ELASTICSEARCH = elasticsearch(env)
SEARCH_ENGINE = (
    "search.engines.elasticsearch.ElasticsearchEngine" if ELASTICSEARCH else "search.engines.embedded.EmbeddedEngine"
)
SEARCH_INDEX_DIR = DATA_DIR / "search"
SEARCH_LOG = env.bool("SEARCH_LOG", default=True)
# What few days have seen might be one person's own words: never told, and never for less than two days.
SEARCH_LOG_DAYS = max(2, env.int("SEARCH_LOG_DAYS", default=3))

# --- Limits (config/limits.py) --------------------------------------------------------------------------------------
REQUESTS_PER_MINUTE = limits.REQUESTS_PER_MINUTE if LIMITS else {}
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = dict(limits.OF_PEOPLE) if LIMITS else False

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = (
    DEBUG  # Without `collectstatic`, files are read where they are written.
)
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1100  # Above the import desk's most, so that the desk itself says what is too many.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # A long sheet in Wagtail's editor passes Django's thousand.

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "request_login_code": "accounts.forms.AskCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "add_email": "accounts.forms.NewAddressForm",
    "confirm_email_verification_code": "accounts.forms.AddressCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
# Allauth's own sign-up is not used: an account exists once its address is confirmed (accounts.joining).
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 4
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm", "reauthenticate": "accounts.forms.SecondStepAgainForm",
    "activate_totp": "accounts.forms.ActivateSecondStepForm",
}  # fmt: skip
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # A phone's clock is rarely right to the half-minute.
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Addresses are confirmed before the account, or vouched for by an administrator.
SESSION_COOKIE_AGE = int(timedelta(days=90).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # « C’est mon appareil » keeps it for the whole age.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True

# --- Who may join; territories say it for themselves in the admin ----------------------------------------------------
JOIN_DOMAINS = env.list("JOIN_DOMAINS", default=["demo.test"] if DEMO else [])
JOIN_OTHERWISE = one_of(env, "JOIN_OTHERWISE", "approval", "invitation")
JOIN_INVITERS = one_of(env, "JOIN_INVITERS", "members", "keepers")
STAFF_NEEDS_TOTP = env.bool("STAFF_NEEDS_TOTP", default=False)

# --- Other doors: OpenID Connect (ProConnect, itsme) -----------------------------------------------------------------
OIDC_APPS = other_doors(env)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}
SOCIALACCOUNT_ADAPTER = "accounts.other_doors.adapter.OtherDoors"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

# --- Letters --------------------------------------------------------------------------------------------------------
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "operations.letters.LetterFiles"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <bonjour@localhost>")

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False  # It leads to the manual of Wagtail, elsewhere and in English.
WAGTAIL_USER_TIME_ZONES = ["Europe/Brussels", "Europe/Paris"]  # The machine's own list holds names browsers refuse.
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # No visitor's or editor's address leaves for a third party.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # Wagtail keeps them in clear.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_IMAGE_MODEL = "fichesactions.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "fichesactions.SiteDocument"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "ol", "ul", "link", "document-link"]},
    }
}

# --- Words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# --- Headers --------------------------------------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 0 if DEBUG else int(timedelta(days=365).total_seconds())
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # Limits count visitors, not the proxy they all come through.
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows the page in a frame of the same site.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin writes inline styles and scripts of its own; it evaluates nothing (tried: its pages stay silent).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "elastic_transport": {"level": "ERROR"},  # A line for each request; what fails, the engine says itself.
        "wagtail": {"level": "WARNING"},  # Its own log of every page saved is in the admin, for those who edit.
        "django.request": {"level": "ERROR"},  # Addresses that lead nowhere are no news; what breaks is.
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # Robots try names: 400 is answer enough.
    },
}
