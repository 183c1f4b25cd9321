"""The question sets that come with Last Inch."""

from functools import cache
from pathlib import Path

from survey_defs.loading import load_question_set
from survey_defs.schema import QuestionSet

_HERE = Path(__file__).parent / "library"
_TESTS = ".tests"


def library() -> dict[str, Path]:
    """The file of every shipped question set, by slug."""
    files = (path for path in sorted(_HERE.glob("*.yaml")) if not path.stem.endswith(_TESTS))
    return {path.stem: path for path in files}


def shipped(slug: str) -> QuestionSet | None:
    """The shipped set of this slug, read once in the life of a process; None where there is none."""
    path = library().get(slug)
    return _read(path) if path else None


@cache
def _read(path: Path) -> QuestionSet:
    return load_question_set(path)


def self_tests() -> dict[str, Path]:
    """The file of worked answers beside each shipped set, by slug."""
    return {path.stem.removesuffix(_TESTS): path for path in sorted(_HERE.glob(f"*{_TESTS}.yaml"))}
