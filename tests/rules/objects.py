"""One object of each kind for each person who may open it, and those of others."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Annotation,
    Appeal,
    AppealSide,
    AppealState,
    Assignment,
    Branch,
    BranchSheet,
    DraftCase,
    Evidence,
    Grant,
    Invitation,
    Message,
    MessageState,
    Person,
    QuestionSetVersion,
    Region,
    ReviewQuestion,
    Role,
    Submission,
    UploadedForm,
    VersionState,
    Visit,
    VisitEvidence,
    VisitState,
    Wave,
)
from tests.rules import followed_up
from tests.support.builders import (
    SHORT_SET,
    House,
    day,
    make_person,
    make_version,
    make_visit,
    make_wave,
    saved,
)
from tests.support.results import AVERAGE, released

SHA = "ab" * 32
Values = dict[str, Any]


@dataclass
class Kind:
    """Route values of what is one's own, of what another client has, and of what is next door."""

    own: Values
    elsewhere: Values
    next_door: Values | None = None
    """Inside the client, but not within the grant: another region, or another shopper's visit."""


def make_objects(house: House) -> dict[str, Kind]:
    """Every kind that the matrix names."""
    stranger = make_person("Stranger", (Role.SHOPPER, house.other_client), (Role.ADMIN, house.other_client))
    second = make_person("Second shopper", (Role.SHOPPER, house.client))
    theirs = make_version(house.other_client)
    places = {"own": house.mill_lane, "next_door": house.quayside, "elsewhere": house.other_branch}
    owners = {"own": house.chloe, "next_door": second, "elsewhere": stranger}
    versions = {"own": house.version, "next_door": house.version, "elsewhere": theirs}

    drafts = {
        side: _draft(owner) for side, owner in (("own", house.client), ("elsewhere", house.other_client))
    }
    waves = {side: make_wave(versions[side], places[side]) for side in ("own", "elsewhere")}

    def visits(state: VisitState, *, waved: bool = False, **more: Any) -> dict[str, Visit]:
        where = {**places, "next_door": places["own"]}
        return {
            side: make_visit(
                where[side], versions[side], shopper=owners[side], state=state,
                wave=waves.get(side) if waved else None, **more,
            )
            for side in places
        }  # fmt: skip

    sent = {"answers": {}, "sent_at": clock.now(), "visited_on": day(-1)}
    promised = followed_up.actions(places, house.dev)
    shown = {side: released(versions[side], [(places[side], day(-20), AVERAGE)])[0] for side in places}
    return {
        "assigned": _visits(visits(VisitState.ASSIGNED)),
        "waved": _without_neighbour(_visits(visits(VisitState.ASSIGNED, waved=True))),
        "offered": _visits(_offered(house, theirs)),
        "quizzed": _quizzed(house, theirs),
        "written": _visits(visits(VisitState.STARTED, started_at=clock.now())),
        "sent": _without_neighbour(_visits(_with_submissions(visits(VisitState.SENT, **sent)))),
        "spent": _visits(_spent(visits(VisitState.SENT, **sent))),
        "asked": _visits(_asked(visits(VisitState.ASKED, **sent), house.ben)),
        "rejected": _visits(visits(VisitState.REJECTED, **sent)),
        **_disputed(shown, {**owners, "own": house.dev}),
        "accepted": _without_neighbour(_visits(visits(VisitState.ACCEPTED, **sent))),
        "released": _visits(shown),
        "action": Kind(*promised),
        "action_photo": Kind(*followed_up.photos(promised)),
        "moment": Kind(*followed_up.moments(places)),
        "photographed": _photos(shown, house),
        "branch": Kind(*({"branch_id": places[s].id} for s in ("own", "elsewhere", "next_door"))),
        "region": Kind({"region_id": house.north.id}, {"region_id": house.other_client.id}),
        "client": Kind({"client_id": house.client.id}, {"client_id": house.other_client.id}),
        "branch_sheet": Kind(_sheet(house.client, house.asha), _sheet(house.other_client, stranger)),
        "uploaded_form": Kind(_form(house.client, house.asha), _form(house.other_client, stranger)),
        "seen_region": Kind(*({"region_id": places[s].region_id} for s in ("own", "elsewhere", "next_door"))),
        "note": Kind(*(_note(places[s], house.dev) for s in ("own", "elsewhere", "next_door"))),
        "wave": Kind({"wave_id": waves["own"].id}, {"wave_id": waves["elsewhere"].id}),
        "wave_branch": _wave_branch(waves, house),
        "version": Kind(_version(house.version), _version(theirs)),
        "published": Kind({"slug": "short", "number": 1}, _published(house.other_client)),
        "draft": Kind(*({"set_id": drafts[side].question_set_id} for side in ("own", "elsewhere"))),
        "draft_case": Kind(*(_case(drafts[side]) for side in ("own", "elsewhere"))),
        "question_set": Kind(*({"set_id": drafts[side].question_set_id} for side in ("own", "elsewhere"))),
        "pair": Kind(_pair(house.chloe, second), _pair(house.chloe, stranger)),
        "person": Kind({"person_id": house.chloe.id}, {"person_id": stranger.id}),
        "grant": Kind(_grant(house.chloe), _grant(stranger)),
        "mail": Kind(_mail(house.chloe), _mail(stranger)),
        "invitation": Kind(_invitation(house.client, house.asha), _invitation(house.other_client, stranger)),
    }


