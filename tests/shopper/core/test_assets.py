"""Static files as they are served: lean, and still the same."""

from __future__ import annotations

from pathlib import Path

import pytest

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
