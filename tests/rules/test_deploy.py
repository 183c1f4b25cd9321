"""The files under docs/deploy/ do what docs/run-it-for-real.md says, as far as this machine can show."""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.server import free_port

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
INSTALLED, HOST = "/srv/last-inch", "surveys.example.com"


def said(unit: str, name: str) -> str:
    """What a unit sets `name` to, with the checkout in place of the folder of an installation."""
    found = re.search(rf"^{name}=(.*)$", (DEPLOY / unit).read_text(), flags=re.M)
    assert found, f"{unit} sets no {name}"
    return found[1].replace(INSTALLED, str(ROOT))


@dataclass
class Service:
    """The service as its unit starts it."""

    process: subprocess.Popen[bytes]
    port: int
    env: dict[str, str]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Iterator[Service]:
    """Prepared and started by the lines of the unit, with the settings of the example, and ready."""
    if not (ROOT / ".venv/bin/gunicorn").exists():
        pytest.skip("the unit names .venv/bin, and there is none here")
    env = {**os.environ, **settings(), "ASSETS": str(assets)}
    env |= {"INSTANCE": str(tmp_path_factory.mktemp("var")), "PORT": str(free_port()), "DATABASE_URL": ""}
    subprocess.run(shlex.split(said("last-inch.service", "ExecStartPre")), cwd=ROOT, env=env, check=True)
    with told_when_ready() as (name, ready):
        started = subprocess.Popen(
            shlex.split(said("last-inch.service", "ExecStart")), cwd=ROOT, env={**env, "NOTIFY_SOCKET": name}
        )
        while b"READY=1" not in ready.recv(4096):
            assert started.poll() is None
    yield Service(started, int(env["PORT"]), env)
    started.send_signal(signal.SIGTERM)
    assert started.wait(int(said("last-inch.service", "TimeoutStopSec"))) == 0


