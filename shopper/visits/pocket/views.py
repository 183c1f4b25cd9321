"""Pocket mode without a script: each tap is a small form. With one, js/phone/pocket.js answers at once."""

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.models import WRITABLE
from shopper.permissions import Can, needs
from shopper.visits import queries
from shopper.visits.on_site import NOTE, RECOGNISED, STOPPED, Stamp, journey
from shopper.visits.photos import take_photos
from shopper.visits.pocket import commands, making, pages
from shopper.visits.pocket.shopping import Line, lines_of
from shopper.visits.typing_in import tidy_text
from shopper.visits.views import PHOTO_LIMIT, visits


@visits.url_value_preprocessor
def allow_a_photo(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """As in views.allow_photos, for the camera button."""
    if endpoint == "visits.pocket_photo":
        request.max_content_length = PHOTO_LIMIT


@visits.get("/visits/<uuid:visit_id>/notes")
@needs(Can.VISIT_WRITE)
def pocket(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    if mine.state not in WRITABLE:
        return redirect(url_for(".visit", visit_id=mine.id))
    return render_template("visits/pocket.html", **pages.pocket(mine, me()), kept=request.args.get("kept"))


@visits.post("/visits/<uuid:visit_id>/notes")
@needs(Can.VISIT_WRITE)
def stamp(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    made = asked_for(mine.stamps, [*journey(mine.version.definition), RECOGNISED, STOPPED])
    if made is not None:
        commands.keep_stamp(mine, stamp=made, name=made["name"], by=me())
    return redirect(url_for(".pocket", visit_id=mine.id, _anchor=request.form.get("row")))


def asked_for(stamps: list[Stamp], known: list[str]) -> dict[str, Any] | None:
    """The stamp that the posted button makes or changes; None for a note without words."""
    posted = request.form
    if "tap" in posted:
        return making.new_stamp(posted["tap"]) if posted["tap"] in known else abort(404)
    if "note" in posted:
        words = " ".join(tidy_text(posted["note"]).split())
        return making.new_stamp(NOTE, words) if words else None
    for button, change in CHANGES.items():
        if button in posted:
            return change(making.find(stamps, posted[button]))
    return abort(400)


CHANGES = {
    "earlier": lambda stamp: making.moved(stamp, -1),
    "later": lambda stamp: making.moved(stamp, 1),
    "undo": making.taken_back,
}


@visits.post("/visits/<uuid:visit_id>/notes/photo")
@needs(Can.VISIT_WRITE)
def pocket_photo(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    key = pages.photo_question(mine)
    here = [one for one in mine.version.definition.touchpoints if key in {q.key for q in one.asked}]
    refused = take_photos(mine, here[0], _files(key), by=me()) if here else {"": ""}
    return redirect(url_for(".pocket", visit_id=mine.id, kept=0 if refused else 1, _anchor="photo"))


def _files(key: str) -> Any:
    """The file of the camera button under the name that the question's own form gives it."""
    files = request.files.copy()
    files.setlist(f"q:{key}:file", files.poplist("photo"))
    return files


@visits.get("/visits/<uuid:visit_id>/notes/list")
@visits.get("/practice/notes/list", defaults={"visit_id": None})
@needs(Can.VISIT_WRITE)
def cover(visit_id: UUID | None) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id) if visit_id else None
    back = url_for(".pocket", visit_id=mine.id) if mine else url_for(".practice_notes")
    return render_template("visits/cover.html", visit=mine, lines=lines_of(me()), back_url=back)


@visits.post("/visits/<uuid:visit_id>/notes/list")
@visits.post("/practice/notes/list", defaults={"visit_id": None})
@needs(Can.VISIT_WRITE)
def keep_list(visit_id: UUID | None) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id) if visit_id else None
    commands.keep_list(me(), lines=_posted_lines(), by=me())
    return redirect(url_for(".cover", visit_id=mine.id if mine else None))


def _posted_lines() -> list[Line]:
    done = set(request.form.getlist("done"))
    words = request.form.getlist("line")
    kept = [Line(words=one, done=str(at) in done) for at, one in enumerate(words)]
    if "clear" in request.form:
        kept = [line for line in kept if not line.get("done")]
    return [*kept, Line(words=request.form.get("new", ""))]
