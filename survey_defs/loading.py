"""From a file to a question set, or to all of its problems at once."""

import codecs
import os
import pathlib

from survey_defs import checks, plain_words, salvage, yaml12
from survey_defs.problems import Path, Problem, QuestionSetError, brief, dotted, shorten
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_, Sentence

MOST = 500
"""Problems told at once: more than anybody mends in one go."""

LONGEST = 300
"""Characters of one message or path; what a file contains is quoted in them."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def load_question_set(source: str | bytes | os.PathLike[str], file: str | None = None) -> QuestionSet:
    """The question set in `source`: a path, or the YAML itself as text or bytes.

    A `str` is a path when it is one line that ends in `.yaml`, `.yml` or `.json`, else YAML.
    `file` names the source in problems. Raises `QuestionSetError` with every problem found."""
    name = file or (str(source) if _is_path(source) else "question set")
    text = _decode(_content(source, name), name)
    reading = yaml12.read(text)
    located = _Locate(name, reading)
    problems = [located(t.path, t.message, t.mend, t.line) for t in reading.troubles]
    if not reading.complete:
        raise _error(problems)
    if not isinstance(reading.data, dict):
        problems.append(located((), *_no_mapping(reading.data), 1))
        raise _error(problems)
    return _build(reading.data, located, problems)


def _build(data: dict[str, object], located: "_Locate", problems: list[Problem]) -> QuestionSet:
    question_set, errors, broken = salvage.validate(data)
    problems += [located(*found) for found in plain_words.explain(errors[: 2 * MOST], data)]
    if question_set is not None:
        problems += [located(*found) for found in checks.check(question_set, broken)]
    if problems or question_set is None:
        raise _error(problems)
    return question_set


def _error(problems: list[Problem]) -> QuestionSetError:
    """Each problem once, the first `MOST` of them, and a word on the rest."""
    told = list(dict.fromkeys(problems))
    if len(told) > MOST:
        rest = Sentence("There are at least %(more)s more problems.", more=len(told) - MOST)
        told[MOST:] = [Problem(told[0].file, None, "", rest, N_("Mend these first."))]
    return QuestionSetError(told)


def _is_path(source: object) -> bool:
    if isinstance(source, str):
        return "\n" not in source and source.lower().endswith((".yaml", ".yml", ".json"))
    return isinstance(source, os.PathLike)


def _content(source: str | bytes | os.PathLike[str], name: str) -> bytes | str:
    if isinstance(source, bytes) or (isinstance(source, str) and not _is_path(source)):
        return source
    try:
        path = pathlib.Path(source)
        if path.stat().st_size > yaml12.MAX_BYTES:
            raise _refused(name, *_too_large())
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, QuestionSetError):
            raise
        said = getattr(error, "strerror", None) or str(error)
        raise _refused(
            name,
            Sentence("This file cannot be read: %(said)s.", said=said),
            N_("Check the path and its permissions."),
        ) from error


def _decode(content: bytes | str, name: str) -> str:
    """UTF-8, with or without a byte order mark, and nothing else."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > yaml12.MAX_BYTES:
        raise _refused(name, *_too_large())
    if raw.startswith(_WIDE):
        raise _refused(name, N_("This file is saved as UTF-16."), N_("Save it as UTF-8."))
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        said = N_("This is not UTF-8 text; perhaps it was saved as Latin-1 or Windows-1252.")
        raise _refused(name, said, N_("Save it as UTF-8."), line) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _refused(
            name, N_("There is a NUL character here."), N_("Save the file as plain UTF-8 text."), line
        )
    return text


def _too_large() -> tuple[str, str]:
    return N_("This file is larger than 1 MB."), N_(
        "A question set is a few pages of text: is it the right file?"
    )


def _refused(name: str, message: str, mend: str, line: int | None = None) -> QuestionSetError:
    return QuestionSetError([Problem(name, line, "", message, mend)])


def _no_mapping(data: object) -> tuple[str, str]:
    mend = N_("Start with `slug:`, `title:` and `touchpoints:`.")
    return (N_("This file is empty."), mend) if data is None else (N_("This is not a question set."), mend)


class _Locate:
    """Makes a problem of a finding: adds file, line, and the keys along its path."""

    def __init__(self, name: str, reading: yaml12.Reading) -> None:
        self.name, self.reading = name, reading

    def __call__(self, path: Path, message: str, mend: str, line: int | None = None) -> Problem:
        where, said = shorten(dotted(path), LONGEST), brief(message, LONGEST)
        return Problem(
            self.name, line or self.line(path), where, said, mend, shorten(self.near(path), LONGEST)
        )

    def line(self, path: Path) -> int | None:
        """Of the path, or of the closest thing around it."""
        shorter = (path[:length] for length in range(len(path), -1, -1))
        return next((self.reading.lines[one] for one in shorter if one in self.reading.lines), None)

    def near(self, path: Path) -> str:
        """The keys of the touchpoint, question and option that the path leads through."""
        keys, here = [], self.reading.data
        for part in path:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                break
            key = here.get("key") if isinstance(here, dict) else None
            keys += [key] if isinstance(key, str) else []
        return " › ".join(keys)
