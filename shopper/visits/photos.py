"""Photos that came with a touchpoint's form: each is taken by itself, so one bad file stops no other."""

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage, MultiDict

from shopper.models import Person, Visit
from shopper.troubles import Refused
from shopper.visits.commands import add_photo
from shopper.visits.evidence import discard, store_photo
from survey_defs.schema import Touchpoint


def take_photos(
    visit: Visit, touchpoint: Touchpoint, files: MultiDict[str, FileStorage], *, by: Person
) -> dict[str, str]:
    """Store and add every photo; the refusals, by question."""
    refused: dict[str, str] = {}
    for question in touchpoint.asked:
        if question.type == "photo":
            for words in _take(visit, question.key, files.getlist(f"q:{question.key}:file"), by):
                refused[question.key] = words
    return refused


def _take(visit: Visit, key: str, files: Iterable[FileStorage], by: Person) -> Iterable[str]:
    for file in files:
        if not file.filename:
            continue
        try:
            photo = store_photo(file.stream)
        except Refused as refused:
            yield str(refused)
            continue
        try:
            add_photo(visit, key=key, photo=photo, by=by)
        except Refused as refused:
            discard([photo])
            yield str(refused)
