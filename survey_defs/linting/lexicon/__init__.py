"""The words that give a badly asked question away, one module per language.

A language without a lexicon is checked by its structure alone."""

from survey_defs.linting.lexicon.en import ENGLISH
from survey_defs.linting.lexicon.fr import FRENCH
from survey_defs.linting.lexicon.kinds import Lexicon

LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "fr": FRENCH}

__all__ = ["LEXICONS", "Lexicon"]
