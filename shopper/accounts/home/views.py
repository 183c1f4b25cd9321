"""The page on which a shopper says around where they start."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.blueprint import accounts
from shopper.accounts.home import commands, queries
from shopper.accounts.home.forms import HomeForm
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.geography import Point
from shopper.models import HomeArea
from shopper.permissions import Can, needs


@accounts.route("/account/home-area", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def home_area() -> ResponseReturnValue:
    said = queries.home_of(me())
    form = HomeForm(data={"place": _written(said)})
    tried = attempt(form, lambda: commands.say_home(me(), form.point(), by=me()))
    if tried.done:
        flash(_("Distances are told from there now."))
        return redirect(url_for(".home_area"))
    return render_template("accounts/home_area.html", form=form, said=_written(said)), tried.status


def _written(said: Point | None) -> str:
    return ", ".join(f"{part:.{HomeArea.DECIMALS}f}" for part in said) if said else ""


@accounts.post("/account/home-area/forget")
@needs(Can.VISIT_WRITE)
def forget_home() -> ResponseReturnValue:
    commands.forget_home(me(), by=me())
    flash(_("It is forgotten: nothing is left of it here."))
    return redirect(url_for(".home_area"))
