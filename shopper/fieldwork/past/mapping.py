"""Which column of a sheet is the region, the branch, the date and the answer to which question."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from survey_defs import yaml12


class MappingError(Exception):
    """A mapping that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _texts(value: Any) -> Any:
    """Numbers among the words of a sheet are words too: 1 means the cell that reads 1."""
    if isinstance(value, dict):
        return {str(key): str(word) for key, word in value.items()}
    return value


Words = Annotated[dict[str, str], BeforeValidator(_texts)]


class Answered(BaseModel):
    """Columns that are answered alike. `values` turns a cell into a value or a state word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: Words = Field(min_length=1)
    values: Words | None = None
    split: str | None = Field(default=None, min_length=1)


class Mapping(BaseModel):
    """`region` and `branch` name the columns whose cells, joined by ", ", make the name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question_set: str
    region: tuple[str, ...] = Field(min_length=1)
    branch: tuple[str, ...] = Field(min_length=1)
    date: str
    date_format: str = "%Y-%m-%d"
    time_zone: str = "UTC"
    answers: tuple[Answered, ...] = Field(min_length=1)

    def columns(self) -> list[str]:
        """Every column that the sheet must have."""
        answered = [column for part in self.answers for column in part.columns]
        return list(dict.fromkeys([*self.region, *self.branch, self.date, *answered]))


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. Raises MappingError with every problem found."""
    try:
        reading = yaml12.read(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as refused:
        raise MappingError([f"{path.name} cannot be read: {refused}. Save it as UTF-8 text."]) from refused
    told = [f"{path.name}:{one.line}: {one.message} {one.mend}" for one in reading.troubles]
    if told:
        raise MappingError(told)
    try:
        return Mapping.model_validate(reading.data)
    except ValidationError as refused:
        raise MappingError([_plain(path.name, error) for error in refused.errors()]) from refused


def _plain(name: str, error: Any) -> str:
    place = ".".join(map(str, error["loc"])) or "the whole file"
    if error["type"] == "extra_forbidden":
        return f"{name}: {place} is not known here. Remove it, or look at survey_defs/examples/lounge/mapping.yaml."
    if error["type"] == "missing":
        return f"{name}: {place} is missing. Add it, as in survey_defs/examples/lounge/mapping.yaml."
    return f"{name}: {place}: {error['msg']}. Compare it with survey_defs/examples/lounge/mapping.yaml."
