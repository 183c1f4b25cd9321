"""What the keywords of a question set are called on its pages."""

from flask_babel import gettext as _

from shopper.language import spoken
from survey_defs import QuestionSet, say


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
