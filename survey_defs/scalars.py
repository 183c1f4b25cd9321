"""What a plain word of YAML 1.2 core means: words are words, numbers are exact."""

import re
import unicodedata
from decimal import Decimal

from survey_defs.sentence import N_, Sentence

MAX_DIGITS = 15
"""So that JSON and spreadsheets carry every number without loss."""

_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

Scalar = str | int | Decimal | bool | None


class Unusable(ValueError):
    """A scalar that we refuse, with the way to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        self.message, self.mend = message, mend
        super().__init__(message)


def resolve(text: str) -> Scalar:
    """The meaning of a plain, untagged scalar; raises `Unusable`."""
    if text in _WORDS:
        return _WORDS[text]
    if _ENDLESS.fullmatch(text):
        raise Unusable(
            Sentence("`%(text)s` is not a number to reckon with.", text=text), N_("Write a finite number.")
        )
    if any(form.fullmatch(text) for form in (_INT, _BASED, _FLOAT)):
        return _number(text)
    return words(text)


def words(text: str) -> str:
    """Text in NFC; raises `Unusable` for what cannot be printed."""
    if found := _UNPRINTABLE.search(text):
        raise Unusable(
            Sentence("There is an unprintable character (U+%(code)s) here.", code=f"{ord(found[0]):04X}"),
            N_("Delete it."),
        )
    return unicodedata.normalize("NFC", text)


def _number(text: str) -> int | Decimal:
    if len(text) <= 2 * MAX_DIGITS:
        try:
            exact = Decimal(int(text, 0)) if _BASED.fullmatch(text) else Decimal(text)
        except ArithmeticError:  # an exponent beyond all bounds
            exact = Decimal("Infinity")
        if exact == 0:
            return 0
        if abs(exact.adjusted()) < MAX_DIGITS and _digits(exact) <= MAX_DIGITS:
            return int(exact) if exact % 1 == 0 else exact.normalize()
    raise Unusable(
        Sentence("`%(text)s` has too many digits.", text=text[:40]),
        Sentence("Use at most %(most)s digits.", most=MAX_DIGITS),
    )


def _digits(number: Decimal) -> int:
    """Significant digits; infinity has more than any."""
    return len(number.normalize().as_tuple().digits) if number.is_finite() else MAX_DIGITS + 1
