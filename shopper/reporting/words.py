"""An answer in words, as it is read back to people."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import format_currency, format_date, format_decimal, ngettext
from flask_babel import gettext as _

from survey_defs import say
from survey_defs.kinds import Choice, Choices, Number, Question, Scale

ANSWERED, UNANSWERED = "answered", "unanswered"


def state_of(answer: Any) -> str:
    """What a stored answer is: answered, unanswered, does_not_apply, nobody or not_observed."""
    if not isinstance(answer, Mapping):
        return UNANSWERED
    state = answer.get("state")
    if state in (None, "cleared"):
        return ANSWERED if state is None and "value" in answer else UNANSWERED
    return str(state)


def state_words(state: str) -> str:
    """The words for an answer that is a state; an en dash where nothing was answered."""
    return {
        "does_not_apply": _("Does not apply"),
        "nobody": _("Nobody did"),
        "not_observed": _("Could not be seen"),
    }.get(state, "–")


def in_words(question: Question, answer: Any, language: str = "en", currency: str | None = None) -> str:
    """A stored answer (long form) in words. A draft's half-typed value is read back as it is."""
    state = state_of(answer)
    if state != ANSWERED:
        return state_words(state)
    value = answer["value"]
    if question.type == "money":
        return _money(value, currency)
    if isinstance(question, Choice | Choices | Scale):
        return _options(question, value, language)
    if isinstance(question, Number):
        return _number(value, say(question.unit, language) if question.unit else "")
    return _WORDS.get(question.type, _as_it_is)(value)


def _as_it_is(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _options(question: Choice | Choices | Scale, value: Any, language: str) -> str:
    offered = question.scale if isinstance(question, Scale) else question.options
    labels = {option.key: say(option.label, language) for option in offered}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(key), str(key)) for key in chosen)


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _number(value: Any, unit: str) -> str:
    number = _decimal(value)
    told = str(value) if number is None else format_decimal(number, "#,##0.######")
    return f"{told} {unit}".strip()


def _money(value: Any, currency: str | None) -> str:
    amount = _decimal(value)
    return _number(value, "") if amount is None or currency is None else format_currency(amount, currency)


def _duration(value: Any) -> str:
    if not isinstance(value, int):
        return str(value)
    minutes, seconds = divmod(value, 60)
    told = [ngettext("%(num)s minute", "%(num)s minutes", minutes)] if minutes else []
    if seconds or not minutes:
        told.append(ngettext("%(num)s second", "%(num)s seconds", seconds))
    return " ".join(told)


def _date(value: Any) -> str:
    try:
        return format_date(date.fromisoformat(str(value)), "long")
    except ValueError:
        return str(value)


def _yes_no(value: Any) -> str:
    return {"yes": _("Yes"), "no": _("No")}.get(value, str(value))


def momentum_words(value: Any) -> str:
    """Which way a touchpoint moved the customer."""
    return {"forward": _("forward"), "drift": _("drift"), "away": _("away")}.get(value, str(value))


def band_words(name: str) -> str:
    """A band of scores; a set that names its bands otherwise is quoted."""
    return {"great": _("great"), "sound": _("sound"), "weak": _("weak")}.get(name, name)


def _felt(value: Any) -> str:
    felt = {"forward": _("Pulled me forward"), "drift": _("Let me drift"), "away": _("Sent me away")}
    return felt.get(value, str(value))


def _photos(value: Any) -> str:
    return ngettext("%(num)s photo", "%(num)s photos", len(value)) if isinstance(value, list) else str(value)


def _recommend(value: Any) -> str:
    return _("%(value)s of 10", value=value)


def _location(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return _(
        "%(lat)s, %(lon)s, within %(accuracy)s m",
        lat=value.get("lat"),
        lon=value.get("lon"),
        accuracy=value.get("accuracy_m"),
    )


_WORDS: dict[str, Callable[[Any], str]] = {
    "yes_no": _yes_no,
    "duration": _duration,
    "date": _date,
    "momentum": _felt,
    "photo": _photos,
    "recommend": _recommend,
    "location": _location,
}
