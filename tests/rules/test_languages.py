"""Nobody reads a word of another language: what is said has a translation, and it is the one shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages import Catalog, Message

from script import catalogue
from shopper.language import LANGUAGES

NAMED = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
NUMBERS = {"%(num)s", "%(count)s"}
OTHERS = [po.parts[-3] for po in catalogue.kept()]


@cache
def code() -> Catalog:
    return catalogue.extracted()


@cache
def kept(language: str) -> list[Message]:
    po = next(po for po in catalogue.kept() if po.parts[-3] == language)
    return [message for message in catalogue.read(po) if message.id]


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each wording with what it translates; the last of the English ones stands for every plural.

    One that is missing or doubtful is told by the test for that."""
    if message in catalogue.lacking([message]):
        return
    if isinstance(message.string, str):
        yield str(message.id), message.string
    else:
        yield from ((message.id[-1], each) for each in message.string)


def test_every_language_offered_has_its_words():
    assert {"en", *OTHERS} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_product_is_translated(language: str):
    there = {(m.id, m.context) for m in kept(language)}
    missing = [m.id for m in code() if m.id and (m.id, m.context) not in there]
    assert not missing + [m.id for m in catalogue.lacking(kept(language))], "run script/translate and fill in"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_outlives_its_words(language: str):
    said = {(m.id, m.context) for m in code()}
    assert not [m.id for m in kept(language) if (m.id, m.context) not in said], "run script/translate"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_facts(language: str):
    wrong = [
        (english, words)
        for message in kept(language)
        for english, words in forms(message)
        if set(NAMED.findall(words)) - NUMBERS != set(NAMED.findall(english)) - NUMBERS
    ]
    assert not wrong


def test_french_counts_nothing_as_one_so_its_singular_says_the_number():
    silent = [
        message.id
        for message in kept("fr")
        if isinstance(message.id, tuple)
        and NUMBERS & set(NAMED.findall(message.id[1]))
        and not NUMBERS & set(NAMED.findall(message.string[0]))
    ]
    assert not silent, "“une visite” would be said of none"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_begins_and_ends_like_the_original(language: str):
    """Spaces at the ends join what is said to what stands beside it."""

    def ends(words: str) -> tuple[bool, bool]:
        return words[:1].isspace(), words[-1:].isspace()

    pairs = [pair for message in kept(language) for pair in forms(message)]
    assert not [pair for pair in pairs if ends(pair[0])[1] != ends(pair[1])[1]]


def test_french_is_set_as_french_is():
    """A narrow space before ; : ! ? », one after «, and the curly apostrophe."""
    wrong = re.compile(r"[^\s\d`(/] *[ ][;!?»]|\w[;!?»](?!\w)|[«](?!\u202f)|(?<!\d)\w ?:(?= )|\w'\w|[“”]")
    code_words = re.compile(r"`[^`]*`|\{[^}]*\}|https?://\S+")
    pairs = [pair for message in kept("fr") for pair in forms(message)]
    found = [words for _, words in pairs if wrong.search(code_words.sub("x", words))]
    assert not found
