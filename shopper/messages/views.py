"""The list of messages, contact choices, stopping mail, and mail that did not arrive."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.extensions import db
from shopper.messages import commands, mending, queries
from shopper.messages.blueprint import messages
from shopper.messages.forms import ContactForm, shown, zones
from shopper.messages.mailing import person_of
from shopper.messages.moments import by_when, own_moment
from shopper.messages.pages import body_words, is_mail_alone, way_words
from shopper.models import Person, Reach
from shopper.permissions import Can, can, needs, proves_itself, public
from shopper.troubles import Refused, Trouble


@messages.get("/messages")
@needs(Can.ACCOUNT)
def index() -> ResponseReturnValue:
    box = queries.inbox(me(), request.args.get("page", 1, type=int))
    return render_template(
        "messages/index.html",
        box=box,
        words=body_words,
        way=way_words,
        by_when=by_when,
        long=is_mail_alone,
        at=lambda moment: own_moment(moment, me()),
        sees_trouble=can(me(), Can.PEOPLE_EDIT),
    )


@messages.post("/messages/open")
@needs(Can.ACCOUNT)
def open_one() -> ResponseReturnValue:
    """To what it is about; from then on it counts as read."""
    wanted = request.form.get("message", type=UUID) or abort(400)
    message = queries.message_or_404(me(), wanted)
    commands.open_message(message)
    return redirect(message.path or url_for(".index"))


@messages.post("/messages/open-all")
@needs(Can.ACCOUNT)
def open_all() -> ResponseReturnValue:
    commands.open_all(me())
    return redirect(url_for(".index"))


@messages.route("/messages/choices", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def choices() -> ResponseReturnValue:
    chosen = queries.choices_of(me())
    form = ContactForm(data=shown(chosen))
    tried = attempt(
        form,
        lambda: commands.choose_contact(me(), reach=Reach(form.reach.data), hours=form.hours(), by=me()),
    )
    if tried.done:
        flash(_("Your choices are saved. They hold from now on."))
        return redirect(url_for(".choices"))
    zone = queries.hours_of(me()).zone
    page = render_template("messages/choices.html", form=form, zones=zones(), zone=zone, chosen=chosen)
    return page, tried.status


@messages.post("/messages/in-the-app-only")
@needs(Can.ACCOUNT)
def in_app_only() -> ResponseReturnValue:
    commands.stop_mail(me(), by=me())
    flash(_("You are told in the app only from now on."))
    return redirect(url_for(".choices"))


@messages.route("/stop-mail/<token>", methods=["GET", "POST"])
@public
@proves_itself
def stop(token: str) -> ResponseReturnValue:
    """A button, because mail programs open links by themselves; they may also press it (RFC 8058)."""
    key = person_of(token)
    person = db.session.get(Person, key) if key else None
    if person is None:
        raise Refused(Trouble.STOP_LINK_BROKEN)
    if request.method == "POST":
        commands.stop_mail(person, by=person)
    return render_template("messages/stop.html", done=request.method == "POST")


@messages.get("/mail")
@needs(Can.PEOPLE_EDIT)
def trouble() -> ResponseReturnValue:
    return render_template(
        "messages/trouble.html",
        rows=queries.in_trouble(me()),
        since=queries.waits_since(me()),
        again=mending.may_go_again,
        at=lambda moment: own_moment(moment, me()),
    )


@messages.post("/mail/<uuid:message_id>/again")
@needs(Can.PEOPLE_EDIT)
def send_again(message_id: UUID) -> ResponseReturnValue:
    message, person = queries.trouble_or_404(me(), message_id)
    mending.send_again(message, person=person, by=me())
    flash(_("It waits for the mail server and goes out within a few minutes."))
    return redirect(url_for(".trouble"))


@messages.post("/mail/<uuid:message_id>/leave")
@needs(Can.PEOPLE_EDIT)
def leave(message_id: UUID) -> ResponseReturnValue:
    message, person = queries.trouble_or_404(me(), message_id)
    mending.leave(message, person=person, by=me())
    flash(_("It stays in the app, and no mail follows."))
    return redirect(url_for(".trouble"))
