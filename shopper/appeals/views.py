"""The pages of managers who appeal, and of reviewers and admins who decide."""

from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.appeals import commands, pages, queries
from shopper.appeals.blueprint import appeals
from shopper.appeals.commands import Decision
from shopper.appeals.forms import AppealForm, DecideForm
from shopper.appeals.rules import refuse_late, remedies, why_not
from shopper.evidence import the_store
from shopper.language import spoken
from shopper.models import Appeal, Remedy, Visit
from shopper.permissions import Can, needs
from shopper.privacy.words import visit_words
from shopper.reporting import report_sections
from shopper.settings import MEGA
from shopper.troubles import Refused
from shopper.visits.evidence import Stored, discard, store_photo
from shopper.visits.forms import Posted

PHOTO_LIMIT = 12 * MEGA


@appeals.url_value_preprocessor
def allow_a_photo(endpoint: str | None, _values: object) -> None:
    """Only where one may be added: this runs before anything is read."""
    if endpoint == "appeals.open_appeal" and request.mimetype == "multipart/form-data":
        request.max_content_length = PHOTO_LIMIT


def _page() -> int:
    return max(1, request.args.get("page", 1, type=int))


@appeals.get("/appeals")
@needs(Can.APPEAL_DECIDE)
def waiting() -> ResponseReturnValue:
    found, page = queries.waiting(me(), page=_page()), _page()
    decided = queries.lately_decided(me()) if page == 1 else []
    return render_template(
        "appeals/waiting.html",
        lines=pages.lines(found[: queries.PAGE], for_deciders=True),
        decided=pages.lines(decided, for_deciders=True),
        page=page,
        more=len(found) > queries.PAGE,
    )


@appeals.get("/appeals/ours")
@needs(Can.APPEAL_OPEN)
def ours() -> ResponseReturnValue:
    found = queries.of_my_branches(me(), page=_page())
    lines = pages.lines(found[: queries.PAGE], for_deciders=False)
    return render_template("appeals/ours.html", lines=lines, page=_page(), more=len(found) > queries.PAGE)


@appeals.route("/reports/<uuid:visit_id>/appeal", methods=["GET", "POST"])
@needs(Can.APPEAL_OPEN)
def open_appeal(visit_id: UUID) -> ResponseReturnValue:
    visit = queries.released_or_404(me(), visit_id)
    form = AppealForm(key=request.args.get("question", ""))
    form.offer(pages.questions_of(visit))
    refuse_late(visit, visit.released_at)
    if form.validate_on_submit() and _opened(visit, form):
        flash(_("Your appeal is on its way. What comes of it stands at the report, and you are told."))
        return redirect(url_for("dashboards.report", visit_id=visit.id, _anchor="h-appeals"))
    page = {"visit": visit, "form": form, "possible": pages.possible(visit, may=True)}
    return render_template("appeals/open.html", **page), 400 if form.errors else 200


def _opened(visit: Visit, form: AppealForm) -> bool:
    """Whether the appeal was taken; else the form says why not, with all that was written."""
    photo: Stored | None = None
    try:
        photo = store_photo(form.photo.data.stream) if form.photo.data else None
        commands.open_appeal(visit, key=form.key.data, reason=form.reason.data or "", photo=photo, by=me())
    except Refused as refused:
        discard([photo] if photo else [])
        form.form_errors.append(str(refused))
        return False
    return True


@appeals.route("/appeals/<int:appeal_id>", methods=["GET", "POST"])
@needs(Can.APPEAL_DECIDE)
def appeal(appeal_id: int) -> ResponseReturnValue:
    found, form, typed = queries.to_decide_or_404(me(), appeal_id), DecideForm(), None
    visit = found.visit
    form.offer(remedies(visit.version.definition.by_key.get(found.question_key)))
    problem = ""
    if form.validate_on_submit():
        typed = _typed(visit, found.question_key) if form.remedy == Remedy.CORRECTED else None
        try:
            commands.decide(visit, found, Decision(form.remedy, form.words.data or "", typed), by=me())
        except Refused as refused:
            problem = str(refused)
            form.form_errors.append(problem)
        else:
            flash(_("Decided. Both sides read why at the report."))
            return redirect(url_for(".waiting", _anchor="main"))
    return _appeal(found, form, typed, problem)


def _typed(visit: Visit, key: str) -> dict[str, object]:
    """The answer that stands in the inputs."""
    for touchpoint, question in visit.version.definition.walk():
        if question.key == key:
            return Posted.read(touchpoint, request.form).typed.get(key, {})
    return {}


def _appeal(
    found: Appeal, form: DecideForm, typed: dict[str, object] | None, problem: str
) -> ResponseReturnValue:
    visit, definition = found.visit, found.visit.version.definition
    told = pages.told(found, names=True)
    page = {
        "told": told,
        "form": form,
        "why_not": why_not(found, me()) if told.open else "",
        "asked": pages.correction(visit, found.question_key, typed, problem if typed else ""),
        "sections": report_sections(
            definition, visit.answers or {}, None, spoken(definition), visit_words(visit)
        ),
        "decision": visit.reason if not found.question_key else "",
        "age": pages.age(found),
    }
    return render_template("appeals/appeal.html", **page), 400 if form.errors or problem else 200


@appeals.get("/appeals/<int:appeal_id>/photo")
@needs(Can.ACCOUNT)
def photo(appeal_id: int) -> ResponseReturnValue:
    """Through its appeal only: who may read the appeal may see its photo."""
    slot = queries.photo_or_404(me(), appeal_id)
    answer = Response(mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.set_etag(slot.sha256)
    content = the_store().get(slot.sha256)
    answer.data = abort(404) if content is None else content
    return answer.make_conditional(request)
