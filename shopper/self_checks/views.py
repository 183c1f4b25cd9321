"""Self-checks: where they stand, writing one, what it found, and what is done about it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me, signed_in_person
from shopper.attempts import attempt
from shopper.evidence import serving
from shopper.follow_up.actions.queries import branch_or_404
from shopper.follow_up.queries import owners_of
from shopper.models import SelfCheck, SelfCheckState
from shopper.permissions import Can, can, needs
from shopper.self_checks import commands, pages, queries, writing
from shopper.self_checks.fixes import fixes_of
from shopper.self_checks.forms import FixesForm
from shopper.settings import MEGA
from shopper.troubles import Refused, Trouble
from shopper.visits.forms import Posted
from shopper.visits.onward import Onward
from shopper.visits.photos import take_each
from survey_defs.schema import Touchpoint

self_checks = Blueprint("self_checks", __name__)

ID = "int(max=2147483647)"
ONE = f"/self-checks/<{ID}:check_id>"
LARGEST = 12 * MEGA


@self_checks.url_value_preprocessor
def allow_photos(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only a touchpoint's form may be large, and only with files: this runs before anything is read."""
    if endpoint == "self_checks.save" and request.mimetype == "multipart/form-data":
        request.max_content_length = LARGEST


@self_checks.context_processor
def who_publishes() -> dict[str, Any]:
    """Whether the reader can see to it that there is something to begin with."""
    person = signed_in_person()
    return {"may_publish": bool(person and can(person, Can.SETS_EDIT))}


@self_checks.get("/self-checks")
@needs(Can.FOLLOW_UP)
def index() -> ResponseReturnValue:
    return render_template(
        "self_checks/index.html",
        page=pages.list_page(me(), request.args),
        title_of=pages.title_of,
        day_of=pages.day_of,
    )


@self_checks.get(f"/branches/<{ID}:branch_id>/self-checks")
@needs(Can.FOLLOW_UP)
def branch(branch_id: int) -> ResponseReturnValue:
    return _branch_page(branch_id)


def _branch_page(branch_id: int, wrong: Refused | None = None) -> ResponseReturnValue:
    page = pages.branch_page(me(), branch_or_404(me(), branch_id))
    return render_template("self_checks/branch.html", page=page, wrong=wrong), wrong.status if wrong else 200


@self_checks.post(f"/branches/<{ID}:branch_id>/self-checks")
@needs(Can.FOLLOW_UP)
def begin(branch_id: int) -> ResponseReturnValue:
    here, wanted = branch_or_404(me(), branch_id), request.form.get("set", 0, type=int)
    try:
        check = commands.begin_check(here, wanted, by=me())
    except Refused as wrong:
        return _branch_page(branch_id, wrong)
    return redirect(url_for(".self_check", check_id=check.id))


@self_checks.get(ONE)
@needs(Can.FOLLOW_UP)
def self_check(check_id: int) -> ResponseReturnValue:
    check = queries.check_or_404(me(), check_id)
    if check.state == SelfCheckState.DRAFT:
        return render_template("self_checks/start.html", **writing.start(check))
    return render_template("self_checks/result.html", **pages.result_page(check))


@self_checks.get(f"{ONE}/at/<key>")
@needs(Can.FOLLOW_UP)
def touchpoint(check_id: int, key: str) -> ResponseReturnValue:
    check = queries.own_or_404(me(), check_id)
    here = writing.touchpoint_or_404(check, key)
    if check.state != SelfCheckState.DRAFT:
        return redirect(url_for(".self_check", check_id=check_id))
    return _page(check, here, more=request.args.get("more", 0, int))


def _page(
    check: SelfCheck, here: Touchpoint, status: int = 200, over: str = "", **more: Any
) -> ResponseReturnValue:
    page = writing.touchpoint(check, here, **more)
    return render_template("self_checks/touchpoint.html", **page, over=over), status


@self_checks.post(f"{ONE}/at/<key>")
@needs(Can.FOLLOW_UP)
def save(check_id: int, key: str) -> ResponseReturnValue:
    check = queries.own_or_404(me(), check_id)
    here = writing.touchpoint_or_404(check, key)
    posted = Posted.read(here, request.form)
    onward = Onward(check, here, posted, request.form, {"check_id": check_id}, ".self_check")
    try:
        apart = commands.save_answers(check, onward.changes(), writing.was_of(request.form), by=me())
    except Refused as wrong:
        return _page(check, here, wrong.status, str(wrong), typed=posted.changes)
    refused = take_each(
        here, request.files, lambda one, photo: commands.add_photo(check, key=one, photo=photo, by=me())
    )
    if apart:
        mine = {one: posted.changes[one] for one in apart if one in posted.changes}
        return _page(check, here, 409, problems=refused | writing.apart_words(check, apart), typed=mine)
    problems = onward.problems() | refused
    return (
        _page(check, here, 400, problems=problems)
        if problems and onward.asks_to_continue
        else redirect(onward.url())
    )


@self_checks.get(f"{ONE}/check")
@needs(Can.FOLLOW_UP)
def check(check_id: int) -> ResponseReturnValue:
    own = queries.own_or_404(me(), check_id)
    if own.state != SelfCheckState.DRAFT:
        return redirect(url_for(".self_check", check_id=check_id))
    return render_template("self_checks/check.html", **writing.check_page(own))


@self_checks.post(f"{ONE}/finish")
@needs(Can.FOLLOW_UP)
def finish(check_id: int) -> ResponseReturnValue:
    own = queries.own_or_404(me(), check_id)
    try:
        commands.finish(own, by=me())
    except Refused as wrong:
        if wrong.code == Trouble.REPORT_NOT_WHOLE.name.lower():
            return render_template("self_checks/check.html", **writing.check_page(own)), wrong.status
        flash(str(wrong))
    return redirect(url_for(".self_check", check_id=check_id))


@self_checks.post(f"{ONE}/set-aside")
@needs(Can.FOLLOW_UP)
def set_aside(check_id: int) -> ResponseReturnValue:
    own = queries.own_or_404(me(), check_id)
    try:
        commands.set_aside(own, by=me())
        flash(_("The self-check is set aside. What you had written stands below."))
    except Refused as wrong:
        flash(str(wrong))
    return redirect(url_for(".self_check", check_id=check_id))


@self_checks.route(f"{ONE}/actions", methods=["GET", "POST"])
@needs(Can.FOLLOW_UP)
def actions(check_id: int) -> ResponseReturnValue:
    done = queries.done_or_404(me(), check_id)
    form = FixesForm(fixes_of(done, queries.fixes([check_id])[check_id]))
    form.offer(owners_of(done.branch))
    tried = attempt(form, lambda: commands.open_actions(done, **form.facts(), by=me()))
    if tried.done:
        flash(
            ngettext(
                "The action is open. Its owner is reminded before it is due.",
                "%(num)s actions are open. Their owner is reminded before they are due.",
                len(form.taken),
            )
        )
        return redirect(url_for(".self_check", check_id=check_id))
    page = {"check": done, "title": pages.title_of(done), "day": pages.day_of(done)}
    return render_template("self_checks/actions.html", form=form, **page), tried.status


@self_checks.get(f"{ONE}/photos/<sha256>")
@needs(Can.FOLLOW_UP)
def photo(check_id: int, sha256: str) -> ResponseReturnValue:
    """Through its self-check only: who may read it may see its photos."""
    return serving.photo(queries.photo_or_404(me(), check_id, sha256))
