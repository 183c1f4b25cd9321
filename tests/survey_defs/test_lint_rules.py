"""Every rule of the linter: cases that fire and cases that do not, in both shipped languages.

A case is the wording of a Yes/No question with points, or the data of another question."""

from __future__ import annotations

import json

import pytest

from survey_defs import Finding, lint, load_question_set
from survey_defs.linting import RULES

Case = str | dict


def ask(case: Case, language: str = "en") -> dict:
    """The case as a question of type yes_no that earns points unless it says otherwise."""
    given = {"text": case} if isinstance(case, str) else case
    plain = {"key": "it", "type": "yes_no", "p": "people", "na": False, "comment_on": ["no"]}
    question = (
        {**plain, "points": 2, **given}
        if given.get("type", "yes_no") == "yes_no"
        else {"key": "it", "p": "people", **given}
    )
    question = {name: value for name, value in question.items() if value is not None}
    return (
        question
        if language == "en"
        else question | {"text": {language: question["text"]}, "comment_on": ["no"]}
    )


def set_of(questions: list[dict], language: str = "en", **settings: object) -> list[Finding]:
    here = {"key": "here", "title": "Here", "mode": "people", "momentum": False, "questions": questions}
    end = {
        "key": "leaving", "title": "Leaving", "mode": "people", "leaving": True, "momentum": False,
        "questions": [
            {"key": "goodbye", "type": "yes_no", "points": 2, "p": "people", "na": False, "comment_on": ["no"], "text": "Did anyone say goodbye?"},
            {"key": "link_back", "type": "yes_no", "points": 2, "p": "people", "na": False, "comment_on": ["no"], "text": "Were you invited to come back?"},
        ],
    }  # fmt: skip
    data = {"slug": "s", "title": "S", "languages": [language], "touchpoints": [here, end], **settings}
    return list(lint(load_question_set(json.dumps(data))))


def codes(case: Case, language: str = "en") -> set[str]:
    """The codes of what is found on the case itself."""
    return {one.code for one in set_of([ask(case, language)], language) if one.where == "here.it"}


SCALE = {"type": "scale", "points": 2, "text": "How warm was the drink?"}
CHOICE = {"type": "choice", "points": 2, "text": "How many people were in line?"}


def scale(*labels: str, **more: object) -> dict:
    return {**SCALE, "scale": [{"key": f"k{n}", "label": label} for n, label in enumerate(labels)], **more}


def choice(*labels: str, **more: object) -> dict:
    options = [
        {"key": f"k{n}", "label": label, "mark": round(1 - n / len(labels), 2)}
        for n, label in enumerate(labels)
    ]
    return {**CHOICE, "options": options, **more}


