"""Last Inch, the app: who does what."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from shopper.accounts.sessions import LASTS, start_sign_in
from shopper.assets import serve_assets
from shopper.cli import register_commands
from shopper.compressing import compress_pages
from shopper.database import configure_database
from shopper.errors import explain_errors
from shopper.evidence import start_evidence
from shopper.extensions import csrf
from shopper.features import register_features
from shopper.gate import guard
from shopper.headers import send_headers
from shopper.jobs.queue import check_queue
from shopper.language import start_language
from shopper.mail.server import check_mail
from shopper.migrating import start_migrations
from shopper.navigation import start_navigation
from shopper.requests import read_requests
from shopper.settings import MEGA, ROOT, Settings, from_environment, kept_secret, prepare_instance


def create_app(settings: Settings | None = None) -> Flask:
    """The app, step by step. Raises SettingError where a setting cannot work."""
    settings = settings or from_environment()
    prepare_instance(settings)
    check_mail(settings)
    check_queue(settings)
    app = Flask("shopper", root_path=str(ROOT), template_folder="templates", static_folder=None)
    apply_settings(app, settings)
    read_requests(app)
    compress_pages(app)
    configure_database(app, settings)
    start_migrations(app)
    start_evidence(app, settings)
    start_sign_in(app)
    start_language(app)
    start_navigation(app)
    csrf.init_app(app)
    guard(app)
    explain_errors(app)
    send_headers(app, settings)
    serve_assets(app, settings)
    register_features(app)
    register_commands(app)
    return app


def apply_settings(app: Flask, settings: Settings) -> None:
    """Limits, cookies and trust, as GROUND has them."""
    secure = settings.https
    app.config.update(
        LAST_INCH=settings,
        SECRET_KEY=kept_secret(settings.INSTANCE, "secret-key", settings.SECRET_KEY),
        MAX_CONTENT_LENGTH=MEGA,
        MAX_FORM_MEMORY_SIZE=MEGA,
        MAX_FORM_PARTS=2_000,
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=LASTS.total_seconds()),
        SESSION_REFRESH_EACH_REQUEST=False,  # or an answer that was on its way brings back who has signed out
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=list(settings.TRUSTED_HOSTS) or None,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # the gate asks, after it knows who is signed in
        WTF_CSRF_SSL_STRICT=True,
    )
    if settings.PROXY_HOPS:
        hops = settings.PROXY_HOPS
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
