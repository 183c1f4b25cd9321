"""The question sets that come with Last Inch."""

from pathlib import Path

_HERE = Path(__file__).parent / "library"
_TESTS = ".tests"


def library() -> dict[str, Path]:
    """The file of every shipped question set, by slug."""
    files = (path for path in sorted(_HERE.glob("*.yaml")) if not path.stem.endswith(_TESTS))
    return {path.stem: path for path in files}


def self_tests() -> dict[str, Path]:
    """The file of worked answers beside each shipped set, by slug."""
    return {path.stem.removesuffix(_TESTS): path for path in sorted(_HERE.glob(f"*{_TESTS}.yaml"))}
