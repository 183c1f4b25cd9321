"""What every column of an export means, for whoever opens it without us."""

ID = "number of the row, unique within its table"
CLIENT = "the client, a number in region"
WHEN_MADE = "when it was made, in UTC"
WHO = "who did it, a number in person"
VISIT = "the visit, as in visit"
BRANCH = "the branch, a number in branch"
VERSION = "the version, a number in question_set_version"
HUNDREDTHS = "in hundredths of a point, 0 to 10000"

ABOUT = {
    "region": "The tree of regions; the one without a parent is the client itself.",
    "client_settings": "What the client has chosen for itself.",
    "branch": "Every branch, closed ones too.",
    "question_set": "What may be asked; the versions are in question_set_version and, whole, in question-sets/.",
    "question_set_version": "Published versions never change; at most one is a draft.",
    "draft_case": "Examples by which a draft is tried out.",
    "draft_edit": "The steps in which a draft was written.",
    "wave": "Dated runs of one version over some branches.",
    "wave_branch": "How many visits a wave wants of a branch.",
    "visit": "Every visit in whatever state; its answers one by one are in answers.csv.",
    "assignment": "Who had a visit, from when to when.",
    "older_answer": "Answers that a later one took the place of, before the report was sent; nothing written is lost.",
    "submission": "Every report as it was sent; a correction is a row of its own.",
    "evidence": "Photos, each once; the pictures are in photos/.",
    "visit_evidence": "Which photo belongs to which question of which visit.",
    "visit_score": "Every score ever written, with its whole explanation; visit.score_number tells which counts.",
    "tally": "Exact sums of released visits: of each branch, month, version and measure.",
    "annotation": "Notes on charts, branches that moved, new versions.",
    "grant": "Who has which role, and where.",
    "invitation": "Who was invited to what.",
    "audit_event": "What was done, by whom and when.",
    "person": "Everybody whom another file names: personal data of shoppers and staff.",
}

COMMON = {
    "id": ID,
    "client_id": CLIENT,
    "created_at": WHEN_MADE,
    "visit_id": VISIT,
    "branch_id": BRANCH,
    "version_id": VERSION,
    "by_id": WHO,
    "person_id": "whom it is about, a number in person",
    "question_set_id": "the set, a number in question_set",
    "wave_id": "the wave, a number in wave",
    "region_id": "the region, a number in region",
}
"""Columns that mean the same wherever they stand."""

