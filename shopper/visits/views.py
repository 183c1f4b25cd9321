"""The shopper's phone, online: every page works before any script runs."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from shopper.accounts.sessions import me
from shopper.evidence import serving
from shopper.models import WRITABLE, Visit, VisitState
from shopper.permissions import Can, needs
from shopper.settings import MEGA
from shopper.troubles import Refused, Trouble
from shopper.visits import commands, pages, queries
from shopper.visits.board.queries import has_passed
from shopper.visits.forms import Posted, SendForm
from shopper.visits.onward import Onward
from shopper.visits.photos import take_photos
from shopper.visits.sending import send_report
from survey_defs.schema import Touchpoint

visits = Blueprint("visits", __name__, url_prefix="/my")

PHOTO_LIMIT = 12 * MEGA


@visits.url_value_preprocessor
def allow_photos(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only a touchpoint's form and expenses may be large, and only with files: this runs before anything is read."""
    if endpoint in ("visits.save", "visits.expenses") and request.mimetype == "multipart/form-data":
        request.max_content_length = PHOTO_LIMIT


@visits.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    words = _(
        "A page takes 1 MB, and its photos together 12 MB; this was more. What was saved before is kept. "
        "Go back, send fewer photos at once or shorten the text, and continue."
    )
    return pages.refusal(words, 413, _visit_id()), 413


@visits.errorhandler(Refused)
def refused(error: Refused) -> ResponseReturnValue:
    return pages.refusal(str(error), error.status, _visit_id()), error.status


def _visit_id() -> UUID | None:
    return (request.view_args or {}).get("visit_id")


@visits.get("/today")
@needs(Can.VISIT_WRITE)
def today() -> ResponseReturnValue:
    return render_template("visits/today.html", **pages.today(me()))


@visits.get("/history")
@needs(Can.VISIT_WRITE)
def history() -> ResponseReturnValue:
    return render_template("visits/history.html", **pages.history(me(), request.args.get("page", 1, int)))


@visits.get("/visits/<uuid:visit_id>")
@needs(Can.VISIT_WRITE)
def visit(visit_id: UUID) -> ResponseReturnValue:
    return render_template("visits/visit.html", **pages.visit(queries.mine_or_404(me(), visit_id), me()))


@visits.post("/visits/<uuid:visit_id>/start")
@needs(Can.VISIT_WRITE)
def start(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    if not has_passed(me(), mine.wave):
        return redirect(url_for(".quiz", wave_id=mine.wave_id, visit=mine.id))
    if mine.state != VisitState.STARTED:
        commands.start_visit(mine, by=me())
    return redirect(pages.go_on_url(mine))


@visits.get("/visits/<uuid:visit_id>/at/<key>")
@needs(Can.VISIT_WRITE)
def touchpoint(visit_id: UUID, key: str) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    here = _touchpoint_or_404(mine, key)
    if mine.state not in WRITABLE:
        return redirect(url_for(".visit", visit_id=mine.id))
    return render_template(
        "visits/touchpoint.html", **pages.touchpoint(mine, here, more=request.args.get("more", 0, int))
    )


@visits.post("/visits/<uuid:visit_id>/at/<key>")
@needs(Can.VISIT_WRITE)
def save(visit_id: UUID, key: str) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    here = _touchpoint_or_404(mine, key)
    posted = Posted.read(here, request.form)
    onward = Onward(mine, here, posted, request.form, {"visit_id": mine.id}, ".visit")
    commands.save_answers(mine, onward.changes(), by=me())
    problems = onward.problems() | take_photos(mine, here, request.files, by=me())
    if problems and onward.asks_to_continue:
        return render_template("visits/touchpoint.html", **pages.touchpoint(mine, here, problems)), 400
    return redirect(onward.url())


def _touchpoint_or_404(mine: Visit, key: str) -> Touchpoint:
    found = [each for each in mine.version.definition.touchpoints if each.key == key]
    return found[0] if found else abort(404)


@visits.get("/visits/<uuid:visit_id>/check")
@needs(Can.VISIT_WRITE)
def check(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    if mine.state not in WRITABLE:
        return redirect(url_for(".visit", visit_id=mine.id))
    latest = queries.latest_submission(mine)
    form = SendForm(
        submission_id=str(uuid4()), base=str(latest.id) if latest else "", left_early=mine.left_early
    )
    return render_template("visits/check.html", **pages.check(mine, form))


@visits.post("/visits/<uuid:visit_id>/send")
@needs(Can.VISIT_WRITE)
def send(visit_id: UUID) -> ResponseReturnValue:
    mine, form = queries.mine_or_404(me(), visit_id), SendForm()
    if not form.validate():
        return render_template("visits/check.html", **pages.check(mine, pages.fresh(form))), 400
    try:
        send_report(mine, **form.facts(), by=me())
    except Refused as error:
        if error.code != Trouble.REPORT_NOT_WHOLE.name.lower():
            raise
        return render_template("visits/check.html", **pages.check(mine, form)), error.status
    return redirect(url_for(".sent", visit_id=mine.id))


@visits.get("/visits/<uuid:visit_id>/sent")
@needs(Can.VISIT_WRITE)
def sent(visit_id: UUID) -> ResponseReturnValue:
    mine = queries.mine_or_404(me(), visit_id)
    latest = queries.latest_submission(mine)
    if latest is None:
        return redirect(url_for(".visit", visit_id=mine.id))
    return render_template("visits/sent.html", **pages.receipt(mine, latest))


@visits.get("/visits/<uuid:visit_id>/photos/<sha256>")
@needs(Can.ACCOUNT)
def photo(visit_id: UUID, sha256: str) -> ResponseReturnValue:
    """Through its visit only: who may see the visit's report may see its photos."""
    slot = queries.photo_or_404(me(), visit_id, sha256)
    return serving.photo(slot.sha256)
