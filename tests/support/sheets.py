"""A made sample of the shape of the lounge ratings, and where the real ones may stand."""

from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "survey_defs" / "examples" / "lounge"
REAL = ROOT.parent / "shared" / "data" / "lounge-ratings.csv"

RATED = ("comfort", "cleanliness", "bar_beverages", "catering", "washrooms", "wifi", "staff_service")
HEADING = ("operator", "airport", "lounge", "visited_on", *RATED, "recommended")


def sample(rows: int = 40, *, seed: int = 7) -> list[list[str]]:
    """Good rows: two operators with three airports each, ratings 1–5 and now and then 0 or blank."""
    random = Random(seed)
    made = []
    for number in range(rows):
        rated = [
            random.choice(["1", "2", "3", "4", "5", "5", "4", "0" if number % 9 == 0 else "3"]) for _ in RATED
        ]
        operator, airport = random.choice(["red-air", "blue-air"]), random.choice(["Aport", "Bport", "Cport"])
        day = f"2015-{random.randint(1, 7):02d}-{random.randint(1, 28):02d}"
        made.append([operator, airport, "Lounge", day, *rated, random.choice("01")])
    return made


def write(path: Path, rows: list[list[str]], *, heading: tuple[str, ...] = HEADING, encoding: str = "utf-8",
          delimiter: str = ",") -> Path:  # fmt: skip
    """The rows as a CSV file; cells are written as they are."""
    lines = [delimiter.join(row) for row in [list(heading), *rows]]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path
