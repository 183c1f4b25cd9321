"""What the keywords of a question set are called on its pages."""

from flask_babel import gettext as _

from shopper.language import spoken
from survey_defs import QuestionSet, say
from survey_defs.whereabouts import KINDS


def title_of(definition: QuestionSet) -> str:
    """What a set is called in the language of the page, else in its own first."""
    return say(definition.title, spoken(definition))


def type_words(kind: str) -> str:
    """What kind of answer a question takes."""
    return {
        "yes_no": _("yes or no"),
        "choice": _("one choice"),
        "choices": _("several choices"),
        "scale": _("scale"),
        "number": _("number"),
        "money": _("amount"),
        "duration": _("length of time"),
        "time": _("time of day"),
        "date": _("date"),
        "text": _("text"),
        "photo": _("photo"),
        "location": _("place"),
        "momentum": _("momentum"),
        "moment": _("moment"),
        "recommend": _("recommendation"),
        "note": _("note to read"),
    }[kind]


def types_by_words() -> dict[str, str]:
    """The types by what they are called on the pages, in small letters."""
    return {type_words(kind).casefold(): kind for kind in KINDS}


def kind_words(kind: str) -> str:
    """What a change does to the line of results."""
    return {
        "wording": _("other words: the line goes on"),
        "scoring": _("scoring: the line goes on, marked"),
        "meaning": _("another meaning: needs a new key"),
    }[kind]


def act_words(act: str) -> str:
    """What an edit of a draft did, before the name of the part in quotes."""
    return {
        "question": _("wrote the question"),
        "touchpoint": _("wrote the touchpoint"),
        "settings": _("wrote the settings"),
        "add_touchpoint": _("added the touchpoint"),
        "add_questions": _("added questions to"),
        "up": _("moved up"),
        "down": _("moved down"),
        "to": _("moved to another touchpoint"),
        "duplicate": _("doubled"),
        "delete": _("deleted"),
        "delete_with": _("deleted, with its conditions,"),
        "upload": _("replaced the whole draft by a file"),
        "undo": _("took back an edit of"),
    }.get(act, act)


def p_words(p: str) -> str:
    """Which of the four Ps a question is about."""
    return {
        "people": _("people"),
        "policies": _("policies"),
        "processes": _("processes"),
        "prevention": _("prevention"),
    }[p]


def mode_words(mode: str) -> str:
    """Who or what serves at a touchpoint."""
    return {"people": _("people serve"), "machine": _("machines serve"), "mixed": _("both serve")}[mode]


def channel_words(channel: str) -> str:
    """How the visit is made."""
    return {"visit": _("on site"), "phone": _("by phone"), "web": _("on the web")}[channel]
