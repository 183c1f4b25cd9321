"""What the README and the pages under docs/ promise is there."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from click import Group
from flask import Flask

from shopper.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
OURS_ALONE = {"prepare", "db", "run", "shell", "routes"}


def test_every_setting_is_in_the_readme() -> None:
    missing = [field.name for field in fields(Settings) if f"`{field.name}`" not in README]
    assert not missing


def test_every_setting_in_the_readme_is_read_somewhere() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)`", README, flags=re.M))
    read = (ROOT / "script/serve").read_text() + (ROOT / "script/gunicorn.py").read_text()
    known = {field.name for field in fields(Settings)}
    assert not [name for name in named if name not in known and name not in read]


@SQLITE
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_that_a_page_names_exists(page: Path, app: Flask) -> None:
    for name, sub in re.findall(r"flask --app wsgi (\w+)(?: ([\w-]+))?", page.read_text()):
        found = app.cli.commands.get(name)
        assert found is not None or name == "db", name
        if isinstance(found, Group):
            assert sub in found.commands, f"{name} {sub}"


@SQLITE
def test_every_command_of_an_operator_is_in_the_readme(app: Flask) -> None:
    """Those of Flask itself and the one that script/serve calls are left out."""
    unsaid = []
    for name, command in app.cli.commands.items():
        subs = command.commands if isinstance(command, Group) else [""]
        unsaid += [f"{name} {sub}".strip() for sub in subs if f"wsgi {name} {sub}".strip() not in README]
    assert not [each for each in unsaid if each.split()[0] not in OURS_ALONE]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(
        r"`((?:survey_defs|scoring|shopper|templates|tests|script|docs)/[\w./-]*)`", page.read_text()
    )
    linked = re.findall(r"\]\(([\w./-]+)\)", page.read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [name for name in linked if not (page.parent / name).exists()] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150
