"""Practice, from the brief to the score: kept for one person, sent to nobody."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.visits.forms import Posted, key_in
from shopper.visits.on_site import RECOGNISED, STOPPED, journey
from shopper.visits.pocket.views import asked_for
from shopper.visits.practice import commands, pages
from shopper.visits.practice.the_set import practice_set, touchpoint_or_404
from shopper.visits.views import visits


@visits.get("/practice")
@needs(Can.VISIT_WRITE)
def practice() -> ResponseReturnValue:
    return render_template("visits/practice/start.html", **pages.start(me()))


@visits.post("/practice")
@needs(Can.VISIT_WRITE)
def begin_practice() -> ResponseReturnValue:
    commands.begin_practice(me(), by=me())
    return redirect(url_for(".practice_notes"))


@visits.get("/practice/notes")
@needs(Can.VISIT_WRITE)
def practice_notes() -> ResponseReturnValue:
    return render_template("visits/pocket.html", **pages.notes(me()))


@visits.post("/practice/notes")
@needs(Can.VISIT_WRITE)
def practice_stamp() -> ResponseReturnValue:
    found = pages.kept(me())
    made = asked_for(found.stamps if found else [], [*journey(practice_set()), RECOGNISED, STOPPED])
    if made is not None:
        commands.keep_practice(me(), stamp=made, by=me())
    return redirect(url_for(".practice_notes", _anchor=request.form.get("row")))


@visits.get("/practice/at/<key>")
@needs(Can.VISIT_WRITE)
def practice_touchpoint(key: str) -> ResponseReturnValue:
    here = touchpoint_or_404(key)
    return render_template("visits/practice/touchpoint.html", **pages.touchpoint(me(), here, {}))


@visits.post("/practice/at/<key>")
@needs(Can.VISIT_WRITE)
def practice_save(key: str) -> ResponseReturnValue:
    here = touchpoint_or_404(key)
    clear, go = key_in(request.form.get("clear", "")), request.form.get("go", "")
    posted = Posted.read(here, request.form)
    commands.keep_practice(me(), answers=pages.changes(posted, here, clear, go), by=me())
    problems = pages.problems_on(me(), here) if go == "continue" and not clear else {}
    if problems:
        return render_template(
            "visits/practice/touchpoint.html", **pages.touchpoint(me(), here, problems)
        ), 400
    return redirect(pages.next_url(me(), key, clear, go))


@visits.get("/practice/check")
@needs(Can.VISIT_WRITE)
def practice_check() -> ResponseReturnValue:
    return render_template("visits/practice/check.html", **pages.check(me()))


@visits.post("/practice/end")
@needs(Can.VISIT_WRITE)
def practice_send() -> ResponseReturnValue:
    if pages.whole(me()).problems:
        return render_template("visits/practice/check.html", **pages.check(me())), 422
    return redirect(url_for(".practice_end"))


@visits.get("/practice/end")
@needs(Can.VISIT_WRITE)
def practice_end() -> ResponseReturnValue:
    if pages.whole(me()).problems:
        return redirect(url_for(".practice_check"))
    return render_template("visits/practice/end.html", **pages.end(me()))
