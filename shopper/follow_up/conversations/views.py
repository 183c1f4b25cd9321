"""The week, and one conversation: load, fill the log, call one command, go."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.dashboards.months import short_day
from shopper.extensions import db
from shopper.follow_up.blueprint import ID, follow_up
from shopper.follow_up.conversations import commands, pages, queries
from shopper.follow_up.conversations.forms import LogForm, PlainForm, as_logged
from shopper.follow_up.conversations.reaching import is_closed
from shopper.follow_up.conversations.rules import lacks
from shopper.follow_up.conversations.week_page import week_page
from shopper.follow_up.conversations.weeks import today_of
from shopper.models import Conversation
from shopper.permissions import Can, needs

CLOSE, ACTION = "close", "action"


@follow_up.get("/conversations")
@needs(Can.CONVERSE)
def conversations() -> ResponseReturnValue:
    return render_template("conversations/week.html", page=week_page(me()))


@follow_up.route(f"/conversations/<{ID}:conversation_id>", methods=["GET", "POST"])
@needs(Can.CONVERSE)
def conversation(conversation_id: int) -> ResponseReturnValue:
    talk = queries.conversation_or_404(me(), conversation_id)
    if talk.closed_at is not None and not request.form:
        return _closed(talk)
    form = LogForm(data=as_logged(talk, {"held_on": today_of(me())}))
    kept = attempt(form, lambda: commands.save_log(talk, form.log(), edit_number=form.edit_number, by=me()))
    if not kept.done:
        return _open(talk, form, kept.status, kept.code)
    return _after_saving(talk, form)


def _after_saving(talk: Conversation, form: LogForm) -> ResponseReturnValue:
    """What was written is kept by now, whatever else was asked for."""
    wanted = request.form.get("do", "")
    if wanted == CLOSE:
        return _close(talk, form)
    if wanted == ACTION:
        return redirect(url_for(".new", branch_id=talk.branch.id, conversation=talk.id, finding=_found(talk)))
    flash(_("Saved. It is closed once nothing is missing."))
    return redirect(url_for(".conversation", conversation_id=talk.id))


def _found(talk: Conversation) -> str:
    """How the finding of an action begins; the rest is for the manager to say, without the customer's name."""
    day = short_day(talk.held_on or today_of(me()))
    return _("A customer told us on %(day)s:", day=day)


def _close(talk: Conversation, form: LogForm) -> ResponseReturnValue:
    form.edit.data = str(talk.edit_number)
    missing = lacks(talk, len(queries.actions_of(me(), [talk])[talk.id]), today_of(me()))
    form.tell(missing)
    if missing:
        return _open(talk, form, 400)
    tried = attempt(form, lambda: commands.close_conversation(talk, by=me()))
    if not tried.done:
        return _open(talk, form, tried.status)
    flash(_("The conversation is closed. What you promised stands on the next prep card."))
    return redirect(url_for(".conversations"))


def _open(talk: Conversation, form: LogForm, status: int, code: str = "") -> ResponseReturnValue:
    db.session.refresh(talk)
    elsewhere = as_logged(talk, {}) if code == "log_changed" else {}
    if elsewhere:
        form.edit.data = str(talk.edit_number)
    opened = queries.actions_of(me(), [talk])[talk.id]
    page = render_template(
        "conversations/conversation.html",
        talk=talk,
        form=form,
        prep=pages.prep(me(), talk),
        opened=opened,
        elsewhere=_words(elsewhere),
        stopped=is_closed(talk.customer),
    )
    return page, status


def _words(logged: Mapping[str, Any]) -> list[str]:
    """What somebody wrote elsewhere, to be read beside what stands in the form."""
    return [logged[name] for name in ("said", "read_back", "unchanged") if logged.get(name)]


def _closed(talk: Conversation) -> ResponseReturnValue:
    opened = queries.actions_of(me(), [talk])[talk.id]
    return render_template(
        "conversations/closed.html", talk=talk, facts=pages.closed_facts(talk), opened=opened
    )


@follow_up.post(f"/conversations/<{ID}:conversation_id>/take-out")
@needs(Can.CONVERSE)
def conversation_take_out(conversation_id: int) -> ResponseReturnValue:
    talk = queries.conversation_or_404(me(), conversation_id)
    form = PlainForm()
    tried = attempt(form, lambda: commands.take_out(talk, by=me()))
    if tried.done:
        flash(_("Taken out. What was written is kept."))
        return redirect(url_for(".conversations"))
    return render_template("conversations/week.html", page=week_page(me()), form=form), tried.status
