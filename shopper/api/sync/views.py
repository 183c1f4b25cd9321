"""The calls of the phone; each may be sent again until it is answered."""

import hashlib
import io
from typing import Any
from uuid import UUID

from shopper import clock
from shopper.accounts.sessions import me
from shopper.api.blueprint import api
from shopper.api.calls import call
from shopper.api.sync.bodies import DraftBody, SlotQuery, SubmissionBody
from shopper.api.sync.replies import DraftReply, PhotoReply, ReceiptReply, VisitReply, VisitsReply
from shopper.api.sync.telling import receipt, visit_part, whole_visit
from shopper.api.types import Problem
from shopper.models import Scope, Visit
from shopper.permissions import Can, needs
from shopper.settings import MEGA
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.commands import save_draft
from shopper.visits.evidence import discard, store_photo
from shopper.visits.sending import take_report
from shopper.visits.slots import Slot, check_slot, put_photo

PHOTO_LIMIT = 12 * MEGA
PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/octet-stream")


@api.get("/visits")
@needs(Can.VISIT_WRITE)
@call(
    "Your visits: to make, to write, and lately sent", answers={200: VisitsReply}, scope=Scope.SYNC, etag=True
)
def visits() -> dict[str, Any]:
    person = me()
    found = [*queries.to_do(person), *queries.sent(person)[: queries.PAGE]]
    return {"visits": [visit_part(visit) for visit in found]}


@api.get("/visits/<uuid:visit_id>")
@needs(Can.VISIT_WRITE)
@call("One visit with its question set and your draft", answers={200: VisitReply}, scope=Scope.SYNC)
def visit(visit_id: UUID) -> dict[str, Any]:
    return whole_visit(queries.mine_or_404(me(), visit_id))


@api.put("/visits/<uuid:visit_id>/draft")
@needs(Can.VISIT_WRITE)
@call(
    "Merge what one device has written; of each answer the later one counts and the other is kept",
    body=DraftBody, answers={200: DraftReply, 409: Problem}, scope=Scope.SYNC,
)  # fmt: skip
def draft(visit_id: UUID, body: DraftBody) -> dict[str, Any]:
    mine = queries.mine_or_404(me(), visit_id)
    save_draft(mine, body.told(), by=me())
    return {"answers": mine.draft, "stamps": mine.stamps, "state": mine.state, "received_at": clock.now()}


@api.put("/visits/<uuid:visit_id>/evidence/<sha256>")
@needs(Can.VISIT_WRITE)
@call(
    "Put a photo into its place; its name is the SHA-256 of the bytes sent",
    content=PHOTOS, query=SlotQuery, answers={200: PhotoReply, 201: PhotoReply, 409: Problem},
    scope=Scope.SYNC, limit=PHOTO_LIMIT,
)  # fmt: skip
def evidence(visit_id: UUID, sha256: str, query: SlotQuery, body: bytes) -> tuple[dict[str, Any], int]:
    if hashlib.sha256(body).hexdigest() != sha256:
        raise Refused(Trouble.PHOTO_DIFFERS)
    slot = Slot(query.question, query.index, sha256)
    told = {"question": slot.question, "index": slot.index, "sha256": sha256}
    return told, 201 if _put(queries.mine_or_404(me(), visit_id), slot, body) else 200


def _put(mine: Visit, slot: Slot, body: bytes) -> bool:
    """Whether it is new. What is refused leaves no file."""
    if check_slot(mine, slot):
        return False
    photo = store_photo(io.BytesIO(body))
    try:
        return put_photo(mine, slot, photo, by=me())
    except Refused:
        discard([photo])
        raise


@api.put("/visits/<uuid:visit_id>/submission")
@needs(Can.VISIT_WRITE)
@call(
    "Send a whole report; the same again is answered with the same receipt",
    body=SubmissionBody, answers={200: ReceiptReply, 201: ReceiptReply, 400: Problem, 409: Problem},
    scope=Scope.SYNC,
)  # fmt: skip
def submission(visit_id: UUID, body: SubmissionBody) -> tuple[dict[str, Any], int]:
    mine = queries.mine_or_404(me(), visit_id)
    received = take_report(mine, body.report(), by=me())
    return receipt(received), 201 if received.new else 200
