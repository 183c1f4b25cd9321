"""Photos that came with a touchpoint's form: each is taken by itself, so one bad file stops no other."""

from collections.abc import Callable, Iterable

from werkzeug.datastructures import FileStorage, MultiDict

from shopper.models import Person, Visit
from shopper.troubles import Refused
from shopper.visits.commands import add_photo
from shopper.visits.evidence import Stored, discard, store_photo
from survey_defs.schema import Touchpoint

Add = Callable[[str, Stored], object]
"""Puts a stored photo into a question; may refuse it."""


def take_photos(
    visit: Visit, touchpoint: Touchpoint, files: MultiDict[str, FileStorage], *, by: Person
) -> dict[str, str]:
    """Store every photo and add it to the visit; the refusals, by question."""
    return take_each(touchpoint, files, lambda key, photo: add_photo(visit, key=key, photo=photo, by=by))


def take_each(touchpoint: Touchpoint, files: MultiDict[str, FileStorage], add: Add) -> dict[str, str]:
    """Store and add every photo; the refusals, by question."""
    refused: dict[str, str] = {}
    for question in touchpoint.asked:
        if question.type == "photo":
            for words in _take(question.key, files.getlist(f"q:{question.key}:file"), add):
                refused[question.key] = words
    return refused


def _take(key: str, files: Iterable[FileStorage], add: Add) -> Iterable[str]:
    for file in files:
        if not file.filename:
            continue
        try:
            photo = store_photo(file.stream)
        except Refused as refused:
            yield str(refused)
            continue
        try:
            add(key, photo)
        except Refused as refused:
            discard([photo])
            yield str(refused)