def _draft(client: Region) -> QuestionSetVersion:
    return make_version(client, SHORT_SET.replace("slug: short", "slug: second"), state=VersionState.DRAFT)


def _published(client: Region) -> Values:
    version = make_version(client, SHORT_SET.replace("slug: short", "slug: theirs"))
    return {"slug": "theirs", "number": version.number}


def _case(draft: QuestionSetVersion) -> Values:
    about = {"question_set_id": draft.question_set_id, "name": "All best", "answers": {}}
    case = saved(DraftCase(**about, expected="100.00", created_at=clock.now()))
    return {"set_id": draft.question_set_id, "case_id": case.id}


QUIZ = [{"asks": "What do you buy?", "right": "A coffee", "wrong": ["Nothing"]}]


def _offered(house: House, theirs: QuestionSetVersion) -> dict[str, Visit]:
    """On the Board of the own client, of another, and off the Board."""
    more = {"on_board": True, "quiz": QUIZ}
    waves = {
        "own": make_wave(house.version, house.mill_lane, on_board=True),
        "elsewhere": make_wave(theirs, house.other_branch, **more),
        "next_door": make_wave(house.version, house.mill_lane, quiz=QUIZ),
    }
    places = {**dict.fromkeys(waves, house.mill_lane), "elsewhere": house.other_branch}
    return {
        side: make_visit(places[side], wave.version, wave=wave, window_to=day(5))
        for side, wave in waves.items()
    }


def _spent(made: dict[str, Visit]) -> dict[str, Visit]:
    """Their waves pay expenses back."""
    for visit in made.values():
        visit.wave = make_wave(visit.version, visit.branch, expense_limit=500, currency="EUR")
    db.session.commit()
    return made


def _quizzed(house: House, theirs: QuestionSetVersion) -> Kind:
    """A wave with a briefing quiz, and another client's."""
    own = make_wave(house.version, house.mill_lane, quiz=QUIZ)
    elsewhere = make_wave(theirs, house.other_branch, quiz=QUIZ)
    for wave, place in ((own, house.mill_lane), (elsewhere, house.other_branch)):
        make_visit(place, wave.version, wave=wave)
    return Kind({"wave_id": own.id}, {"wave_id": elsewhere.id})


def _visits(made: dict[str, Visit]) -> Kind:
    return Kind(*({"visit_id": made[side].id} for side in ("own", "elsewhere", "next_door")))


def _without_neighbour(kind: Kind) -> Kind:
    """A reviewer of the whole client has no neighbour in it."""
    return Kind(kind.own, kind.elsewhere)


def _with_submissions(made: dict[str, Visit]) -> dict[str, Visit]:
    for visit in made.values():
        turn = db.session.query(Assignment).filter_by(visit_id=visit.id).one()
        saved(
            Submission(
                id=uuid4(), visit_id=visit.id, assignment_id=turn.id, content_hash="0" * 64,
                answers={}, hidden={}, received_at=clock.now(),
            )
        )  # fmt: skip
    return made


def _asked(made: dict[str, Visit], by: Person) -> dict[str, Visit]:
    for visit in made.values():
        saved(
            ReviewQuestion(visit_id=visit.id, words="Who said so?", asked_by_id=by.id, asked_at=clock.now())
        )
    return made


