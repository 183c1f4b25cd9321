"""A form of 600 rows with 400 conditions: at most 10 seconds and 300 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.survey_defs.formats.forms import as_xlsx

# VmHWM and not ru_maxrss, which begins with the memory of the process that started it
MEASURE = """
import json, re, sys, time
from pathlib import Path
begun = time.process_time()
from survey_defs import read_form
made = read_form(Path(sys.argv[1]).read_bytes(), "big.xlsx")
print(json.dumps({
    "seconds": time.process_time() - begun,
    "megabytes": int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024,
    "imported": made.counts["survey"].imported,
    "conditions": sum(q.show_if is not None for t in made.question_set.touchpoints for q in t.questions),
    "findings": [one.what for one in made.findings if one.level != "told"],
}))
"""


def big_form() -> dict[str, list[list[str]]]:
    """12 groups of 48 questions, 600 rows in all, two languages, long lists of choices."""
    survey = [
        [
            "type",
            "name",
            "label::English (en)",
            "label::French (fr)",
            "relevant",
            "constraint",
            "hint::English (en)",
        ]
    ]
    for group in range(12):
        survey.append(["begin group", f"g{group}", f"Group {group}", f"Groupe {group}"])
        survey += [question(group * 48 + n) for n in range(48)]
        survey.append(["end group"])
    choices = [["list_name", "name", "label::English (en)", "label::French (fr)"]]
    choices += [["yn", "1", "Yes", "Oui"], ["yn", "0", "No", "Non"]]
    choices += [[f"l{n}", str(o), f"Option {o}", f"Choix {o}"] for n in range(40) for o in range(25)]
    return {"survey": survey, "choices": choices}


def question(n: int) -> list[str]:
    kind = ["select_one yn", "integer", f"select_multiple l{n % 40}", "text"][n % 4]
    before = n - n % 4
    relevant = f"${{q{before}}} = 1 and (${{q{before + 1}}} > 3 or not(selected(${{q{before + 2}}}, '7')))"
    asks = n % 4 == 3 or (n > 4 and n % 4 < 2)
    earlier = f"${{q{before - 4}}} = ‘1’ or ${{q{before - 3}}} &lt; 9".replace("&lt;", "<")
    condition = relevant if n % 4 == 3 else earlier if asks else ""
    return [
        kind,
        f"q{n}",
        f"Question {n}?",
        f"Question {n} ?",
        condition,
        ". >= 0" if n % 4 == 1 else "",
        "Look twice",
    ]


def test_a_form_of_600_rows_is_read_in_time(tmp_path: Path) -> None:
    form = big_form()
    assert len(form["survey"]) - 1 == 600
    assert sum(bool(row[4:5] and row[4]) for row in form["survey"][1:]) >= 400
    path = tmp_path / "big.xlsx"
    path.write_bytes(as_xlsx(form))
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])  # fmt: skip
    told = json.loads(run.stdout)
    print({key: told[key] for key in ("seconds", "megabytes", "imported", "conditions")})
    assert told["findings"] == []
    assert told["imported"] == 600
    assert told["conditions"] >= 400
    assert told["seconds"] <= 10
    assert told["megabytes"] < 300
