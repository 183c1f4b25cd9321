"""The floors of the house: imports point down, and the lower two know nothing of the web."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"survey_defs": set(), "scoring": {"survey_defs"}, "shopper": {"survey_defs", "scoring"}}
BANNED_BELOW = {
    "flask",
    "sqlalchemy",
    "werkzeug",
    "wtforms",
    "requests",
    "urllib",
    "socket",
    "http",
    "datetime",
}
CALENDAR = {"datetime"}  # days are placed and shown; no clock is read
ALLOWED_BELOW = {"survey_defs/values.py": CALENDAR, "scoring/figures/visit_strip.py": CALENDAR}


def imported(path: Path) -> Iterator[str]:
    """The full name of everything a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def modules(floor: str) -> list[Path]:
    return sorted((ROOT / floor).rglob("*.py"))


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_point_down(floor: str) -> None:
    for path in modules(floor):
        roots = {name.split(".")[0] for name in imported(path)}
        up = (roots & {*FLOORS, "wsgi", "tests"}) - FLOORS[floor] - {floor}
        assert not up, f"{path.relative_to(ROOT)} imports {up}"


@pytest.mark.parametrize("floor", ["survey_defs", "scoring"])
def test_the_lower_floors_know_no_web_no_database_and_no_clock(floor: str) -> None:
    for path in modules(floor):
        name = path.relative_to(ROOT).as_posix()
        roots = {module.split(".")[0] for module in imported(path)}
        found = roots & (BANNED_BELOW - ALLOWED_BELOW.get(name, set()))
        assert not found, f"{name} imports {found}"


def test_features_use_each_others_queries_and_commands_never_views() -> None:
    for path in modules("shopper"):
        if path.name == "features.py":
            continue
        own = ".".join(path.relative_to(ROOT).parts[:2])
        for module in imported(path):
            foreign = module.endswith(".views") and not module.startswith(own)
            assert not foreign, f"{path.relative_to(ROOT)} imports {module}"


def test_queries_are_the_only_place_with_select() -> None:
    """Where select() stands outside queries.py it is named here with its reason."""
    elsewhere = {
        path.relative_to(ROOT).as_posix()
        for path in modules("shopper")
        if path.name != "queries.py"
        and "queries" not in path.parts
        and any(isinstance(n, ast.Name) and n.id == "select" for n in ast.walk(ast.parse(path.read_text())))
    }
    reasons = {
        "shopper/reach.py",  # the query about grants that all features share
        "shopper/fieldwork/commands/running.py",  # one UPDATE picks its own rows, so that none slips in between
    }
    assert elsewhere <= reasons, f"move these selects into queries.py: {elsewhere - reasons}"


@pytest.mark.parametrize("floor", FLOORS)
def test_no_room_grows_over_three_hundred_lines(floor: str) -> None:
    for path in modules(floor):
        if "versions" not in path.parts:
            assert len(path.read_text().splitlines()) <= 300, f"{path.relative_to(ROOT)}: split it"


def test_time_comes_from_the_clock_alone() -> None:
    for path in modules("shopper"):
        if path.name != "clock.py":
            found = {call for call in ("datetime.now", "utcnow", "date.today") if call in path.read_text()}
            assert not found, f"{path.relative_to(ROOT)} uses {found}: ask shopper.clock"


def test_a_start_loads_nothing_that_only_a_page_or_a_file_needs() -> None:
    """Together they take longer than all the rest of the app: nobody should wait for them."""
    code = "import shopper.serve, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert "flask" in loaded
    late = {
        "numpy",
        "scipy",
        "pyxform",
        "openpyxl",
        "xlrd",
        "xlsxwriter",
        "typst",
        "boto3",
        "botocore",
        "cryptography",
        "huey",
        "redis",
        "urllib3",
    }
    assert not loaded & late
