"""Photos of actions: how one comes in, and how it is had."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.evidence import serving
from shopper.follow_up.actions import queries
from shopper.follow_up.actions.forms import CommentForm
from shopper.follow_up.blueprint import ID, follow_up
from shopper.permissions import Can, needs
from shopper.settings import MEGA
from shopper.visits.evidence import Stored, discard, store_photo

LARGEST = 12 * MEGA


@follow_up.url_value_preprocessor
def allow_photos(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only the comment may be large, and only with a file: this runs before anything is read."""
    if endpoint == "follow_up.comment" and request.mimetype == "multipart/form-data":
        request.max_content_length = LARGEST


@contextmanager
def photo_of(form: CommentForm) -> Iterator[Callable[[], Stored | None]]:
    """A way to store the form's photo when the form holds; what was stored for nothing is taken away.

    It raises Refused NOT_AN_IMAGE for a file that is no photo."""
    stored: list[Stored] = []

    def take() -> Stored | None:
        file = form.photo.data
        if not file or not getattr(file, "filename", ""):
            return None
        stored.append(store_photo(file.stream))
        return stored[0]

    yield take
    discard(stored)


@follow_up.get(f"/actions/<{ID}:action_id>/photos/<sha256>")
@needs(Can.FOLLOW_UP)
def photo(action_id: int, sha256: str) -> ResponseReturnValue:
    """Through its action only: who may see the action may see its photos."""
    return serving.photo(queries.photo_or_404(me(), action_id, sha256))
