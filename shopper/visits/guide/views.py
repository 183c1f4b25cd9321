"""The help page, and the way to it from every other page of the shopper."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from shopper.permissions import Can, needs
from shopper.visits.views import visits


@visits.get("/help")
@needs(Can.VISIT_WRITE)
def guide() -> ResponseReturnValue:
    return render_template("visits/help.html")


@visits.context_processor
def way_to_help() -> dict[str, str]:
    return {"help_url": url_for("visits.guide")}
