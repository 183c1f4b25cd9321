"""The builder: the page of a draft, and what its forms send."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.models import QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.building import commands, steps
from shopper.question_sets.building.meeting import tell_of_others
from shopper.question_sets.building.page import Chosen, builder_page
from shopper.question_sets.building.quick import add_lines, lines_in
from shopper.question_sets.reading import languages_of
from shopper.question_sets.words import types_by_words
from shopper.troubles import Refused
from survey_defs.editing import Data, add_touchpoint


@question_sets.get(f"/<{ID}:set_id>/draft")
@needs(Can.SETS_EDIT)
def builder(set_id: int) -> ResponseReturnValue:
    version = queries.draft_or_404(me(), set_id)
    return render_template("question_sets/builder.html", page=builder_page(version, Chosen.of(request.args)))


def keep(version: QuestionSetVersion, step: commands.Step[Any], act: str, part: str) -> tuple[bool, Any]:
    """Make a step; a refusal is told on the next page and changes nothing."""
    try:
        return True, commands.edit(version, step, act=act, part=part, by=me())
    except Refused as refused:
        flash(str(refused), "stop")
        return False, None


@question_sets.post(f"/<{ID}:set_id>/draft/questions/<key>")
@needs(Can.SETS_EDIT)
def write_question(set_id: int, key: str) -> ResponseReturnValue:
    version, posted = queries.draft_or_404(me(), set_id), steps.flat(request.form)
    published = queries.latest_published(version.question_set)
    fixed = published is not None and key in published.definition.by_key
    done, theirs = keep(version, steps.write_question_step(key, posted, fixed), "question", key)
    if not done:
        return _again(version, Chosen(question=key, typed=posted))
    tell_of_others(version, posted, key, theirs)
    new = posted.get("key", key).strip() if not fixed else key
    return redirect(url_for(".builder", set_id=set_id, question=new or key, _anchor="edit"))


@question_sets.post(f"/<{ID}:set_id>/draft/touchpoints/<key>")
@needs(Can.SETS_EDIT)
def write_touchpoint(set_id: int, key: str) -> ResponseReturnValue:
    version, posted = queries.draft_or_404(me(), set_id), steps.flat(request.form)
    done, theirs = keep(version, steps.write_part_step(key, posted), "touchpoint", key)
    if not done:
        return _again(version, Chosen(touchpoint=key, typed=posted))
    tell_of_others(version, posted, key, theirs)
    return redirect(url_for(".builder", set_id=set_id, touchpoint=key, _anchor="edit"))


@question_sets.post(f"/<{ID}:set_id>/draft/settings")
@needs(Can.SETS_EDIT)
def write_settings(set_id: int) -> ResponseReturnValue:
    version, posted = queries.draft_or_404(me(), set_id), steps.flat(request.form)
    done, theirs = keep(version, steps.write_settings_step(posted), "settings", "settings")
    if not done:
        return _again(version, Chosen(settings=True, typed=posted))
    tell_of_others(version, posted, "settings", theirs)
    return redirect(url_for(".builder", set_id=set_id, settings=1, _anchor="edit"))


def _again(version: QuestionSetVersion, chosen: Chosen) -> ResponseReturnValue:
    """The page once more with everything that was typed."""
    return render_template("question_sets/builder.html", page=builder_page(version, chosen)), 409


@question_sets.post(f"/<{ID}:set_id>/draft/add")
@needs(Can.SETS_EDIT)
def add(set_id: int) -> ResponseReturnValue:
    """A touchpoint by its title, or questions by the line in a touchpoint."""
    version = queries.draft_or_404(me(), set_id)
    if "title" in request.form:
        return _add_part(version, request.form["title"])
    return _add_questions(version, request.form.get("touchpoint", ""), request.form.get("lines", ""))


def _add_part(version: QuestionSetVersion, title: str) -> ResponseReturnValue:
    title = " ".join(title.split())[:200]
    if not title:
        flash(_("Write what the touchpoint is called, then add it."), "stop")
        return redirect(url_for(".builder", set_id=version.question_set_id))

    def step(data: Data) -> tuple[Data, str]:
        languages = languages_of(data)
        return add_touchpoint(data, {languages[0]: title} if len(languages) > 1 else title)

    done, key = keep(version, step, "add_touchpoint", title[:100])
    chosen = {"touchpoint": key, "_anchor": "edit"} if done else {}
    return redirect(url_for(".builder", set_id=version.question_set_id, **chosen))


def _add_questions(version: QuestionSetVersion, touchpoint: str, typed: str) -> ResponseReturnValue:
    lines = lines_in(typed, types_by_words())
    if not lines:
        flash(_("Write at least one question, one a line, then add them."), "stop")
    else:
        done, _result = keep(
            version, lambda data: (add_lines(data, touchpoint, lines, languages_of(data)), None), "add_questions", touchpoint
        )  # fmt: skip
        if not done:
            return _again(version, Chosen(touchpoint=touchpoint, typed_lines=typed))
        flash(ngettext("%(num)s question was added.", "%(num)s questions were added.", len(lines)))
    return redirect(
        url_for(".builder", set_id=version.question_set_id, touchpoint=touchpoint, _anchor="edit")
    )


@question_sets.post(f"/<{ID}:set_id>/draft/undo")
@needs(Can.SETS_EDIT)
def undo(set_id: int) -> ResponseReturnValue:
    version = queries.draft_or_404(me(), set_id)
    last = queries.last_edit(version)
    try:
        number = request.form.get("number", type=int) or 0
        commands.undo(version, number=number, part=last.about if last else "", by=me())
        flash(_("The last edit was taken back."))
    except Refused as refused:
        flash(str(refused), "stop")
    return redirect(url_for(".builder", set_id=set_id))
