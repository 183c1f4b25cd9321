"""What a lexicon holds: one compiled pattern for each thing that the rules look for."""

import re
from dataclasses import dataclass

Pattern = re.Pattern[str]


def any_of(*parts: str) -> Pattern:
    """Any of the parts as whole words, whatever their case; a part may be a pattern of its own."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Lexicon:
    joined: Pattern
    """Two things asked at once: `clean and tidy`, `X and did Y`."""
    leading: Pattern
    """Words that push towards an answer."""
    vague: Pattern
    """Amounts that everybody measures differently."""
    measured: Pattern
    """A number with its unit, which makes a vague word exact."""
    presupposes: Pattern
    """Something is taken for granted that may not have happened."""
    if_it_happened: Pattern
    """A clause about an event that may not happen."""
    act: Pattern
    """Something that people do for a guest, and may leave undone."""
    how: Pattern
    """Asks how, when or what, and so takes it for granted that it happened."""
    nothing: Pattern
    """An option that says nothing happened."""
    good: Pattern
    bad: Pattern
    neutral: Pattern
    agree: Pattern
    negation: Pattern
    bad_thing: Pattern
    """What is bad when it is there: a negation of it is a second negation."""
    jargon: Pattern
    exact: Pattern
    """An exact time or count in the wording of a question."""
    gives_away: Pattern
    """A hint that says what staff should do."""
    opinion: Pattern
    mind: Pattern
    """What somebody thinks, wants or feels."""
    unscripted: Pattern
    """Asks for something beyond the rules."""
    word_for_word: Pattern
    quoted_speech: Pattern
    """`say “…”`: three words or more in quotation marks after a verb of speech."""
    overall: Pattern
    greeting: Pattern
    goodbye: Pattern
    link_back: Pattern
