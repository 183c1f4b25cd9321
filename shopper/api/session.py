"""Who is asking: the phone's first question, which also proves that the network is ours."""

from datetime import datetime

from flask_wtf.csrf import generate_csrf

from shopper import clock
from shopper.accounts.sessions import me
from shopper.api.blueprint import api
from shopper.api.calls import call
from shopper.api.types import Moment, Reply
from shopper.permissions import Can, needs


class Who(Reply):
    id: int
    name: str


class SessionReply(Reply):
    person: Who
    csrf: str
    now: Moment


@api.get("/session")
@needs(Can.ACCOUNT)
@call("Who is signed in, and the token that writing with a session takes", answers={200: SessionReply})
def session() -> dict[str, dict[str, object] | str | datetime]:
    person = me()
    return {"person": {"id": person.id, "name": person.name}, "csrf": generate_csrf(), "now": clock.now()}
