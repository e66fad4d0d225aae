"""All settings, from the environment; docs/howto/settings.md says what each is for."""

from pathlib import Path

import dj_database_url

from skolespor.config import env

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
DATA_DIR = Path(env.text("SKOLESPOR_DATA", str(Path.cwd() / "var"))).resolve()
CONTENT_DIR = BASE_DIR / "content"
DEBUG = env.flag("SKOLESPOR_DEBUG", default=False)

INVENTED_MARK = DATA_DIR / "invented"
DEMO = INVENTED_MARK.exists()
"""True where the data is invented: the demo command leaves its mark in the data folder. The mark,
not a switch, opens the page where one signs in by choosing a person."""

SECRET_KEY = env.text("SECRET_KEY", "") or env.made_once(DATA_DIR / "secret_key")
KEY_FILE = Path(env.text("SKOLESPOR_KEYS", str(DATA_DIR / "keys" / "fields.json")))
"""Keys for encrypted fields; apart from SECRET_KEY, so that each can be changed alone."""
ANCHOR_FILE = Path(env.text("SKOLESPOR_ANCHORS", str(DATA_DIR / "anchors" / "log-heads.csv")))
"""Where the head of the log book is copied once a day. In production: another machine's disk."""

SECURITY_CONTACT = env.text("SKOLESPOR_SECURITY_CONTACT", "mailto:sikkerhed@example.invalid")
"""Stands in security.txt: where to tell of a hole."""
SITE_URL = env.text("SKOLESPOR_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.words("SKOLESPOR_HOSTS", "127.0.0.1, localhost, [::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE = SITE_URL.startswith("https://")
PROXIES = int(env.text("SKOLESPOR_PROXIES", "0"))
"""How many proxies of our own a request passes; 0: what it says about its origin is not believed."""

ROOMS = [
    "core",
    "audit",
    "accounts",
    "calendar",
    "notices",
    "children",
    "deadlines",
    "promises",
    "conversations",
    "attendance",
    "imports",
    "direction",
    "reviews",
    "tracks",
    "programme",
    "public",
    "workspace",
    "demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton",
    "django_htmx",
    *[f"skolespor.{room}" for room in ROOMS],
]

MIDDLEWARE = [
    "skolespor.core.middleware.BehindProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "skolespor.core.middleware.DanishFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "skolespor.core.middleware.NothingIsCached",
    "skolespor.accounts.middleware.SessionLimits",
    "skolespor.accounts.middleware.OnlyOwnPages",
    "skolespor.accounts.middleware.SecondFactor",
    "skolespor.core.middleware.BrokenRuleIsSaid",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "core" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "skolespor.core.context.house",
                "skolespor.accounts.context.signed_in",
                "skolespor.workspace.context.navigation",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "skolespor.core.templatetags.danish"],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "skolespor.core.forms.HouseRenderer"

ROOT_URLCONF = "skolespor.config.urls"
WSGI_APPLICATION = "skolespor.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
}
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'skolespor.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE
else:
    # Many small questions with many parts: compiling them takes far longer than answering them.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off"}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_shared_cache",
        # Wrong sign-ins are counted here: a full cache throws counts away.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""Shared between the web workers, so that limits on wrong sign-ins hold for all of them."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "demo:sign_in" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "workspace:today"
LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "skolespor.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "skolespor.accounts.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reset_password": "skolespor.accounts.forms.entrance.ForgottenPasswordForm"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
"""Only here: every other session of the person ends when the password changes."""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "skolespor.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "skolespor.accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "skolespor.accounts.forms.second_factor.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""Whoever is here has come by a link that was sent to the address."""
MFA_TOTP_ISSUER = "Skolespor"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_IDLE_SECONDS = 30 * 60
SESSION_LIFE_SECONDS = 8 * 60 * 60
SESSION_COOKIE_AGE = SESSION_LIFE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
"""A message may name a colleague or a foster family: nothing of it lies in a cookie."""
CSRF_FAILURE_VIEW = "skolespor.core.views.csrf_failure"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

EMAIL_FILE_PATH = env.text("SKOLESPOR_MAIL_FOLDER", "")
"""A folder that mail is written to instead of being sent: to try the house without a mail server."""
MAIL_GOES_TO = "console" if DEMO else "filebased" if EMAIL_FILE_PATH else "smtp"
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL_GOES_TO}.EmailBackend"
EMAIL_HOST = env.text("SKOLESPOR_MAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env.text("SKOLESPOR_MAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("SKOLESPOR_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("SKOLESPOR_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("SKOLESPOR_MAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("SKOLESPOR_MAIL_FROM", "Skolespor <skolespor@example.invalid>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_cpr": {"()": "skolespor.core.logs.NoPersonNumbers"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["no_cpr"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
