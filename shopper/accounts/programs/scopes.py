"""What a token may be used for, in words, and what its person has to be allowed for that."""

from flask_babel import lazy_gettext as _l

from shopper.models import Person, Scope
from shopper.permissions import Can, can

NEEDS = {
    Scope.SYNC: Can.VISIT_WRITE,
    Scope.BRANCHES: Can.RESULTS_SEE,
    Scope.SCORES: Can.RESULTS_SEE,
    Scope.SETS: Can.SETS_EDIT,
    Scope.EXPORTS: Can.RESULTS_SEE,
}
"""The permission of the calls of each scope; a test holds it against the calls themselves."""

WORDS = {
    Scope.SYNC: _l("Write and send my visits"),
    Scope.BRANCHES: _l("Read branches"),
    Scope.SCORES: _l("Read released scores"),
    Scope.SETS: _l("Read question sets"),
    Scope.EXPORTS: _l("Read the file of released visits"),
}


def open_to(person: Person) -> list[Scope]:
    """The scopes that are of use to this person."""
    return [scope for scope, permission in NEEDS.items() if can(person, permission)]