def _disputed(made: dict[str, Visit], by: dict[str, Person]) -> dict[str, Kind]:
    """An appeal about each of these visits, with a photo."""
    sha = "cd" * 32
    saved(Evidence(sha256=sha, size=3, width=1, height=1, stored_at=clock.now()))
    appeals = {
        side: saved(
            Appeal(
                visit_id=visit.id, side=AppealSide.MANAGER, question_key="receipt", reason="Not so.", photo_sha256=sha,
                opened_by_id=by[side].id, opened_at=clock.now(), due_at=clock.now(), state=AppealState.OPEN,
            )
        )
        for side, visit in made.items()
    }  # fmt: skip
    kind = Kind(*({"appeal_id": appeals[side].id} for side in ("own", "elsewhere", "next_door")))
    return {"appeal": _without_neighbour(kind), "disputed_photo": kind}


def _photos(made: dict[str, Visit], house: House) -> Kind:
    db.session.add(Evidence(sha256=SHA, size=3, width=1, height=1, stored_at=clock.now()))
    db.session.flush()
    for visit in made.values():
        db.session.add(
            VisitEvidence(
                visit_id=visit.id,
                question_key="receipt",
                index=0,
                sent_sha256=SHA,
                sha256=SHA,
                added_at=clock.now(),
            )
        )
    made["own"].shopper_id = house.chloe.id
    db.session.commit()
    kind = _visits(made)
    sides = (kind.own, kind.elsewhere, kind.next_door or {})
    return Kind(*({**side, "sha256": SHA} for side in sides))


def _wave_branch(waves: dict[str, Wave], house: House) -> Kind:
    def values(wave: Wave, branch: Branch) -> Values:
        return {"wave_id": wave.id, "branch_id": branch.id}

    return Kind(
        values(waves["own"], house.mill_lane),
        values(waves["elsewhere"], house.other_branch),
        values(waves["own"], house.other_branch),
    )


def _mail(person: Person) -> Values:
    """A mail that did not arrive."""
    key = uuid4()
    words = {"kind": "password_changed", "language": "en", "subject": "Changed", "body": "It was changed."}
    row = Message(
        id=key, person_id=person.id, to_address=person.sign_in, message_id=f"<{key}@example.test>",
        state=MessageState.FAILED, created_at=clock.now(), **words,
    )  # fmt: skip
    saved(row)
    return {"message_id": key}


def _pair(goes: Person, stays: Person) -> Values:
    return {"person_id": goes.id, "stays_id": stays.id}


def _note(place: Branch, by: Person) -> Values:
    note = saved(
        Annotation(
            client_id=place.client_id, branch_id=place.id, on=day(), text="New till system", by_id=by.id,
            created_at=clock.now(),
        )
    )  # fmt: skip
    return {"note_id": note.id}


def _version(version: Any) -> Values:
    return {"set_id": version.question_set_id, "number": version.number}


def _grant(person: Person) -> Values:
    grant = db.session.query(Grant).filter_by(person_id=person.id).first()
    assert grant is not None
    return {"person_id": person.id, "grant_id": grant.id}


def _invitation(region: Region, by: Person) -> Values:
    now = clock.now()
    invitation = saved(
        Invitation(
            token_hash=f"{region.id}", name="Guest", sign_in=f"guest{region.id}@example.test",
            role=Role.SHOPPER, region_id=region.id, invited_by_id=by.id, created_at=now,
            expires_at=now + timedelta(days=14),
        )
    )  # fmt: skip
    return {"invitation_id": invitation.id}


def _form(client: Region, by: Person) -> Values:
    packed = zlib.compress(b"survey\n,type,name,label\n,text,why,Why did you come?\n")
    form = UploadedForm(id=uuid4(), client_id=client.id, person_id=by.id, name="a.csv", content=packed,
                        created_at=clock.now())  # fmt: skip
    return {"form_id": saved(form).id}


def _sheet(client: Region, by: Person) -> Values:
    packed = zlib.compress(b"code\n")
    sheet = BranchSheet(id=uuid4(), client_id=client.id, person_id=by.id, name="a.csv", content=packed,
                        created_at=clock.now())  # fmt: skip
    return {"sheet_id": saved(sheet).id}
