"""The README's pictures can be taken anew, and are the ones that it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "pictures"
MOST = 400_000

pytestmark = pytest.mark.journey


@pytest.mark.long
def test_the_script_takes_the_pictures_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "script/pictures", str(tmp_path)], cwd=ROOT, check=True, timeout=300)
    assert {name: size for name, (size, _colours) in seen(tmp_path).items()} == {
        name: size for name, (size, _colours) in seen(KEPT).items()
    }
    assert sum(path.stat().st_size for path in tmp_path.glob("*.png")) < MOST
    assert not [name for name, (_size, colours) in seen(tmp_path).items() if colours < 40], "nearly empty"


def seen(folder: Path) -> dict[str, tuple[tuple[int, int], int]]:
    """The size of each picture, and how many colours it has."""
    found = {}
    for path in folder.glob("*.png"):
        with Image.open(path) as picture:
            found[path.name] = picture.size, len(picture.convert("RGB").getcolors(1000) or ())
    return found


def test_the_readme_shows_every_picture_and_all_are_small() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", (ROOT / "README.md").read_text()))
    assert shown == {path.name for path in KEPT.glob("*.png")}
    assert sum(path.stat().st_size for path in KEPT.glob("*.png")) < MOST