def settings() -> dict[str, str]:
    lines = (DEPLOY / "last-inch.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


@contextmanager
def told_when_ready() -> Iterator[tuple[str, socket.socket]]:
    """The socket on which systemd waits for a service of Type=notify."""
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.settimeout(60)
        ready.bind(f"{short}/notify")
        yield f"{short}/notify", ready


def test_the_unit_starts_what_answers(service: Service) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    asked.request("GET", "/sign-in", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    answer = asked.getresponse()
    assert answer.status == 200
    assert "Secure" in str(answer.getheader("Set-Cookie"))
    asked.close()


def test_every_setting_of_the_example_is_one(service: Service) -> None:
    readme = (ROOT / "README.md").read_text()
    own = [name for name in settings() if not name.startswith("PYTHON")]
    assert [name for name in own if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_what_a_unit_starts_is_there(unit: Path) -> None:
    for line in re.findall(r"^ExecStart(?:Pre)?=(.*)$", unit.read_text(), flags=re.M):
        first, *rest = shlex.split(line.replace(INSTALLED, str(ROOT)))
        assert Path(first).name in ("flask", "gunicorn", "sh")
        if "--config" in rest:
            assert (ROOT / rest[rest.index("--config") + 1]).exists()
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service").exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_unit(unit: Path, tmp_path: Path) -> None:
    for each in UNITS:
        (tmp_path / each.name).write_text(each.read_text().replace(INSTALLED, str(ROOT)))
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in told.stderr.splitlines() if "last-inch" in line] == []


def test_the_backup_of_the_night_makes_a_file(service: Service, tmp_path: Path) -> None:
    told = said("last-inch-backup.service", "ExecStart").replace("$$", "$").replace("%%", "%")
    told = told.replace("/var/backups/last-inch", str(tmp_path))
    subprocess.run(shlex.split(told), cwd=ROOT, env=service.env, check=True)
    (made,) = tmp_path.glob("*.zip")
    assert made.stat().st_mode & 0o077 == 0
    old = tmp_path / "2020-01-01-0320.zip"
    old.touch()
    os.utime(old, (0, 0))
    tidied = said("last-inch-backup.service", "ExecStartPost").replace(
        "/var/backups/last-inch", str(tmp_path)
    )
    subprocess.run(shlex.split(tidied), check=True)
    assert list(tmp_path.glob("*.zip")) == [made]
    put_back = subprocess.run([DEPLOY / "rehearse-restore", made], capture_output=True, text=True, check=True)
    assert put_back.stdout.endswith("The backup can be put back.\n")


@dataclass
class Front:
    """nginx in front of the service."""

    plain: int
    tls: int

    def ask(self, path: str, body: bytes | None = None, host: str = HOST) -> tuple[int, str, str]:
        """Status, head and words of the answer to one request over TLS."""
        trusting = ssl._create_unverified_context()  # noqa: S323  the certificate is made for this test
        asked = http.client.HTTPSConnection("127.0.0.1", self.tls, context=trusting, timeout=20)
        asked.request("POST" if body else "GET", path, body, {"Host": host})
        answer = asked.getresponse()
        found = answer.status, str(answer.headers), answer.read().decode(errors="replace")
        asked.close()
        return found


@pytest.fixture
def front(service: Service, tmp_path: Path) -> Iterator[Front]:
    if not (shutil.which("nginx") and shutil.which("openssl")):
        pytest.skip("there is no nginx here")
    made = Front(free_port(), free_port())
    (tmp_path / "logs").mkdir()
    config = tmp_path / "nginx.conf"
    config.write_text(whole(tmp_path, made, service.port))
    make_certificate(tmp_path)
    command = ["nginx", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(config)]
    subprocess.run([*command, "-t", "-q"], check=True)
    running = subprocess.Popen(command)
    wait_until_it_listens(made.tls, running)
    yield made
    running.terminate()
    running.wait(20)


def whole(folder: Path, made: Front, app: int) -> str:
    """Our part inside the rest of a configuration, on ports and with a certificate of this test."""
    ours = (DEPLOY / "nginx.conf").read_text()
    ours = re.sub(r"^\s*listen \[::\].*\n", "", ours, flags=re.M)
    for before, after in {
        "listen 80;": f"listen 127.0.0.1:{made.plain};",
        "listen 443 ": f"listen 127.0.0.1:{made.tls} ",
        f"/etc/letsencrypt/live/{HOST}": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{app}",
    }.items():
        assert before in ours
        ours = ours.replace(before, after)
    user = "user root root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    top = f"{user} daemon off; pid {folder}/nginx.pid; events {{}}"
    return f"{top} http {{ access_log off; {temporary}\n{ours}\n}}"


def make_certificate(folder: Path) -> None:
    names = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subject = ["-subj", f"/CN={HOST}", "-days", "1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, *subject]
    subprocess.run(made, check=True, capture_output=True)


def wait_until_it_listens(port: int, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("nginx ended")


def test_people_get_https_with_secure_cookies(front: Front) -> None:
    status, head, _words = front.ask("/sign-in")
    assert status == 200
    assert "Set-Cookie: __Host-" in head
    assert "Strict-Transport-Security: max-age" in head


def test_the_watchman_is_told_that_all_is_well(front: Front) -> None:
    status, _head, words = front.ask("/healthz")
    assert status == 200
    assert json.loads(words)["ok"] is True


def test_plain_http_leads_to_https(front: Front) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    asked.request("GET", "/my/today?x=1", headers={"Host": HOST})
    answer = asked.getresponse()
    assert (answer.status, answer.getheader("Location")) == (301, f"https://{HOST}/my/today?x=1")
    asked.close()


def test_what_is_too_large_is_refused_by_the_app_in_words(front: Front) -> None:
    status, _head, words = front.ask("/sign-in", b"x" * 2_000_000)
    assert status == 413
    assert "Last Inch" in words


def test_another_host_is_refused(front: Front) -> None:
    assert front.ask("/sign-in", host="elsewhere.example")[0] == 400
