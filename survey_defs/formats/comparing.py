"""One comparison of a form, `${question} = 'value'`, as a comparison of ours."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from survey_defs.formats.numbers import plain_number
from survey_defs.sentence import N_, Sentence

_NUMBERS = {"number", "money", "duration", "recommend"}
_WORDED = {"yes_no", "choice", "scale", "momentum"}
_ORDER = {"<", "<=", ">", ">="}


@dataclass(slots=True)
class Known:
    """A question that may be asked about. `words`: what the form calls an option → its key, or a state."""

    key: str
    type: str
    words: dict[str, str] = field(default_factory=dict)
    whole: bool = False


class Impossible(ValueError):
    """Why the comparison cannot be carried over; a sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Never(Impossible):
    """An answer that the question does not offer: asking for it is always false, for anything else always true."""


def compare(known: Known, operator: str, value: str | Decimal) -> tuple[dict[str, Any], str]:
    """The condition, and what changed in its sense ("" = nothing); raises `Impossible`.

    `operator`: = != < <= > >= or `selected`."""
    if value == "" and operator in ("=", "!="):
        return {"question": known.key, "answered": operator == "!="}, ""
    if known.type in _NUMBERS:
        return _measured(known, operator, _number(known, value)), ""
    if known.type in ("date", "time"):
        return _measured(known, operator, _moment(known, value)), ""
    if known.type == "choices":
        return _ticked(known, operator, value)
    if known.type in _WORDED:
        return _worded(known, operator, value), ""
    raise Impossible(Sentence("Of “%(key)s” it can only be asked whether there is an answer.", key=known.key))


def _measured(known: Known, operator: str, value: Any) -> dict[str, Any]:
    about = {"question": known.key}
    match operator:
        case "=" | "selected":
            return {**about, "is": value}
        case "!=":
            return {"not": {**about, "is": value}}
        case ">=" | "<=":
            return {**about, _towards(operator): value}
    return _beyond(known, operator, value)


def _beyond(known: Known, operator: str, value: Any) -> dict[str, Any]:
    """More or less than; where answers are whole numbers, from the next one on."""
    about, side = {"question": known.key}, _towards(operator)
    if known.whole and isinstance(value, int | Decimal):
        floor = int(value // 1)
        nearest = floor + 1 if operator == ">" else floor - (value == floor)
        return {**about, side: nearest}
    return {"all": [{**about, side: value}, {"not": {**about, "is": value}}]}


def _towards(operator: str) -> str:
    return "at_least" if operator.startswith(">") else "at_most"


def _ticked(known: Known, operator: str, value: str | Decimal) -> tuple[dict[str, Any], str]:
    if operator in _ORDER:
        raise Impossible(Sentence("The options of “%(key)s” have no order.", key=known.key))
    if operator != "selected" and len(str(value).split()) > 1:
        raise Impossible(N_("Whether exactly these are ticked cannot be asked, only whether each is."))
    word = _word(known, value)
    state = word in ("does_not_apply", "nobody")
    found = {"question": known.key, "is" if state else "includes": word}
    exact = N_("“=” asks whether nothing else is ticked; here it asks whether this is ticked.")
    note = "" if operator == "selected" or state else exact
    return {"not": found} if operator == "!=" else found, note


def _worded(known: Known, operator: str, value: str | Decimal) -> dict[str, Any]:
    if operator in _ORDER:
        return {"question": known.key, "in": _in_order(known, operator, _number(known, value))}
    found = {"question": known.key, "is": _word(known, value)}
    return {"not": found} if operator == "!=" else found


def _in_order(known: Known, operator: str, value: Any) -> list[str]:
    """The options whose names are numbers on that side."""
    numbers = {name: plain_number(name) for name in known.words}
    found = [
        known.words[name] for name, one in numbers.items() if one is not None and _lies(one, operator, value)
    ]
    if not found:
        raise Impossible(Sentence("No option of “%(key)s” lies on that side.", key=known.key))
    return found


def _lies(one: int | Decimal, operator: str, value: int | Decimal) -> bool:
    if one == value:
        return operator.endswith("=")
    return (one > value) == operator.startswith(">")


def _word(known: Known, value: str | Decimal) -> str:
    said = format(value, "f") if isinstance(value, Decimal) else value.strip()
    same = (name for name in known.words if isinstance(value, Decimal) and plain_number(name) == value)
    name = said if said in known.words else next(same, None)
    if name is None:
        raise Never(
            Sentence("“%(value)s” can never be the answer to “%(key)s”.", value=said[:60], key=known.key)
        )
    return known.words[name]


def _number(known: Known, value: str | Decimal) -> int | Decimal:
    try:
        number = plain_number(value)
    except InvalidOperation:
        number = None
    if number is None:
        raise Impossible(
            Sentence("“%(value)s” is no number, and “%(key)s” is one.", value=str(value)[:60], key=known.key)
        )
    return number


def _moment(known: Known, value: str | Decimal) -> str:
    form = r"\d{4}-\d\d-\d\d" if known.type == "date" else r"\d\d:\d\d"
    found = re.match(form, str(value).strip())
    if not found:
        raise Impossible(
            Sentence(
                "“%(value)s” is no date or time that “%(key)s” could have.",
                value=str(value)[:60],
                key=known.key,
            )
        )
    return found[0]
