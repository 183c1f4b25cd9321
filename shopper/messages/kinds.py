"""The kinds of message: what each says, and whether it can wait."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Kind(StrEnum):
    """A new kind is a line here and one in SAID."""

    VISIT_OFFERED = "visit_offered"
    VISITS_OFFERED = "visits_offered"
    VISIT_EXPIRES = "visit_expires"
    VISIT_DUE_SOON = "visit_due_soon"
    VISIT_DUE = "visit_due"
    QUESTION_ASKED = "question_asked"
    REPORT_RETURNED = "report_returned"
    REPORT_REJECTED = "report_rejected"
    REPORT_ACCEPTED = "report_accepted"
    APPEAL_OPENED = "appeal_opened"
    APPEAL_DECIDED = "appeal_decided"
    ACTION_GIVEN = "action_given"
    ACTION_DUE_SOON = "action_due_soon"
    ACTION_DUE = "action_due"
    ACTION_REOPENED = "action_reopened"
    CONTACT_DUE_SOON = "contact_due_soon"
    CONTACT_DUE = "contact_due"
    CRITICAL_ALERT = "critical_alert"
    KUDOS_TOLD = "kudos_told"
    MAIL_TROUBLE = "mail_trouble"
    WEBHOOK_TROUBLE = "webhook_trouble"


DIGEST = "digest"
"""What `Message.kind` is for the digests themselves, which tell of others."""


@dataclass(frozen=True)
class Saying:
    """`subject` stands on lock screens: it names no branch, no person and no score. `words` are for the
    app alone and may name the facts that `tell` is given: who, why, what next. `page` is the endpoint of
    the page to go to, `key` its argument that takes the key of what the message is about."""

    subject: LazyString
    words: LazyString
    page: str = ""
    key: str = ""
    urgent: bool = False
    """Time-critical: it may climb to a mail of its own, for those who agreed to that."""


SAID: dict[Kind, Saying] = {
    Kind.VISIT_OFFERED: Saying(
        _l("Something new is on your list"),
        _l("A visit to %(branch)s is yours to make. Open it to see when and how."),
        "visits.today",
    ),
    Kind.VISITS_OFFERED: Saying(
        _l("Something new is on your list"),
        _l(
            "%(number)s visits are yours to make, the first of them to %(branch)s. Open your list to see when and how."
        ),
        "visits.today",
    ),
    Kind.VISIT_EXPIRES: Saying(
        _l("Something left your list"),
        _l(
            "The visit to %(branch)s was not made in its time, so it is no longer yours. There is nothing left to do."
        ),
        "visits.today",
    ),
    Kind.VISIT_DUE_SOON: Saying(
        _l("Something on your list is due soon"),
        _l(
            "Your visit to %(branch)s is due soon. Make it and send its report, or give it back so that somebody else can."
        ),
        "visits.visit",
        "visit_id",
        urgent=True,
    ),
    Kind.VISIT_DUE: Saying(
        _l("Something on your list is due now"),
        _l("Your visit to %(branch)s is due now. Send its report, or say that you could not complete it."),
        "visits.visit",
        "visit_id",
        urgent=True,
    ),
    Kind.QUESTION_ASKED: Saying(
        _l("Somebody asks you a question"),
        _l("A reviewer asks one question about your report on %(branch)s. Open it and answer."),
        "visits.question",
        "visit_id",
        urgent=True,
    ),
    Kind.REPORT_RETURNED: Saying(
        _l("Something came back to you"),
        _l("Your report on %(branch)s came back with a reason. Open it, correct it and send it again."),
        "visits.visit",
        "visit_id",
    ),
    Kind.REPORT_REJECTED: Saying(
        _l("Something of yours was decided"),
        _l("Your report on %(branch)s was not accepted. Open it to read why, and what you can do."),
        "visits.sent",
        "visit_id",
    ),
    Kind.REPORT_ACCEPTED: Saying(
        _l("Something of yours was accepted"),
        _l("Your report on %(branch)s was accepted. There is nothing left to do."),
        "visits.sent",
        "visit_id",
    ),
    Kind.APPEAL_OPENED: Saying(
        _l("Something waits for your decision"),
        _l("Somebody appeals against the report on %(branch)s. Open it, read both sides and decide."),
        "appeals.appeal",
        "appeal_id",
    ),
    Kind.APPEAL_DECIDED: Saying(
        _l("Something was decided"),
        _l("The appeal against the report on %(branch)s was decided. Open the report to read how and why."),
        "dashboards.report",
        "visit_id",
    ),
    Kind.ACTION_GIVEN: Saying(
        _l("Something is yours to do"),
        _l(
            "%(who)s gave you the action “%(title)s” in %(branch)s. Open it to see what was found and by when it is due."
        ),
        "follow_up.action",
        "action_id",
    ),
    Kind.ACTION_DUE_SOON: Saying(
        _l("Something of yours is due soon"),
        _l("The action “%(title)s” in %(branch)s is due soon. Open it and say how far it is."),
        "follow_up.action",
        "action_id",
        urgent=True,
    ),
    Kind.ACTION_DUE: Saying(
        _l("Something of yours is due now"),
        _l("The action “%(title)s” in %(branch)s is due now. Close it, or choose another day and say why."),
        "follow_up.action",
        "action_id",
        urgent=True,
    ),
    Kind.ACTION_REOPENED: Saying(
        _l("Something of yours is open again"),
        _l(
            "The same was missed again in %(branch)s, so the action “%(title)s” is open again. Open it to see the visit."
        ),
        "follow_up.action",
        "action_id",
    ),
    Kind.CONTACT_DUE_SOON: Saying(
        _l("Somebody waits to hear from you soon"),
        _l(
            "You promised a customer of %(branch)s to be in touch by tomorrow. Open their page and put them on your week."
        ),
        "follow_up.customer",
        "customer_id",
    ),
    Kind.CONTACT_DUE: Saying(
        _l("Somebody waits to hear from you"),
        _l(
            "You promised a customer of %(branch)s to be in touch by today. Open their page to see how they want to be reached."
        ),
        "follow_up.customer",
        "customer_id",
    ),
    Kind.CRITICAL_ALERT: Saying(
        _l("Something needs you today"),
        _l(
            "A visit to %(branch)s failed a critical question. Open the report to see which, and what the shopper wrote."
        ),
        "dashboards.report",
        "visit_id",
        urgent=True,
    ),
    Kind.KUDOS_TOLD: Saying(
        _l("Something kind was said"),
        _l("A visit to %(branch)s noticed a moment of care. Open it and pass it on."),
    ),
    Kind.MAIL_TROUBLE: Saying(
        _l("Mail did not go out"),
        _l("Some mail failed or still waits. Open the list to see which, why, and what you can do."),
        "messages.trouble",
    ),
    Kind.WEBHOOK_TROUBLE: Saying(
        _l("A program was not reached"),
        _l(
            "A program of yours could not be told of results for a whole day. Open the list to see why, mend it, and send them again."
        ),
        "webhooks.webhook",
        "webhook_id",
    ),
}
