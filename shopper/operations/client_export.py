"""Everything of one client in open formats: tables as CSV, question sets as YAML, photos, and what is what."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table
from sqlalchemy.engine import Connection, Row

import survey_defs
from shopper.audit import command
from shopper.evidence import the_store
from shopper.models import Model, Region, VersionState
from shopper.operations import queries
from shopper.operations.archive import Writer
from shopper.operations.csv_files import as_csv, plain
from shopper.operations.meanings import ANSWERS, SECRET
from shopper.operations.readme import readme
from shopper.operations.whole_files import whole_file

Progress = Callable[[int], Any]
Definitions = dict[int, survey_defs.QuestionSet]


class Exported(NamedTuple):
    """How much is in an export; `missing` are photos that were not on the disk."""

    rows: int
    photos: int
    missing: list[str]


def export_client(client: Region, path: Path, begin: Callable[[int], Progress]) -> Exported:
    """Write everything of `client` to `path`, and into the log that it was done. Raises FileTrouble."""
    with whole_file(path) as file, queries.one_moment() as connection:
        archive = Writer(file)
        try:
            made = _Export(archive, connection, client).write(begin)
        except BaseException:
            archive.abandon()
            raise
    _note(client, by=None)
    return made


@command("client.export")
def _note(client: Region, *, by: None) -> None:
    """Personal data left the house: the log says when."""


class _Export:
    """One export under way; it notes whom the rows name, because those people come along."""

    def __init__(self, archive: Writer, connection: Connection, client: Region) -> None:
        self.archive, self.connection = archive, connection
        self.client_name = client.name
        self.fits = {name: belongs(client) for name, belongs in queries.BELONGS.items()}
        self.sums: dict[str, str] = {}
        self.people: set[int] = set()
        self.rows = self.photos = 0
        self.missing: list[str] = []
        self.progress: Progress = lambda _done: None

    def write(self, begin: Callable[[int], Progress]) -> Exported:
        self.progress = begin(
            sum(queries.count_of(self.connection, name, fits) for name, fits in self.fits.items())
        )
        for name in self.fits:
            self._table(name, self._read(name))
        known = queries.with_those_they_became(self.connection, self.people)
        self._table("person", (row for row in self._read("person") if row.id in known))
        self._answers(self._question_sets())
        self._pictures()
        self._add("README.txt", [readme(self.client_name, self.missing).encode()])
        sums = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(self.sums.items()))
        self.archive.add("SHA256SUMS", [sums.encode()])
        self.archive.close()
        return Exported(self.rows, self.photos, self.missing)

    def _read(self, name: str) -> Iterator[Row[Any]]:
        return queries.rows_of(self.connection, _table_called(name), self.fits.get(name))

    def _add(self, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> None:
        self.sums[name] = self.archive.add(name, chunks, packed=packed)

    def _table(self, name: str, rows: Iterable[Row[Any]]) -> None:
        columns = shown(name)
        at = [_table_called(name).columns.keys().index(column) for column in columns]
        kept = self._counted(rows, naming_people(name))
        self._add(f"{name}.csv", as_csv(columns, ([row[one] for one in at] for row in kept)))

    def _counted(self, rows: Iterable[Row[Any]], naming: list[str]) -> Iterator[Row[Any]]:
        for row in rows:
            self.people.update(row._mapping[name] for name in naming if row._mapping[name] is not None)
            self.rows += 1
            self.progress(1)
            yield row

    def _question_sets(self) -> Definitions:
        """Each version as a file of its own. What is asked, by version; drafts may not be whole yet."""
        slugs = {row.id: row.slug for row in self._read("question_set")}
        found: Definitions = {}
        for row in self._read("question_set_version"):
            self._add(f"question-sets/{slugs[row.question_set_id]}/{row.number}.yaml", [row.source.encode()])
            if row.state == VersionState.PUBLISHED:
                found[row.id] = survey_defs.load_question_set(row.source)
        return found

    def _answers(self, definitions: Definitions) -> None:
        rows = (line for visit in self._read("visit") for line in answer_lines(visit, definitions))
        self._add("answers.csv", as_csv(list(ANSWERS), rows))

    def _pictures(self) -> None:
        for place, sha256 in self._places():
            content = the_store().get(sha256)
            if content is None:
                self.missing.append(sha256)
                continue
            self._add(f"photos/{place}-{sha256[:12]}.jpg", [content], packed=False)
            self.photos += 1

    def _places(self) -> Iterator[tuple[str, str]]:
        """Where each picture of a row goes, and which it is."""
        for row in self._read("visit_evidence"):
            yield f"{row.visit_id}/{row.question_key}", row.sha256
        for row in self._read("self_check_photo"):
            yield f"self-check-{row.self_check_id}/{row.question_key}", row.sha256
        beside = (
            ("fee", "receipts", "photo_sha256"),
            ("appeal", "appeals", "photo_sha256"),
            ("action_note", "actions", "sha256"),
        )
        for table, folder, column in beside:
            for row in self._read(table):
                if row._mapping[column]:
                    yield f"{folder}/{row.id}", row._mapping[column]


def _table_called(name: str) -> Table:
    return Model.metadata.tables[name]


def shown(name: str) -> list[str]:
    """The columns of a table that an export holds."""
    return [column.name for column in _table_called(name).columns if str(column) not in SECRET]


def naming_people(name: str) -> list[str]:
    """The columns of a table that name a person."""
    columns = _table_called(name).columns
    return [
        one.name for one in columns if any(key.target_fullname == "person.id" for key in one.foreign_keys)
    ]


def answer_lines(visit: Row[Any], definitions: Definitions) -> Iterator[list[Any]]:
    """One line for each answer of a visit, in the order of the questions."""
    answers = visit.answers or {}
    for key, question in definitions[visit.version_id].by_key.items() if answers else ():
        told = answers.get(key)
        if told:
            parts = [plain(told.get(part)) for part in ("state", "value", "comment")]
            yield [visit.id, visit.reference, key, survey_defs.say(question.text), *parts]
