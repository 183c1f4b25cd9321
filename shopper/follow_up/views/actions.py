"""One action: opening it, its page, changing it, moving it on, a comment."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.follow_up.actions import commands, queries
from shopper.follow_up.actions.finding import read_finding
from shopper.follow_up.actions.forms import ActionForm, CommentForm, MoveForm, NewActionForm, filled
from shopper.follow_up.actions.page import action_page
from shopper.follow_up.blueprint import ID, follow_up
from shopper.follow_up.conversations.opening import told_in
from shopper.follow_up.queries import owners_of
from shopper.follow_up.views.photos import photo_of
from shopper.models import Action, ActionState
from shopper.permissions import Can, needs
from shopper.reach import places
from shopper.self_checks.queries import found_by


@follow_up.get("/actions/new")
@needs(Can.FOLLOW_UP)
def choose() -> ResponseReturnValue:
    """A finding about a whole region: in which branch does the change begin?"""
    known = places(me(), Can.FOLLOW_UP)
    here = next((one for one in known if str(one.region.id) == request.args.get("region")), known[0])
    carried = {name: value for name, value in request.args.items() if name not in ("region", "branch_id")}
    found = queries.branches_in(me(), here.region.path)
    return render_template("follow_up/choose.html", here=here, branches=found, carried=carried)


@follow_up.route(f"/branches/<{ID}:branch_id>/actions/new", methods=["GET", "POST"])
@needs(Can.FOLLOW_UP)
def new(branch_id: int) -> ResponseReturnValue:
    branch = queries.branch_or_404(me(), branch_id)
    found = read_finding(me(), branch, request.args)
    talk = told_in(me(), branch, request.args.get("conversation", ""))
    form = NewActionForm(data={"finding": found.words})
    form.offer(owners_of(branch))
    about: dict[str, Any] = {
        "visit": found.visit,
        "version": found.version,
        "question": found.question,
        "measure": found.measure,
        "conversation": talk,
    }
    tried = attempt(form, lambda: commands.open_action(branch, **form.facts(), **about, by=me()))
    if tried.done:
        flash(_("The action is open. Its owner is reminded before it is due."))
        if talk is not None and talk.closed_at is None:
            return redirect(url_for(".conversation", conversation_id=talk.id, _anchor="h-log"))
        return redirect(url_for(".action", action_id=tried.result.id))
    return render_template(
        "follow_up/new.html", form=form, branch=branch, found=found, talk=talk
    ), tried.status


@follow_up.get(f"/actions/<{ID}:action_id>")
@needs(Can.FOLLOW_UP)
def action(action_id: int) -> ResponseReturnValue:
    return _page(queries.action_or_404(me(), action_id))


@follow_up.route(f"/actions/<{ID}:action_id>/change", methods=["GET", "POST"])
@needs(Can.FOLLOW_UP)
def change(action_id: int) -> ResponseReturnValue:
    found = queries.action_or_404(me(), action_id)
    form = ActionForm(data=filled(found))
    form.offer(owners_of(found.branch))
    tried = attempt(form, lambda: commands.change_action(found, **form.facts(), by=me()))
    if tried.done:
        flash(_("The action is changed."))
        return redirect(url_for(".action", action_id=action_id))
    return render_template("follow_up/change.html", form=form, action=found), tried.status


@follow_up.post(f"/actions/<{ID}:action_id>/move")
@needs(Can.FOLLOW_UP)
def move(action_id: int) -> ResponseReturnValue:
    found, form = queries.action_or_404(me(), action_id), MoveForm()
    form.offer(found.state)
    tried = attempt(
        form,
        lambda: commands.move_action(
            found, to=ActionState(form.to.data), words=form.words.data or "", by=me()
        ),
    )
    if tried.done:
        return redirect(url_for(".action", action_id=action_id, _anchor="main"))
    return _page(found, moving=form, status=tried.status)


@follow_up.post(f"/actions/<{ID}:action_id>/comment")
@needs(Can.FOLLOW_UP)
def comment(action_id: int) -> ResponseReturnValue:
    found, form = queries.action_or_404(me(), action_id), CommentForm()
    with photo_of(form) as photo:
        tried = attempt(
            form, lambda: commands.comment_on(found, words=form.words.data or "", photo=photo(), by=me())
        )
    if tried.done:
        return redirect(url_for(".action", action_id=action_id, _anchor="h-history"))
    return _page(found, commenting=form, status=tried.status)


def _page(
    found: Action, moving: MoveForm | None = None, commenting: CommentForm | None = None, status: int = 200
) -> ResponseReturnValue:
    from shopper.follow_up.actions.effect import told  # noqa: PLC0415 - scipy loads when somebody asks

    moving = moving or MoveForm(formdata=None)
    moving.offer(found.state)
    page = render_template(
        "follow_up/action.html",
        page=action_page(found),
        action=found,
        effect=told(me(), found),
        check_id=found_by(found),
        moving=moving,
        commenting=commenting or CommentForm(formdata=None),
    )
    return page, status
