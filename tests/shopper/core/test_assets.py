"""Static files as they are served: lean, and still the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shopper import assets
from shopper.assets import OWN, lean_script, lean_sheet

SCRIPTS = sorted(OWN.rglob("*.js"))


def test_a_lean_script_has_no_comment_line_and_no_indent():
    assert (
        lean_script('// why\nif (a) {\n  // here\n  b("//x"); // so\n}\n\n')
        == 'if (a) {\nb("//x"); // so\n}\n'
    )


def test_a_lean_sheet_has_no_comment():
    assert lean_sheet("/* of\n two lines */\n.a {\n  b: c; /* d */\n}\n") == ".a {\nb: c;\n}\n"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(OWN).as_posix())
def test_no_script_of_ours_holds_a_text_of_several_lines(script: Path):
    """In such a text an indent would count."""
    odd = [line for line in script.read_text("utf-8").splitlines() if line.count("`") % 2]
    assert not odd


def test_two_that_start_at_once_both_have_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    few = [one for one in assets._files() if one[1] != assets.PLOTLY]
    monkeypatch.setattr(assets, "_files", lambda: iter(few))
    with ThreadPoolExecutor(2) as pool:
        built = set(pool.map(assets.build, [tmp_path, tmp_path]))
    assert list(tmp_path.iterdir()) == list(built)
    assert all((built.copy().pop() / name).exists() for name, _path in few)
