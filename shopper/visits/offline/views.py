"""The worker, the manifest, the page for what was never kept, and the outbox."""

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import signed_in_person
from shopper.permissions import Can, needs, public
from shopper.visits.offline import worker
from shopper.visits.views import visits

OK = 200


@visits.get("/sw.js")
@public
def service_worker() -> ResponseReturnValue:
    answer = Response(worker.script(sends="sends" in request.args), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


@visits.get("/list.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    answer = jsonify(worker.manifest())
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@visits.get("/away")
@public
def away() -> ResponseReturnValue:
    """Kept with the worker, for an address that this phone has never opened."""
    return render_template(
        "visits/away.html", person=None, nav=[], my_roles=[], person_url="", sign_out_url=""
    )


@visits.get("/outbox")
@needs(Can.VISIT_WRITE)
def outbox() -> ResponseReturnValue:
    return render_template("visits/outbox.html")


NEVER_KEPT = {"visits.away", "visits.board", "visits.offer", "visits.quiz", "visits.expenses"}
"""Pages that would mislead as they were yesterday: what may be taken and claimed, the server alone knows."""


@visits.after_request
def say_whose_page(answer: Response) -> Response:
    """A page with this header may be kept on the phone, for this person only."""
    person = signed_in_person() if answer.mimetype == "text/html" and answer.status_code == OK else None
    if person is not None and request.method == "GET" and request.endpoint not in NEVER_KEPT:
        answer.headers["Phone-Of"] = str(person.id)
    return answer
