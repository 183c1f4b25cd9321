"""Words for one report after another: every card of a deck is dealt before any comes again."""

from collections.abc import Iterable
from itertools import product
from random import Random

from shopper.demo import words


class Deck:
    """Sentences made of every combination of their parts, in an order of chance."""

    def __init__(self, parts: Iterable[tuple[str, ...]], random: Random, between: str = "") -> None:
        self._cards = [between.join(combined) for combined in product(*parts)]
        self._random, self._left = random, list[str]()

    def deal(self) -> str:
        if not self._left:
            self._left = self._random.sample(self._cards, k=len(self._cards))
        return self._left.pop()


class Voice:
    """What shoppers write: what was said to them, what went wrong, and care that no rule asks for."""

    def __init__(self, random: Random) -> None:
        self._said = Deck((words.GREETINGS, words.GREETINGS_GO_ON), random, between=", ")
        self._moments = Deck(
            (words.MOMENT_WHO, (" ",), words.MOMENT_DID, words.MOMENT_WHEN),
            random,
        )
        self._comments = {key: Deck(parts, random) for key, parts in words.COMMENTS.items()}
        self._elsewhere = Deck(words.COMMENTS_ELSEWHERE, random)

    def said(self) -> str:
        return f"“{self._said.deal()}”"

    def moment(self) -> str:
        return self._moments.deal()

    def comment(self, key: str) -> str:
        """Why the question of this key was answered as it was."""
        return self._comments.get(key, self._elsewhere).deal()
