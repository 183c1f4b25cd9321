"""What is erased in the next days, for those who set the days."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from shopper import clock
from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.privacy import queries
from shopper.privacy.blueprint import privacy
from shopper.privacy.words import hold_words

AHEAD = 30


@privacy.get("/admin/settings/erasing")
@needs(Can.SETTINGS_EDIT)
def soon() -> ResponseReturnValue:
    today = clock.now().date()
    due = queries.falling_due(me(), today + timedelta(days=AHEAD))
    over = [one.wave for one in due if one.wave is not None and one.on <= today]
    held = [hold_words(hold, number) for hold, number in queries.held_of(me(), over).items()]
    return render_template(
        "privacy/soon.html",
        due=due,
        held=held,
        today=today,
        ahead=AHEAD,
        visits=sum(one.visits for one in due),
    )
