"""What every act is called in the log: one sentence each, in the order of the product.

`who` did it, `about` is the name of what it was done to; everything else is a fact that the command
declares. tests/rules/test_log_sentences.py holds the catalogue to the commands."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.admin.log.counted import COUNTED

SENTENCES: dict[str, LazyString] = {
    # signing in, and one's own account
    "session.open": _l("%(who)s signed in."),
    "session.end": _l("%(who)s signed out."),
    "session.end_others": _l("%(who)s signed out everywhere else."),
    "token.make": _l("%(who)s gave the program “%(name)s” access for %(days)s days."),
    "token.revoke": _l("%(who)s took the access of the program “%(about)s” back."),
    "home.say": _l("%(who)s said around where they start."),
    "home.forget": _l("%(who)s had it forgotten around where they start."),
    "password.ask": _l("Somebody asked for a link by which %(about)s chooses a new password."),
    "password.make_link": _l("%(who)s made a link by which %(about)s chooses a new password."),
    "password.reset": _l("%(about)s chose a new password by a link."),
    "password.change": _l("%(who)s changed their password."),
    "email.ask": _l("%(who)s asked to sign in as %(email)s."),
    "email.change": _l("%(who)s signs in as %(sign_in)s from now on."),
    "second_factor.begin": _l("%(who)s began to set up a second factor."),
    "second_factor.on": _l("%(who)s switched their second factor on."),
    "second_factor.renew_codes": _l("%(who)s made new recovery codes."),
    "second_factor.off": _l("%(who)s switched their second factor off."),
    "second_factor.reset": _l("%(who)s reset the second factor of %(about)s."),
    # people
    "invitation.use": _l("%(about)s took up the invitation and has an account now."),
    "invitation.make": _l("%(who)s invited %(sign_in)s to %(about)s."),
    "invitation.resend": _l("%(who)s made a new link for %(about)s; the earlier one no longer works."),
    "invitation.withdraw": _l("%(who)s withdrew the invitation for %(about)s."),
    "invitation.accept": _l("%(who)s took up an invitation and has one more role."),
    "grant.add": _l("%(who)s gave %(person)s the role of %(role)s in %(region)s."),
    "grant.remove": _l("%(who)s took the role of %(role)s in %(region)s from %(person)s."),
    "person.deactivate": _l("%(who)s deactivated the account of %(about)s."),
    "person.reactivate": _l("%(who)s let %(about)s in again."),
    "person.choose_language": _l("%(who)s reads the pages in %(language)s from now on."),
    "person.merge": _l("%(who)s merged the account of %(about)s into that of %(stays)s."),
    "person.erase": _l("%(who)s erased somebody who left: %(about)s."),
    "person.copy": _l("%(who)s made a copy of everything about %(about)s."),
    "contact.choose": _l("%(who)s chose how to be told of things."),
    "contact.stop_mail": _l("%(who)s is told in the app only from now on."),
    "mail.send_again": _l("%(who)s sent a mail to %(person)s again."),
    "mail.leave": _l("%(who)s left a mail to %(person)s unsent; it is in the app."),
    # clients and places
    "client.add": _l("%(who)s added the client %(about)s."),
    "client.export": _l("%(who)s exported everything of %(about)s."),
    "client.settings": _l("%(who)s changed the settings of %(about)s."),
    "webhook.add": _l("%(who)s added a webhook of %(about)s: %(url)s"),
    "webhook.pause": _l("%(who)s paused the webhook %(about)s."),
    "webhook.resume": _l("%(who)s let the webhook %(about)s go on."),
    "webhook.remove": _l("%(who)s removed a webhook of %(about)s: %(url)s"),
    "webhook.try": _l("%(who)s sent a test to the webhook %(about)s."),
    "webhook.send_again": _l("%(who)s sent a result to the webhook %(about)s again."),
    "demo.make": _l("%(who)s made the demo organisation."),
    "demo.tell": _l("%(who)s told the story of the demo organisation."),
    "region.add": _l("%(who)s added the region %(name)s under %(about)s."),
    "region.change": _l("%(who)s changed the region %(about)s."),
    "region.delete": _l("%(who)s deleted the empty region %(name)s."),
    "branch.add": _l("%(who)s added a branch in %(about)s."),
    "branch.change": _l("%(who)s changed the branch %(about)s."),
    "programme.check": _l("%(who)s checked the sheet “%(name)s” (%(kind)s)."),
    "programme.import": _l(
        "%(who)s saved the sheet “%(name)s” (%(kind_name)s): %(added)s new, %(changed)s changed, %(skipped)s left out."
    ),
    "branches.check": _l("%(who)s checked the sheet “%(name)s” of branches."),
    # question sets
    "question_set.draft": _l("%(who)s saved a draft of “%(about)s”."),
    "question_set.copy": _l("%(who)s copied “%(about)s” from the library."),
    "question_set.read_form": _l("%(who)s checked the form “%(name)s”."),
    "question_set.edit": _l("%(who)s changed the draft of “%(about)s”: %(part)s."),
    "question_set.undo": _l("%(who)s took back an edit in the draft of “%(about)s”: %(part)s."),
    "question_set.change": _l("%(who)s opened “%(about)s” to write version %(number)s."),
    "question_set.retire": _l("%(who)s retired “%(about)s”."),
    "question_set.bring_back": _l("%(who)s brought “%(about)s” back."),
    "question_set.case": _l("%(who)s saved the test case “%(name)s” for “%(about)s”."),
    "question_set.drop_case": _l("%(who)s deleted the test case “%(name)s” of “%(about)s”."),
    "question_set.publish": _l("%(who)s published “%(about)s”: %(note)s"),
    # waves
    "wave.change": _l("%(who)s changed the plan of the wave “%(name)s”."),
    "wave.extend": _l("%(who)s moved the last day of the wave “%(about)s” to %(ends_on)s."),
    "wave.delete": _l("%(who)s deleted the wave “%(name)s” before it was started."),
    "wave.start": _l("%(who)s started the wave “%(about)s”."),
    "wave.close": _l("%(who)s moved the wave “%(about)s” on: it is %(to)s."),
    "wave.release": _l("%(who)s released all results of the wave “%(about)s”."),
    "wave.open_board": _l("%(who)s put the open visits of the wave “%(about)s” on the Board."),
    "wave.leave_board": _l("%(who)s took the open visits of the wave “%(about)s” off the Board."),
    "wave.on_duty": _l("%(who)s wrote how many are on duty in the wave “%(about)s”."),
    "wave.quiz": _l("%(who)s wrote the briefing quiz of the wave “%(about)s”."),
    "visit.claim": _l("%(who)s took the visit to %(about)s from the Board."),
    "visit.give_back": _l("%(who)s gave the visit to %(about)s back."),
    "visit.reopen": _l("%(who)s opened the expired visit to %(about)s again."),
    "quiz.pass": _l("%(who)s passed the briefing quiz of the wave “%(about)s”."),
    "visit.claim_expenses": _l("%(who)s claimed expenses for the visit to %(about)s: %(note)s"),
    "visit.take_back": _l("%(who)s took back the visit to %(about)s."),
    # visits and their review
    "visit.start": _l("%(who)s set out for the visit to %(about)s."),
    "visit.note": _l("%(who)s told what happened on the visit to %(about)s."),
    "visit.stamp": _l("%(who)s tapped or changed “%(name)s” on the visit to %(about)s."),
    "visit.give_up": _l("%(who)s could not complete the visit to %(about)s: %(reason)s."),
    "shopping_list.keep": _l("%(who)s changed their own list."),
    "practice.begin": _l("%(who)s began to practise."),
    "practice.keep": _l("%(who)s went on practising."),
    "visit.add_photo": _l("%(who)s added a photo to the report on %(about)s."),
    "visit.take_file": _l("%(who)s took in from a phone's file, for %(about)s: %(kind)s."),
    "visit.send": _l("%(who)s sent the report on %(about)s."),
    "visit.accept": _l("%(who)s accepted the report on %(about)s."),
    "visit.return": _l("%(who)s returned the report on %(about)s: %(words)s"),
    "visit.reject": _l("%(who)s rejected the report on %(about)s: %(words)s"),
    "visit.ask": _l("%(who)s asked about the report on %(about)s: %(words)s"),
    "visit.reply": _l("%(who)s answered the question about the report on %(about)s: %(words)s"),
    "appeal.open": _l("%(who)s appealed against an answer in the report on %(about)s: %(reason)s"),
    "appeal.open_own": _l("%(who)s appealed against the decision on their report on %(about)s: %(reason)s"),
    "appeal.decide": _l("%(who)s decided an appeal about the report on %(about)s (%(decided)s): %(words)s"),
    "visit.release": _l("%(who)s released the result of the visit to %(about)s."),
    "visit.withdraw": _l("%(who)s withdrew the result of the visit to %(about)s."),
    "visit.rescore": _l("%(who)s scored the visit to %(about)s again: %(why)s"),
    "visit.erase": _l(
        "%(who)s erased the personal words of the visit to %(about)s, whose days were over: answers %(answers)s, photos %(photos)s."
    ),
    # what follows from visits
    "self_check.begin": _l("%(who)s began the self-check “%(title)s” at %(about)s."),
    "self_check.save": _l("%(who)s went on with a self-check at %(about)s."),
    "self_check.add_photo": _l("%(who)s added a photo to a self-check at %(about)s."),
    "self_check.finish": _l("%(who)s finished a self-check at %(about)s."),
    "self_check.erase": _l("%(who)s erased the words of a self-check at %(about)s, which was too old."),
    "self_check.drop": _l("%(who)s set a self-check at %(about)s aside."),
    "action.open": _l("%(who)s opened an action at %(about)s, for %(owner)s by %(due_on)s: %(plan)s"),
    "action.change": _l("%(who)s changed the action “%(about)s”, due on %(due_on)s."),
    "action.move": _l("%(who)s moved the action “%(about)s”: it is %(to)s now."),
    "action.comment": _l("%(who)s added to the action “%(about)s”."),
    "action.return": _l("The action “%(about)s” opened again: a visit missed the same."),
    "moment.tell": _l("%(who)s noted who was told of a moment at %(about)s."),
    "customer.add": _l("%(who)s wrote down a customer of %(about)s."),
    "customer.change": _l("%(who)s changed what is known of a customer of %(about)s."),
    "customer.erase": _l("%(who)s erased a customer of %(about)s and what they had said."),
    "conversation.plan": _l("%(who)s planned to talk to a customer of %(about)s in the week of %(week)s."),
    "conversation.begin": _l("%(who)s began to log a conversation with a customer of %(about)s."),
    "conversation.take_out": _l("%(who)s took a customer of %(about)s out of the week."),
    "conversation.save": _l("%(who)s saved the log of a conversation with a customer of %(about)s."),
    "conversation.close": _l("%(who)s closed a conversation with a customer of %(about)s."),
    # notes on charts
    "note.add": _l("%(who)s wrote a note at %(about)s for %(on)s: %(text)s"),
    "note.change": _l("%(who)s changed a note, which is for %(on)s now: %(text)s"),
    "note.remove": _l("%(who)s took a note away, which said: %(text)s"),
    "backup.restore": _l("%(who)s put a backup in place that was taken on %(taken_on)s."),
    "tallies.rebuild": _l("%(who)s worked all sums out again from the stored scores."),
}

UNKNOWN = _l("%(who)s did “%(action)s”.")
"""An act of an earlier version, which no command makes any more."""

KINDS: dict[str, tuple[LazyString, tuple[str, ...]]] = {
    "people": (_l("People, roles and invitations"), ("person.", "grant.", "invitation.")),
    "sessions": (
        _l("Signing in and accounts"),
        (
            "session.",
            "password.",
            "email.",
            "second_factor.",
            "token.",
            "contact.",
            "mail.",
            "message.",
            "home.",
        ),
    ),
    "places": (
        _l("Places and settings"),
        ("client.", "webhook.", "region.", "branch.", "branches.", "demo.", "backup."),
    ),
    "sets": (_l("Question sets"), ("question_set.",)),
    "waves": (
        _l("Waves and who got which visit"),
        (
            "wave.",
            "programme.",
            "visit.assign",
            "visit.take_back",
            "visits.",
            "visit.expire",
            "visit.reopen",
            "fee.",
        ),
    ),
    "visits": (
        _l("Visits and reports"),
        (
            "visit.start",
            "visit.save",
            "visit.note",
            "visit.stamp",
            "visit.add_photo",
            "visit.send",
            "visit.take_file",
            "visit.give_up",
            "visit.give_back",
            "visit.erase",
            "visit.claim",
            "quiz.",
            "shopping_list.",
            "practice.",
        ),
    ),
    "review": (
        _l("Review and results"),
        (
            "visit.accept",
            "visit.return",
            "visit.reject",
            "visit.ask",
            "visit.reply",
            "visit.release",
            "visit.withdraw",
            "visit.rescore",
            "appeal.",
            "tallies.",
        ),
    ),
    "follow_up": (
        _l("Actions, moments, conversations and self-checks"),
        ("action.", "moment.", "customer.", "conversation.", "self_check."),
    ),
    "charts": (_l("Notes on charts"), ("note.",)),
}
"""What a reader may ask for, with how the acts begin that belong to it; each act belongs to one."""


def actions_of(kind: str) -> tuple[str, ...]:
    """The acts of a kind; all of them for no kind."""
    begins = KINDS[kind][1] if kind in KINDS else ()
    return tuple(action for action in (*SENTENCES, *COUNTED) if begins and action.startswith(begins))


def say(action: str, facts: Mapping[str, str], number: int = 0) -> str:
    """The sentence of an act, with its facts in words; `number` is for those that count."""
    if action in COUNTED:
        return COUNTED[action][1](number, facts)
    return str(SENTENCES.get(action, UNKNOWN)) % {**facts, "action": action}
