"""What is erased of a visit when its days are over, column by column, and how."""

from enum import StrEnum


class How(StrEnum):
    WORDS = "words"
    """Nothing stands there any more: ''."""
    NOTHING = "nothing"
    """Unknown from then on: NULL."""
    FIELDS = "fields"
    """An empty object."""
    LIST = "list"
    """An empty list."""
    ANSWERS = "answers"
    """Answers keep what was chosen, counted or timed, and lose what was written, photographed or located."""
    ANSWER = "answer"
    """The same for a single answer."""
    STAMPS = "stamps"
    """Stamps keep their names and times, and lose notes and what tells of the phone."""
    ROW = "row"
    """The whole row goes."""
    WHY = "why"
    """The first words, which are ours, stay; what somebody wrote after them goes."""
    FACTS = "facts"
    """What somebody wrote goes; who did what, and when, stays."""


WITH_VISIT: dict[str, dict[str, How]] = {
    "visit": {
        "draft": How.FIELDS,
        "draft_devices": How.FIELDS,
        "stamps": How.STAMPS,
        "filling": How.FIELDS,
        "answers": How.ANSWERS,
        "reason": How.WORDS,
        "why_not_completed": How.WORDS,
    },
    "assignment": {"draft": How.NOTHING, "notes": How.NOTHING},
    "submission": {
        "answers": How.ANSWERS,
        "hidden": How.FIELDS,
        "stamps": How.STAMPS,
        "evidence": How.LIST,
        "filling": How.FIELDS,
        "device": How.WORDS,
    },
    "older_answer": {"entry": How.ROW, "device": How.ROW},
    "visit_evidence": {"sent_sha256": How.ROW, "sha256": How.ROW},
    "review_question": {"words": How.WORDS, "reply": How.WORDS},
    "appeal": {
        "reason": How.WORDS,
        "words": How.WORDS,
        "before": How.ANSWER,
        "after": How.ANSWER,
        "photo_sha256": How.NOTHING,
    },
    "fee": {"note": How.WORDS, "reason": How.WORDS, "photo_sha256": How.NOTHING},
    "visit_score": {"why": How.WHY},
    "webhook_delivery": {"body": How.WORDS},
    "action_note": {"words": How.WORDS, "sha256": How.NOTHING},
    "audit_event": {"facts": How.FACTS},
}
"""Of an action, the notes and photos go that were added to one opened from this visit, once it is closed."""

FREE_FACTS: dict[str, frozenset[str]] = {
    "visit.accept": frozenset({"words"}),
    "visit.return": frozenset({"words"}),
    "visit.reject": frozenset({"words"}),
    "visit.ask": frozenset({"words"}),
    "visit.reply": frozenset({"words"}),
    "visit.rescore": frozenset({"why"}),
    "visit.claim_expenses": frozenset({"note"}),
    "appeal.open": frozenset({"reason"}),
    "appeal.open_own": frozenset({"reason"}),
    "appeal.decide": frozenset({"words"}),
    "action.comment": frozenset({"words"}),
    "action.move": frozenset({"words"}),
}
"""Facts of the log that somebody wrote about one visit, by what was done."""
