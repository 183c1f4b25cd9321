"""What the README promises is there."""

import re
from dataclasses import fields
from pathlib import Path

from click import Group
from flask import Flask

from shopper.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_every_setting_is_in_the_readme() -> None:
    missing = [field.name for field in fields(Settings) if f"`{field.name}`" not in README]
    assert not missing


def test_every_setting_in_the_readme_is_read_somewhere() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)`", README, flags=re.M))
    read = (ROOT / "script/serve").read_text() + (ROOT / "script/gunicorn.py").read_text()
    known = {field.name for field in fields(Settings)}
    assert not [name for name in named if name not in known and name not in read]


def test_every_command_in_the_readme_exists(app: Flask) -> None:
    for group, name in re.findall(r"flask --app wsgi (\w+) (\w+)", README):
        found = app.cli.commands.get(group)
        assert isinstance(found, Group), group
        assert name in found.commands, f"{group} {name}"


def test_every_file_that_the_readme_names_exists() -> None:
    for name in re.findall(r"`((?:survey_defs|scoring|shopper|templates|tests|script)/[\w./]*)`", README):
        assert (ROOT / name).exists(), name
