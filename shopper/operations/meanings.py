"""What every column of an export means, for whoever opens it without us."""

from shopper.operations.column_words import BRANCH, CLIENT, ID, VERSION, VISIT, WHEN_MADE, WHO
from shopper.operations.columns_of_plans import PLANS
from shopper.operations.columns_of_visits import VISITS

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
    "quiz_pass": "Who passed the briefing quiz of a wave.",
    "visit": "Every visit in whatever state; its answers one by one are in answers.csv.",
    "assignment": "Who had a visit, from when to when.",
    "fee": "What shoppers earned and laid out; what was paid was paid outside.",
    "older_answer": "Answers that a later one took the place of, before the report was sent; nothing written is lost.",
    "submission": "Every report as it was sent; a correction is a row of its own.",
    "evidence": "Photos, each once; the pictures are in photos/.",
    "visit_evidence": "Which photo belongs to which question of which visit.",
    "visit_score": "Every score ever written, with its whole explanation; visit.score_number tells which counts.",
    "review_question": "The one question that a reviewer asked about a report, and what the shopper answered.",
    "appeal": "Appeals of managers against answers, and of shoppers against decisions.",
    "tally": "Exact sums of released visits: of each branch, month, version and measure.",
    "action": "What was promised to be changed in a branch, and why; what became of it is in action_note.",
    "action_note": "Comments, photos, new states, owners and days of actions.",
    "customer": "People outside with whom managers talk: personal data, and how they want to be reached.",
    "conversation": "Conversations of managers with them; what followed is in action, by conversation_id.",
    "self_check": "What managers looked at for themselves, with their answers; it counts in no score.",
    "self_check_photo": "Which photo belongs to which question of which self-check.",
    "self_check_fix": "Which action was opened because of which answer of a self-check.",
    "moment": "Who was told of unscripted care; its words are among the answers of the visit.",
    "annotation": "Notes on charts, branches that moved, new versions.",
    "grant": "Who has which role, and where.",
    "invitation": "Who was invited to what.",
    "audit_event": "What was done, by whom and when.",
    "webhook": "Programs of the client that are told of results.",
    "webhook_delivery": "What those programs were told in the last month.",
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
    "conversation_id": "the conversation in which it was told, a number in conversation",
    "customer_id": "the customer, a number in customer",
    "wave_id": "the wave, a number in wave",
    "region_id": "the region, a number in region",
}
"""Columns that mean the same wherever they stand."""

OWN = {**PLANS, **VISITS}

ANSWERS = {
    "visit_id": VISIT,
    "reference": "number on the receipt",
    "question": "key of the question",
    "text": "what was asked",
    "state": "empty for an answer; else does_not_apply, nobody, not_observed or cleared",
    "value": "the answer; several as JSON",
    "comment": "what was written beside it",
}

SECRET = frozenset({"person.password_hash", "invitation.token_hash", "webhook.secret"})
"""Columns of theirs that nobody may have."""


def meaning(table: str, column: str) -> str:
    """What a column holds. Raises KeyError for one that nobody has described yet."""
    own = OWN[table].get(column)
    return own if own is not None else COMMON[column]
