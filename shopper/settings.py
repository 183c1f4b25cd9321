"""What an operator may set, from the environment. Every name is explained in the README."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from click import ClickException

ROOT = Path(__file__).resolve().parent.parent
KILO, MEGA = 1_000, 1_000_000


class SettingError(ClickException):
    """A setting that cannot work, with the way to mend it."""


@dataclass(frozen=True)
class Settings:
    INSTANCE: Path = ROOT / "instance"
    ASSETS: Path | None = None
    DATABASE_URL: str = ""
    SECRET_KEY: str = ""
    PUBLIC_URL: str = "http://127.0.0.1:8000"
    TRUSTED_HOSTS: tuple[str, ...] = ()
    PROXY_HOPS: int = 0
    DEMO_PASSWORD: str = ""
    MAIL_URL: str = ""
    MAIL_FROM: str = ""
    REDIS_URL: str = ""
    WEBHOOK_HOSTS: tuple[str, ...] = ()
    EVIDENCE_S3_BUCKET: str = ""
    EVIDENCE_S3_ENDPOINT: str = ""
    EVIDENCE_S3_PREFIX: str = ""
    LAN: bool = False

    @property
    def assets(self) -> Path:
        """Where built static files are kept; in the instance folder where nothing else is set."""
        return self.ASSETS or self.INSTANCE / "assets"

    @property
    def https(self) -> bool:
        """Whether people reach us over https: then cookies are Secure and HSTS is sent."""
        return urlsplit(self.PUBLIC_URL).scheme == "https"


def from_environment() -> Settings:
    """The settings of this process. Raises SettingError where one of them cannot work."""
    env = os.environ
    return Settings(
        INSTANCE=Path(env.get("INSTANCE", ROOT / "instance")).resolve(),
        ASSETS=Path(env["ASSETS"]).resolve() if env.get("ASSETS") else None,
        DATABASE_URL=env.get("DATABASE_URL", ""),
        SECRET_KEY=env.get("SECRET_KEY", ""),
        PUBLIC_URL=env.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        TRUSTED_HOSTS=tuple(filter(None, env.get("TRUSTED_HOSTS", "").split(","))),
        PROXY_HOPS=_whole(env.get("PROXY_HOPS", "0"), "PROXY_HOPS"),
        DEMO_PASSWORD=env.get("DEMO_PASSWORD", ""),
        MAIL_URL=env.get("MAIL_URL", ""),
        MAIL_FROM=env.get("MAIL_FROM", ""),
        REDIS_URL=env.get("REDIS_URL", ""),
        WEBHOOK_HOSTS=tuple(filter(None, env.get("WEBHOOK_HOSTS", "").split(","))),
        EVIDENCE_S3_BUCKET=env.get("EVIDENCE_S3_BUCKET", ""),
        EVIDENCE_S3_ENDPOINT=env.get("EVIDENCE_S3_ENDPOINT", ""),
        EVIDENCE_S3_PREFIX=env.get("EVIDENCE_S3_PREFIX", ""),
        LAN=bool(env.get("LAN")),
    )


def _whole(text: str, name: str) -> int:
    if not text.isdecimal():
        raise SettingError(f"{name} is ‘{text}’. Set it to a whole number, for example 0.")
    return int(text)


def prepare_instance(settings: Settings) -> None:
    """Make the folder that everything of this installation lives in."""
    try:
        settings.INSTANCE.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise SettingError(
            f"The folder {settings.INSTANCE} cannot be made: {refused.strerror}. "
            "Give this account the right to write there, or set INSTANCE to another folder."
        ) from refused
    if not os.access(settings.INSTANCE, os.W_OK | os.X_OK):
        raise SettingError(
            f"The folder {settings.INSTANCE} is not writable. "
            "Give this account the right to write there, or set INSTANCE to another folder."
        )


def kept_secret(folder: Path, name: str, given: str, length: int = 32) -> str:
    """`given` where the operator set one; else one made once and kept at mode 0600."""
    if given:
        return given
    path = folder / name
    if not path.exists():
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(length))
    return path.read_text().strip()
