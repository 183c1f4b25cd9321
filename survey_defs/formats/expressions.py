"""Conditions and constraints as forms write them: a small grammar for the part of XPath that they use.

    or → and (“or” and)*          and → test (“and” test)*
    test → sum ((= | != | < | <= | > | >=) sum)*
    sum → unary ((+ | - | * | div | mod | "|") unary)*
    unary → “-” unary | number | 'words' | ${name} | . | name “(” or, … “)” | “(” or “)”

What only calculates is parsed so that the rest can be understood, and kept as `Other`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from survey_defs.sentence import N_, Sentence

MAX_DEPTH = 30
MAX_LENGTH = 20_000


class Unparsed(ValueError):
    """Why an expression could not be understood; its text is a sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Ref:
    name: str


@dataclass(frozen=True, slots=True)
class Dot:
    """The answer to the question itself."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | Decimal


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    args: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Test:
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """All (“and”) or any (“or”) of its parts."""

    word: str
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Negated:
    part: "Node"


@dataclass(frozen=True, slots=True)
class Other:
    """A calculation or a path."""

    text: str


Node = Ref | Dot | Literal | Call | Test | Joined | Negated | Other

_CURLY = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "\xa0": " ", "–": "-", "−": "-"})  # fmt: skip
_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{[^}]*\})|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<words>'[^']*'|\"[^\"]*\")"
    r"|(?P<test>!=|<=|>=|==|=|<|>|≠|≤|≥)|(?P<path>(?:\.\.|/)[^\s()=<>!,]*)"
    r"|(?P<dot>\.)|(?P<name>[^\W\d][\w-]*(?:[.:][\w-]+)*)|(?P<mark>[()+\-*|,\[\]]))"
)
_PATH = re.compile(r"(?:\.\./|/)(?:[\w.-]+/)*([^\W\d][\w.-]*)")
"""Older forms name a question by where it stands: /form/group/question."""

_SAME = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}
_SUMS = {"+", "-", "*", "|", "div", "mod"}


def parse(text: str) -> Node:
    """The expression as a tree; raises `Unparsed`."""
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    plain = text.translate(_CURLY).strip()
    if len(plain) > MAX_LENGTH:
        raise Unparsed(N_("It is too long."))
    tokens, at = [], 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found or not found.lastgroup:
            raise Unparsed(Sentence("“%(rest)s” cannot be understood.", rest=plain[at : at + 40]))
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def whole(self) -> Node:
        tree = self.either()
        if self.at < len(self.tokens):
            raise Unparsed(Sentence("“%(rest)s” cannot be understood.", rest=self.rest()))
        return tree

    def rest(self) -> str:
        return " ".join(text for _, text in self.tokens[self.at :])[:40]

    def peek(self, *texts: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][1].lower() in texts

    def next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise Unparsed(N_("It breaks off."))
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, text: str) -> None:
        if not self.peek(text):
            raise Unparsed(Sentence("“%(mark)s” is missing.", mark=text))
        self.at += 1

    def either(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unparsed(N_("It is nested too deeply."))
        tree = self.joined("or", lambda: self.joined("and", self.test))
        self.depth -= 1
        return tree

    def joined(self, word: str, part: Callable[[], Node]) -> Node:
        parts = [part()]
        while self.peek(word):
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def test(self) -> Node:
        tree = self.sum()
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "test":
            operator = self.next()[1]
            tree = Test(_SAME.get(operator, operator), tree, self.sum())
        return tree

    def sum(self) -> Node:
        start, tree = self.at, self.unary()
        while self.peek(*_SUMS):
            self.at += 1
            self.unary()
            tree = Other(" ".join(text for _, text in self.tokens[start : self.at]))
        return tree

    def unary(self) -> Node:
        kind, text = self.next()
        if text == "-":
            return self.minus()
        if text == "(":
            tree = self.either()
            self.expect(")")
            return tree
        if kind == "name":
            return self.called(text)
        return self.plain(kind, text)

    def minus(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unparsed(N_("It is nested too deeply."))
        tree = self.unary()
        self.depth -= 1
        if isinstance(tree, Literal) and isinstance(tree.value, Decimal):
            return Literal(-tree.value)
        return Other("-")

    def plain(self, kind: str, text: str) -> Node:
        match kind:
            case "ref":
                return Ref(text[2:-1].strip())
            case "number":
                return _number(text)
            case "words":
                return Literal(text[1:-1])
            case "dot":
                return Dot()
            case "path":
                return Ref(found[1]) if (found := _PATH.fullmatch(text)) else Other(text)
        raise Unparsed(Sentence("“%(rest)s” cannot be understood.", rest=text))

    def called(self, name: str) -> Node:
        if not self.peek("("):
            return Other(name)
        self.at += 1
        args: list[Node] = []
        while not self.peek(")"):
            args.append(self.either())
            if not self.peek(")"):
                self.expect(",")
        self.at += 1
        return Negated(args[0]) if name.lower() == "not" and len(args) == 1 else Call(name, tuple(args))


def _number(text: str) -> Node:
    try:
        return Literal(Decimal(text))
    except InvalidOperation:
        return Other(text)
