"""The list of actions and its files."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.dashboards.exports import Stated, spreadsheet
from shopper.follow_up.actions import listing, queries
from shopper.follow_up.actions.words import CAUSE_NAMES, is_late, standing
from shopper.follow_up.blueprint import follow_up
from shopper.permissions import Can, needs


@follow_up.get("/actions")
@needs(Can.FOLLOW_UP)
def actions() -> ResponseReturnValue:
    asked = listing.read(me(), request.args)
    today = queries.today()
    return render_template(
        "follow_up/actions.html",
        asked=asked,
        part=listing.page(me(), asked, request.args.get("page", "")),
        shows=listing.shows(),
        verdict=listing.verdict(me(), asked),
        causes=CAUSE_NAMES,
        is_late=lambda action: is_late(action, today),
        standing=lambda action: standing(action, today),
    )


@follow_up.get("/actions.xlsx", endpoint="actions_xlsx")
@follow_up.get("/actions.csv")
@needs(Can.FOLLOW_UP)
def actions_csv() -> ResponseReturnValue:
    asked = listing.read(me(), request.args)
    stated = Stated(asked.sentence, {_("Filter"): asked.sentence.striptags()})
    return spreadsheet(*listing.sheet(me(), asked), "actions", stated)
