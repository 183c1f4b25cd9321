"""The catalogue of refusals, one a line: a stable code, a status, words with the next step."""

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l


class Trouble(Enum):
    # fmt: off
    MOVE_NOT_ALLOWED = 409, _l("This visit is %(state)s, so that cannot be done now. Open it again to see where it stands.")
    VISIT_NOT_WRITABLE = 409, _l("This visit is %(state)s: its report can no longer be changed. Your answers are kept as they are.")
    WAVE_CLOSED = 409, _l("The wave “%(wave)s” is %(state)s. Ask the person who sent you to open it again; your answers are kept.")
    ALREADY_SENT = 409, _l("This report was already sent, at %(at)s, and that one counts. Ask the reviewer to return it if it is wrong.")
    BASE_NOT_LATEST = 409, _l("This correction was written on an older report. Open the visit again and correct the latest one.")
    REPORT_NOT_WHOLE = 422, _l("Some answers are missing or do not fit yet. Each is named on the page; mend them and send again.")
    OWN_BRANCH = 409, _l("%(person)s manages this branch, and nobody visits or reviews a branch they manage. Choose somebody else.")
    OWN_VISIT = 409, _l("Nobody reviews their own visit. Ask another reviewer.")
    LEAVING_UNSEEN = 422, _l("The leaving touchpoint was not seen. Tick “Leaving could not be seen” to accept the visit without it, or return the report.")
    WORDS_MISSING = 422, _l("Write what the shopper should change, so that they know what to do.")
    ALREADY_DECIDED = 409, _l("Somebody else decided this report a moment ago. Open the queue for the next one.")
    REPORT_CHANGED = 409, _l("The shopper has sent another report since you opened this one. It stands here now: read it, then decide.")
    NOT_SCORED = 409, _l("This visit has no score yet. Accept its report first.")
    DRAFT_EXISTS = 409, _l("“%(set)s” has a draft already. Publish or replace it first.")
    SAME_AS_PUBLISHED = 409, _l("This is the same as version %(number)s of “%(set)s”. Nothing was saved; change something first.")
    NOT_CLEAN = 422, _l("The question set has errors, so it cannot be published. Mend them in the file and upload it again.")
    NOTE_MISSING = 422, _l("Say in a few words what changed, so that later readers know why the line breaks.")
    ALREADY_PUBLISHED = 409, _l("Version %(number)s of “%(set)s” is published already and never changes. Upload a new version instead.")
    NAME_TAKEN = 409, _l("“%(name)s” is taken here. Choose another name.")
    SIGN_IN_TAKEN = 409, _l("Somebody signs in as “%(sign_in)s” already. Give that person another role instead.")
    INVITATION_UNKNOWN = 410, _l("This invitation is not known, or a newer link took its place. Use the latest link, or ask for one.")
    WRONG_SIGN_IN = 401, _l("That password does not fit this name. Tries left before a pause of %(minutes)s minutes: %(tries)s. Your admin can help.")
    INVITATION_ELSE = 403, _l("This invitation is for %(sign_in)s. Sign out, sign in as that person, and open the link again.")
    INVITATION_TAKEN_UP = 410, _l("%(person)s has taken up this invitation already. If that is you, sign in; with a forgotten password, ask for a link there.")
    INVITATION_OVER = 410, _l("This invitation ran out on %(day)s. Ask the person who sent it for a new link.")
    INVITATION_WITHDRAWN = 410, _l("This invitation was withdrawn, or a newer link took its place. Use the latest link, or ask for one.")
    SIGN_IN_ASLEEP = 409, _l("The account of %(sign_in)s is deactivated. Find it under People and let that person in again instead.")
    MERGED_AWAY = 409, _l("The account of %(sign_in)s was merged into that of %(person)s. Give %(person)s the role instead.")
    MERGED_FOR_GOOD = 409, _l("The account of %(person)s was merged into another one, so it stays closed. Use that other account.")
    CANNOT_STAY = 409, _l("One of the two accounts is deactivated or was merged before. Let %(person)s in again first, or choose again.")
    OWN_MERGE = 409, _l("Nobody merges their own account, or an account with itself. Ask another admin, or choose two others.")
    OTHER_CLIENT_PERSON = 409, _l("These two have their roles with different clients, so their accounts stay apart. Choose two of one client.")
    HOLDS_VISITS = 409, _l("%(person)s has visits under way there: %(visits)s. Nobody visits a branch they manage. Tick the box to give these visits back, and send again.")
    LINK_USED = 410, _l("This link was used or has run out. Ask for a new one; the latest mail counts.")
    WRONG_PASSWORD = 422, _l("That is not your password, so nothing was changed. Tries left before a pause of %(minutes)s minutes: %(tries)s.")
    WRONG_CODE = 422, _l("That code does not fit. Use the one that your app shows now, and check that the clock of your phone is right. Tries left before a pause of %(minutes)s minutes: %(tries)s.")
    CODE_USED = 409, _l("That code was used already. Wait until your app shows the next one, at most 30 seconds.")
    RECOVERY_CODE_USED = 409, _l("That recovery code was used already. Use the next one of your list, or ask your admin to help.")
    SIGN_IN_AGAIN = 401, _l("Too much time went by since your password. Sign in again; what you wrote is kept.")
    EMAIL_TAKEN = 409, _l("Somebody signs in as %(sign_in)s already. Choose another e-mail, or ask your admin to help.")
    SECOND_FACTOR_ON = 409, _l("Your second factor is set up already. Switch it off first to set it up on another phone.")
    NO_SECOND_FACTOR = 409, _l("%(person)s has no second factor, so there is nothing to reset.")
    OWN_ACCOUNT = 409, _l("This is your own account. Change it under Your account.")
    ACCOUNT_ELSEWHERE = 409, _l("%(person)s has roles outside your regions. An admin of all their regions has to do this.")
    DEACTIVATED = 409, _l("The account of %(person)s is deactivated. Let them in again first.")
    TOO_MANY_TRIES = 429, _l("Too many tries. Wait %(minutes)s minutes, then try again.")
    LAST_ADMIN = 409, _l("%(person)s is the last admin here. Make somebody else an admin first.")
    REGION_LOOP = 409, _l("A region cannot stand under itself or one of its own parts. Choose another parent.")
    OTHER_CLIENT = 409, _l("Regions and branches stay with their client. Choose a place of the same client.")
    ROLES_ELSEWHERE = 409, _l("%(person)s has roles outside your regions, so the account is not yours to switch. Remove the roles here instead.")
    DRAFT_CHANGED = 409, _l("The draft of “%(set)s” was replaced since you opened this page. Look at it again, then publish.")
    NO_DRAFT = 409, _l("“%(set)s” has no draft to publish. Upload one first.")
    WORDS_NOT_WHOLE = 422, _l("Some words are missing in %(languages)s. Write them in the file, or take the language out, and upload it again.")
    STORED_SET_CHANGED = 409, _l("A stored question set no longer fits its checksum: somebody changed it behind our back. Nothing is shown from it. Ask whoever runs this server to restore it from a backup.")
    DRAFT_UNFINISHED = 422, _l("The draft is not whole yet, so it cannot be published. Mend what is listed in the builder first.")
    REASON_MISSING = 422, _l("Each warning that stays needs a reason in your words. Missing for: %(where)s.")
    SLUG_TAKEN = 409, _l("The slug “%(slug)s” is taken by “%(set)s”. Choose another one.")
    NOTHING_PUBLISHED = 409, _l("“%(set)s” has no published version yet. Publish its draft first.")
    NOTHING_TO_UNDO = 409, _l("There is nothing left to undo here. Open the draft again to see where it stands.")
    EDIT_REFUSED = 409, _l("%(words)s")
    TOO_LARGE_SET = 422, _l("The draft would grow beyond 1 MB, which no visit needs. Nothing was changed; make it smaller first.")
    WAVE_MOVE = 409, _l("The wave “%(wave)s” is %(state)s, so that cannot be done now.")
    WAVE_STARTED = 409, _l("The wave “%(wave)s” is %(state)s, so its plan stands. Move its last day, or close it and plan another.")
    WAVE_NOT_EXTENDED = 409, _l("The wave “%(wave)s” is %(state)s. The last day is moved only while a wave is running; plan another wave for later days.")
    NOT_LATER = 422, _l("The new last day has to be after %(day)s. Choose a later one.")
    WAVE_NOT_RUNNING = 409, _l("The wave “%(wave)s” is %(state)s. Visits are given out only while a wave is running.")
    VISIT_TAKEN = 409, _l("Another admin gave this visit at %(branch)s away a moment ago. Nothing was changed; choose again.")
    NOT_A_SHOPPER = 409, _l("%(person)s is not a shopper for %(branch)s. Add that role under People, or choose somebody else.")
    NOT_AN_IMAGE = 422, _l("This file is not a photo that can be read. Take it again or choose a JPEG, PNG or WebP file.")
    TOO_MANY_PHOTOS = 422, _l("This question takes at most %(max)s photos. Remove one first.")
    NO_SUCH_CLIENT = 404, _l("There is no client “%(name)s”. Known are: %(known)s.")
    NOT_PUBLISHED = 409, _l("“%(client)s” has no published question set “%(set)s”. Import and publish it first.")
    TOO_DEEP = 409, _l("Regions cannot stand that deep. Move it further up, or leave a level out.")
    MOVE_UNSURE = 409, _l("Moving “%(region)s” changes what people see. Read what it means here, then move it.")
    REGION_NOT_EMPTY = 409, _l("“%(region)s” is not empty. Move what is listed here somewhere else first, then delete it.")
    BRANCH_CHANGED = 409, _l("Somebody else changed “%(branch)s” while you did. Nothing is lost: both are shown here. Look at them, then save again.")
    VISITS_WAITING = 409, _l("“%(branch)s” has visits that were not made yet. Say what happens to them, then save again.")
    ROWS_BAD = 409, _l("Some rows are bad, so nothing was saved. Mend them in the file, or save the others without them.")
    PLAN_CHANGED = 409, _l("Somebody changed regions or branches since you looked. Look at what is shown now, then save.")
    NOT_YOUR_NOTE = 403, _l("Only the person who wrote this note, or an admin there, can change it. Ask one of them, or write another.")
    NOT_JSON = 415, _l("Send JSON here, with the header Content-Type: application/json.")
    UNREADABLE_JSON = 400, _l("What arrived is not whole JSON in UTF-8. Send it again as it was made.")
    TOO_NESTED = 422, _l("Values stand inside each other more than %(deepest)s deep, which no report does. Send them flatter.")
    DOES_NOT_FIT = 422, _l("Some of what arrived does not fit. Each misfit is named here; mend them and send again.")
    WRONG_CONTENT = 415, _l("Send one of these here, with its name in the header Content-Type: %(known)s.")
    NO_PLACE = 422, _l("Choose at least one branch and one visit.")
    # fmt: on


class Refused(Exception):
    """Something a person asked for that cannot be done; nothing was changed."""

    def __init__(self, trouble: Trouble, **facts: Any) -> None:
        self.status, self.words = trouble.value
        self.code, self.facts = trouble.name.lower(), facts
        super().__init__(trouble.name)

    def __str__(self) -> str:
        return str(self.words) % self.facts
