"""Scoring one visit of forty answers, explanation and snapshot included."""

from collections.abc import Iterator

from results import Line, said, spread, times

import survey_defs
from scoring import score_visit


def forty() -> tuple[survey_defs.QuestionSet, dict[str, str]]:
    """Five touchpoints of eight scored questions, and an answer to each."""
    lines = ["slug: forty", "title: Forty questions", "touchpoints:"]
    answers = {}
    for t in range(5):
        leaving = ", leaving: true" if t == 4 else ""
        lines.append(f"  - {{key: t{t}, title: Touchpoint {t}, momentum: false{leaving}, questions: [")
        for q in range(8):
            key = f"q{t}_{q}"
            lines.append(
                f"      {{key: {key}, type: yes_no, text: Was it so {key}?, points: {q + 1}, na: false}},"
            )
            answers[key] = "no" if (t * 8 + q) % 5 == 0 else "yes"
        lines.append("    ]}")
    return survey_defs.load_question_set("\n".join(lines)), answers


def run() -> Iterator[Line]:
    definition, answers = forty()
    taken = times(lambda: score_visit(definition, answers).to_dict(), 200)
    yield Line(
        "score one visit of 40 answers, with its explanation",
        said(taken), "5 touchpoints of 8 questions", "≤ 5 ms", spread(taken)[1] <= 5,
    )  # fmt: skip