OWN = {
    "region": {
        "parent_id": "the region above; empty for the client",
        "name": "its name",
        "path": "numbers of the regions from the client down to it",
    },
    "client_settings": {
        "language": "language of new accounts",
        "time_zone": "time zone of new branches",
        "currency": "currency of new branches",
        "soft_due_hours": "hours after its start when a visit should be reported",
        "hard_due_hours": "hours after its start when a visit must be reported",
        "contact": "whom shoppers ask",
    },
    "branch": {
        "code": "the client's own code",
        "name": "its name",
        "address": "where it is",
        "time_zone": "in which its days begin and end",
        "format": "what kind of branch it is",
        "opened_on": "first day with customers",
        "closed_on": "first day without customers",
        "currency": "of its prices",
        "hours": "opening hours, as JSON",
        "closed_days": "days without customers, as JSON",
        "notes": "anything else that shoppers should know",
        "edit_number": "how often it was changed, and one",
    },
    "question_set": {
        "slug": "its short name",
        "title": "its title",
        "retired_at": "from when no new wave uses it",
        "copied_from": "slug of the shipped set it was copied from",
        "copied_checksum": "checksum of that set then",
        "copied_at": "when it was copied",
    },
    "question_set_version": {
        "number": "1 is the first",
        "state": "draft or published",
        "channel": "how the visit is made",
        "source": "the whole definition as YAML, as in question-sets/",
        "checksum": "SHA-256 of what it says",
        "change_note": "what changed, and why",
        "published_at": "when it was published",
        "data": "a draft that is being written, as JSON",
        "revision": "how many edits the draft has seen",
        "reasons": "why each warning was let stand, as JSON",
        "vouched": "which questions ask the same in other words, as JSON",
    },
    "draft_case": {
        "name": "what it is called",
        "answers": "its answers, as JSON",
        "expected": "the score it should have",
    },
    "draft_edit": {
        "number": "1 is the first",
        "at": "when, in UTC",
        "act": "what was done",
        "about": "to which part",
        "before": "what stood there before, as JSON",
    },
    "wave": {
        "name": "its name",
        "state": "planned, running, closing or closed",
        "starts_on": "first day",
        "ends_on": "last day",
        "holds_results": "true where results wait until all are released",
    },
    "wave_branch": {"visits": "how many visits are wanted"},
    "visit": {
        "shopper_id": "who makes it, a number in person",
        "state": "where it stands",
        "source": "phone, or import for past visits",
        "window_from": "first day it may be made",
        "window_to": "last day it may be made",
        "started_at": "when the shopper set out, in UTC",
        "sent_at": "when the report came in, in UTC",
        "released_at": "when the result was released, in UTC",
        "visited_on": "day of the visit in the branch's time zone",
        "reference": "number on the receipt",
        "draft": "what is written so far, as JSON by question",
        "draft_devices": "the device that wrote each of it, as JSON by question",
        "stamps": "what was tapped and noted on site, as JSON",
        "filling": "how it was filled in, as JSON by device",
        "recognised": "true where the shopper was recognised",
        "answers": "the answers that count, as JSON by question",
        "left_early": "true where the customer left early because of the staff",
        "leaving_unseen": "true where the leaving touchpoint could not be seen",
        "reason": "what the reviewer wrote last",
        "why_not_completed": "what the shopper wrote where it could not be completed",
        "not_completed_for": "why it could not be completed: closed, not_possible, recognised, unsafe, unwell, left or other",
        "score_number": "which of its scores counts",
    },
    "assignment": {
        "from_at": "since when, in UTC",
        "to_at": "until when, in UTC",
        "draft": "what they had written when it went to another, as JSON",
        "notes": "what they had told beside it, as JSON",
    },
    "older_answer": {
        "question_key": "key of the question",
        "entry": "the answer as it was told, as JSON",
        "at": "the moment that counted for it, in UTC",
        "device": "where it was written; web is our own pages",
        "received_at": "when it lost, in UTC",
        "why": "replaced: a later one came; came_late: a later one was there",
    },
    "submission": {
        "assignment_id": "the turn in which it was sent, a number in assignment",
        "base_id": "the submission it corrects",
        "content_hash": "SHA-256 of what was sent",
        "answers": "as sent, as JSON by question",
        "hidden": "answers to questions that were hidden in the end, as JSON",
        "stamps": "what was tapped and noted on site, as JSON",
        "evidence": "the photos it announces, as JSON",
        "filling": "how it was filled in, as JSON",
        "device": "where it was sent from; web is our own pages",
        "left_early": "true where the customer left early because of the staff",
        "received_at": "when it came in, in UTC",
    },
    "evidence": {
        "sha256": "SHA-256 of the picture; its name in photos/",
        "size": "bytes",
        "width": "pixels",
        "height": "pixels",
        "stored_at": "when it came in, in UTC",
    },
    "visit_evidence": {
        "question_key": "key of the question",
        "index": "its place in the question, from 0",
        "sent_sha256": "SHA-256 of the photo as it was sent; answers name it so",
        "sha256": "the photo, as in evidence",
        "added_at": "when, in UTC",
    },
    "visit_score": {
        "number": "1 is the first score of the visit",
        "why": "why it was written",
        "made_at": "when, in UTC",
        "made_by_id": WHO,
        "raw": f"score before a cap, {HUNDREDTHS}",
        "official": f"score that counts, {HUNDREDTHS}",
        "flat": f"score with equal weights, {HUNDREDTHS}",
        "finish": f"score of the leaving touchpoint, {HUNDREDTHS}",
        "set_up": f"mean of the touchpoints before it, {HUNDREDTHS}",
        "gap": "finish less set-up, in hundredths of a point",
        "band": "name of the band it falls in",
        "outcome": "how set-up and finish go together",
        "explanation": "how it came about, as JSON",
        "tally": "what it adds to the sums, as JSON",
    },
    "tally": {
        "measure": "what is summed; t: is a touchpoint, p: one of people, places, processes, q: a question",
        "month": "year × 12 + month − 1, in the branch's time zone",
        "n": "how many visits",
        "total": "their sum, in hundredths of a point",
        "total_sq": "sum of their squares",
    },
    "annotation": {
        "on": "the day it is about",
        "kind": "note, moved or version",
        "text": "what it says",
    },
    "grant": {"role": "admin, reviewer, manager or shopper"},
    "invitation": {
        "name": "who was invited",
        "sign_in": "the e-mail or code they sign in with",
        "role": "the role they were to have",
        "invited_by_id": WHO,
        "expires_at": "until when it worked, in UTC",
        "used_at": "when it was taken up, in UTC",
        "withdrawn_at": "when it was withdrawn, in UTC",
    },
    "audit_event": {
        "at": "when, in UTC",
        "person_id": WHO,
        "action": "what was done",
        "subject_type": "to what kind of thing",
        "subject_id": "its number there",
        "facts": "what else was written down, as JSON",
    },
    "person": {
        "name": "their name",
        "sign_in": "the e-mail or code they sign in with",
        "language": "the language they read the pages in",
        "active": "false where the account was switched off",
        "merged_into_id": "the account that stayed, where two became one",
    },
}

ANSWERS = {
    "visit_id": VISIT,
    "reference": "number on the receipt",
    "question": "key of the question",
    "text": "what was asked",
    "state": "empty for an answer; else does_not_apply, nobody, not_observed or cleared",
    "value": "the answer; several as JSON",
    "comment": "what was written beside it",
}

SECRET = frozenset({"person.password_hash", "invitation.token_hash"})
"""Columns of theirs that nobody may have."""


def meaning(table: str, column: str) -> str:
    """What a column holds. Raises KeyError for one that nobody has described yet."""
    own = OWN[table].get(column)
    return own if own is not None else COMMON[column]