FIRES: dict[str, list[Case]] = {
    "Q01": ["Was the table clean and dry?", "Did the waiter greet you and offer a drink?", "Was the door open and was the light on?"],
    "Q02": ["Wasn’t the greeting friendly?", "How delicious was your coffee?", "Did the cashier even bother to look up?"],
    "Q03": ["Were you served promptly?", "Was the phone answered within a reasonable time?", "Were there enough staff at the counter?"],
    "Q04": ["Why did the waiter not come back?", "What problems did you have with the order?", "Was the table still dirty?"],
    "Q05": ["If you asked for help, were you given it?", "Were you told when your order was late?", "In case of a queue, was a second till opened?"],
    "Q06": [
        choice("Warmly", "Coldly", text="How were you greeted?", na=True),
        {"type": "duration", "points": 2, "na": True, "text": "How long until you were served?", "good": 60, "bad": 300, "from_stamps": ["In", "Out"]},
        scale("Curt", "Polite", text="How did they thank you?", na=True),
    ],
    "Q07": [scale("Good", "Very good", "Excellent"), scale("Poor", "Fair", "Good", "Very good", "Excellent"), scale("Terrible", "Bad", "Poor", "Good")],
    "Q08": [scale("1", "2", "3"), scale("Cold", "2", "Hot"), scale("–", "0", "+")],
    "Q09": ["Do you agree that the shop was tidy?", scale("Strongly disagree", "Neither", "Strongly agree"), "To what extent do you agree that the staff smiled?"],
    "Q10": ["Was the floor not dirty?", "Did nobody fail to greet you?", "Was nothing missing from the order?"],
    "Q11": [
        "When you came in by the main door and had walked up to the counter, did any member of staff look up at you before you spoke?",
        "Before you paid, and after all of your items had been put through, did the person at the till tell you the total to pay out loud?",
        "On your way out of the shop, past the last till and the exit, was there any one person who said a word to you?",
    ],
    "Q12": ["Did the barista try an upsell?", "Was the endcap full?", "Was the FOH floor swept?"],
    "Q13": [
        {"type": "duration", "points": 2, "text": "How long did you wait?", "good": 60, "bad": 300},
        {"type": "number", "points": 2, "text": "How many tills were open?", "min": 0, "max": 9, "good": 4, "bad": 1},
        "Was the phone answered within three rings?",
    ],
    "Q14": [
        {"text": "Were you greeted?", "hint": "Staff should greet each guest at the door."},
        {"text": "Was a receipt handed over?", "hint": "The policy is to hand over a receipt."},
        {"text": "Was the price told?", "hint": "Full points only if the total is told."},
    ],
    "Q15": [
        choice("0–5 minutes", "5–10 minutes", "More than 10 minutes"),
        choice("Under 2", "3 to 5", "Over 8"),
        {"type": "number", "points": 2, "text": "How many?", "min": 0, "max": 5, "bands": [{"upto": 2, "mark": 1}, {"upto": 8, "mark": 0.5}, {"mark": 0}]},
    ],
    "Q16": ["Was the cashier friendly?", "Was the shop inviting?", "Was the answer satisfactory?"],
    "Q17": ["Did the adviser seem interested?", "Did the waiter want to help you?", "Did the nurse understand your concern?"],
    "Q18": ["Did anyone go the extra mile?", "Did staff do something special for you?", "Did anything surprise you?"],
    "Q19": ["Did the host say “welcome to our house”?", "Was the company greeting used?", "Did the agent close with 'have a lovely day'?"],
    "Q20": [
        {"type": "recommend", "text": "How likely are you to recommend this shop?"},
        scale("Bad", "Middling", "Good", text="How was your visit?"),
        scale("Bad", "Middling", "Good", text="Overall, what was the service like?"),
    ],
    "Q21": [{"text": "Were you greeted?", "comment_on": []}, {"text": "Was the door open?", "comment_on": ["yes"]}, {"text": "Was there litter?", "reverse": True, "comment_on": ["no"]}],
    "S09": [{"text": "Were you greeted?", "p": None}, {**scale("Cold", "Hot"), "p": None}, {**choice("Yes", "No"), "p": None}],
}  # fmt: skip
QUIET: dict[str, list[Case]] = {
    "Q01": ["Was the table clean?", "Did the waiter offer you bread and butter?", "Was salt and pepper on the table?"],
    "Q02": ["Were you greeted?", "How warm was your coffee?", "Did the cashier look up?"],
    "Q03": ["Were you served within 10 minutes?", "Was the phone answered before you counted four rings?", scale("Slow", "Quick", text="How quickly were you served?")],
    "Q04": ["Did the waiter come back?", "Was anything wrong with the order?", "What happened when you asked for a change?"],
    "Q05": ["Were you asked if you wanted a receipt?", {"text": "If you asked for help, were you given it?", "na": True}, "When you asked what was new, were you told?"],
    "Q06": [
        choice("Warmly", "Coldly", "Nobody greeted me", text="How were you greeted?", na=True),
        choice("Warmly", "Coldly", text="How were you greeted?", na=True, nobody=True),
        choice("Clean", "Crumbs", text="What did the table look like?", na=True),
    ],
    "Q07": [scale("Bad", "Neither", "Good"), scale("Put off", "Indifferent", "Pleased", "Delighted"), scale("Cold", "Lukewarm", "Hot")],
    "Q08": [scale("Cold", "Lukewarm", "Hot"), scale("1 star: cold", "2 stars: hot"), choice("1", "2")],
    "Q09": ["Were you told the price?", scale("Never", "Once", "Always"), "Did both sides come to an agreement?"],
    "Q10": ["Was the floor clean?", "Was anything missing from the order?", "Did anyone refuse to help?"],
    "Q11": ["Were you greeted?", "Did the person at the till tell you the total to pay before you took out your card?", "Was there a clear way from the door to the counter when you came in?"],
    "Q12": ["Were you offered something to go with it?", "Was the shelf at the end of the aisle full?", "Was the floor in front of the counter swept?"],
    "Q13": [
        {"type": "duration", "points": 2, "text": "How long did you wait?", "good": 60, "bad": 300, "from_stamps": ["In", "Out"]},
        {"type": "number", "text": "How many people were in line?"},
        "Were you greeted?",
    ],
    "Q14": [
        {"text": "Were you greeted?", "hint": "You should listen from the door on."},
        {"text": "Was a receipt handed over?", "hint": "A receipt put on the counter counts as Yes."},
        {"text": "Was the price told?", "hint": "Listen for the total before you pay."},
    ],
    "Q15": [
        choice("0–5 minutes", "6–10 minutes", "More than 10 minutes"),
        choice("Up to two people", "More than two people"),
        {"type": "number", "points": 2, "text": "How many?", "min": 0, "max": 9, "bands": [{"upto": 2, "mark": 1}, {"upto": 8, "mark": 0.5}, {"mark": 0}]},
    ],
    "Q16": ["Did the cashier look at you?", scale("Curt", "Friendly", text="How did the cashier come across?"), {"text": "Was the shop inviting?", "points": 0}],
    "Q17": ["Did the adviser ask what you needed?", "Did the waiter help you with the coat?", {"text": "Did the nurse seem calm?", "points": 0}],
    "Q18": [{"type": "moment", "text": "Did anyone do something special for you?"}, "Were you offered water?", "Was the special of the day named?"],
    "Q19": ["Were you greeted?", {"type": "text", "text": "Which words were used, word for word?"}, "Did the host say where to sit?"],
    "Q20": [scale("Bad", "Middling", "Good", text="How did the greeting come across?"), "Were you greeted?", {"type": "text", "text": "What did you order?"}],
    "Q21": [{"text": "Were you greeted?", "comment_on": ["no"]}, {"text": "Was there litter?", "reverse": True, "comment_on": ["yes"]}, {"text": "Was it open?", "points": 0, "comment_on": []}],
    "S09": ["Were you greeted?", {"text": "Was it raining?", "points": 0, "p": None}, {"type": "text", "text": "What was said?", "p": None}],
}  # fmt: skip
FRENCH_FIRES = {
    "Q01": "La table était-elle propre et sèche ?", "Q02": "N’était-ce pas agréable, cet accueil pas banal ?", "Q03": "Avez-vous été servi rapidement ?",
    "Q04": "Pourquoi le serveur n’est-il pas revenu ?", "Q05": "Si vous avez demandé de l’aide, l’avez-vous reçue ?", "Q09": "Êtes-vous d’accord avec le prix ?",
    "Q10": "Ne manquait-il rien dans la commande ?", "Q12": "Le planogramme était-il respecté ?", "Q13": "A-t-on décroché en moins de trois sonneries ?",
    "Q16": "La caissière était-elle aimable ?", "Q17": "Le conseiller avait-il l’air intéressé ?", "Q18": "A-t-on fait un geste inattendu ?",
    "Q19": "La formule d’accueil officielle a-t-elle été employée ?",
}  # fmt: skip
FRENCH_QUIET = [
    "Vous a-t-on salué avant votre arrivée au comptoir ?", "Vous a-t-on annoncé le total avant le paiement ?", "La vitrine était-elle éclairée ?",
    "Vous a-t-on remis un reçu, ou demandé si vous en vouliez un ?", "Vous a-t-on remercié de votre visite ?",
]  # fmt: skip


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in FIRES.items() for case in cases])
def test_fires(code: str, case: Case) -> None:
    assert code in codes(case)


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in QUIET.items() for case in cases])
def test_does_not_fire(code: str, case: Case) -> None:
    assert code not in codes(case)


@pytest.mark.parametrize(("code", "text"), FRENCH_FIRES.items(), ids=FRENCH_FIRES)
def test_fires_in_french(code: str, text: str) -> None:
    assert code in codes(text, "fr")


@pytest.mark.parametrize("text", FRENCH_QUIET)
def test_says_nothing_of_a_good_french_question(text: str) -> None:
    assert {code for code in codes(text, "fr") if code.startswith("Q")} == set()


def test_every_rule_has_three_cases_of_each_kind_or_a_test_of_its_own() -> None:
    of_the_set = {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S10", "S12"}
    assert set(RULES) == set(FIRES) | of_the_set
    assert all(len(cases) >= 3 for cases in [*FIRES.values(), *QUIET.values()])


def test_a_finding_says_where_what_why_and_one_way_out() -> None:
    found = [one for case in FIRES.values() for one in set_of([ask(case[0])])]
    for one in found:
        assert all(
            sentence.endswith((".", "?", "?”", ".”")) for sentence in (one.what, one.why, one.rewrite)
        ), one
        assert "%(" not in str(one)
