"""What was told to whom, as far as whoever asks may see it."""

from shopper.extensions import db
from shopper.models import ContactChoices, Person, Reach


def choices_of(person: Person) -> ContactChoices:
    """How this person wants to be reached; a row of the defaults, not stored, where nothing was chosen."""
    return db.session.get(ContactChoices, person.id) or ContactChoices(
        person_id=person.id,
        reach=Reach.DIGEST,
        quiet_from=ContactChoices.QUIET_FROM,
        quiet_until=ContactChoices.QUIET_UNTIL,
    )
