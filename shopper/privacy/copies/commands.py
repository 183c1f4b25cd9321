"""That somebody's data left the house: the log says whose and by whom, whatever becomes of the file."""

from shopper.audit import command
from shopper.models import Person


@command("person.copy")
def note_copy(person: Person, *, by: Person) -> Person:
    """Part of handing the file out."""
    return person
