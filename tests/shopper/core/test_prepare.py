"""Starting: what works at once, and what is said where it cannot."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.databases import LONG_ON_POSTGRES

ROOT = Path(__file__).resolve().parents[3]


def prepare(instance: Path, assets: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`flask --app wsgi prepare` in a process of its own, as script/serve calls it."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "prepare", *words],
        cwd=ROOT,
        env={**os.environ, "INSTANCE": str(instance), "ASSETS": str(assets), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@LONG_ON_POSTGRES
def test_the_first_start_makes_the_demo_and_each_start_says_how_to_sign_in(
    bare_url, tmp_path, assets
) -> None:
    env = {"DATABASE_URL": bare_url, "DEMO_PASSWORD": "inch by inch by inch"}
    first = prepare(tmp_path, assets, **env)
    assert first.returncode == 0, first.stderr
    for name in ("asha", "ben", "chloe", "dev", "eve"):
        assert f"{name}@example.test" in first.stdout
    assert "inch by inch by inch" in first.stdout
    again = prepare(tmp_path, assets, **env)
    assert again.stdout.splitlines()[-5:] == first.stdout.splitlines()[-5:]


def test_an_empty_start_says_how_to_make_the_first_admin(tmp_path, assets) -> None:
    said = prepare(tmp_path, assets, "--empty")
    assert said.returncode == 0, said.stderr
    assert "clients add" in said.stdout
    assert "example.test" not in said.stdout


def test_a_port_that_is_taken_is_told_with_another(tmp_path, assets) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = prepare(tmp_path, assets, "--port", str(port), "--empty")
    assert said.returncode == 1
    assert f"Port {port} is taken" in said.stderr
    assert "PORT=" in said.stderr


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path, assets) -> None:
    url = "postgresql://someone:hush@127.0.0.1:9/nowhere"
    said = prepare(tmp_path, assets, DATABASE_URL=url)
    assert said.returncode == 1
    assert "does not answer" in said.stderr
    assert "DATABASE_URL" in said.stderr
    assert "hush" not in said.stderr + said.stdout
    assert "Traceback" not in said.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path, assets) -> None:
    (tmp_path / "a-file").write_text("in the way")
    said = prepare(tmp_path / "a-file" / "instance", assets)
    assert said.returncode == 1
    assert "cannot be made" in said.stderr
    assert "INSTANCE" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_writable_is_told(tmp_path, assets) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    said = prepare(folder, assets)
    assert said.returncode == 1
    assert "is not writable" in said.stderr


def test_setup_refuses_a_python_that_is_too_old(tmp_path) -> None:
    said = _setup(tmp_path, '[ "$1" = -V ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    assert said.returncode == 1
    assert "needs Python 3.11 or newer" in said.stderr
    assert "Python 3.9.2" in said.stderr


def test_setup_says_where_to_get_python(tmp_path) -> None:
    said = _setup(tmp_path, None)
    assert said.returncode == 1
    assert "apt-get install python3" in said.stderr


def test_setup_says_where_to_get_the_venv_module(tmp_path) -> None:
    said = _setup(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac\nexit 0\n')
    assert said.returncode == 1
    assert "apt-get install python3-venv" in said.stderr


def _setup(tmp_path: Path, python: str | None) -> subprocess.CompletedProcess[str]:
    """script/setup in a checkout where nothing is made yet, with a Python that behaves as written."""
    checkout, fake = tmp_path / "checkout", tmp_path / "python3"
    (checkout / "script").mkdir(parents=True)
    shutil.copy(ROOT / "script/setup", checkout / "script/setup")
    shutil.copy(ROOT / "requirements.txt", checkout)
    if python is not None:
        fake.write_text(f"#!/bin/sh\n{python}")
        fake.chmod(0o755)
    return subprocess.run(
        ["script/setup"],
        cwd=checkout,
        env={**os.environ, "PYTHON": str(fake)},
        capture_output=True,
        text=True,
        check=False,
    )
