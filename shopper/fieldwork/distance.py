"""How far a branch is from a shopper, in words that give nobody's address away."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from shopper.fieldwork.queries import starts
from shopper.geography import Point, about_words, kilometres, point
from shopper.models import Branch, Person


@dataclass(frozen=True)
class Start:
    """The places that distances are told from: one that the shopper said, or branches visited lately."""

    places: tuple[Point, ...]
    said: bool = False

    def to(self, branch: Branch) -> float | None:
        """Kilometres to the branch from the nearest of them; None where either is not known."""
        there = point(branch.latitude, branch.longitude)
        return min((kilometres(one, there) for one in self.places), default=None) if there else None


def starts_of(person: Person, people: Iterable[Person]) -> dict[int, Start]:
    """From where the distances of these people are told, by person, as far as `person` may know."""
    people = list(people)
    homes = starts.homes(people)
    others = [one for one in people if one.id not in homes]
    lately = starts.lately(person, others) if others else {}
    return {
        one.id: Start((homes[one.id],), said=True)
        if one.id in homes
        else Start(tuple(lately.get(one.id, ())))
        for one in people
    }


def beside_names(person: Person, people: Iterable[Person], branch: Branch) -> dict[int, str]:
    """How far each of these people would go, for who sends them."""
    return {one: _far(start.to(branch)) for one, start in starts_of(person, people).items()}


def _far(away: float | None) -> str:
    return _("distance unknown") if away is None else about_words(away)


def own_words(start: Start, branch: Branch) -> str:
    """How far the branch is, for the shopper who may go there."""
    away = start.to(branch)
    if away is None:
        return _("Distance unknown")
    if start.said:
        return _("From where you start: %(far)s", far=about_words(away))
    return _("From a branch you visited lately: %(far)s", far=about_words(away))


def farthest(person: Person, shopper: Person, branches: Iterable[Branch]) -> str:
    """Of several branches the longest way, in a sentence; '' where none is known."""
    start = starts_of(person, [shopper])[shopper.id]
    known = [away for branch in branches if (away := start.to(branch)) is not None]
    if not known:
        return _("How far that is, is not known.")
    return _("The longest way is %(far)s.", far=about_words(max(known)))
