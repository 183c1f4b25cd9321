"""Words that we add to a form ourselves, by language; English stands in for the others."""

OTHER = {
    "en": "Other",
    "fr": "Autre",
    "es": "Otro",
    "pt": "Outro",
    "de": "Andere",
    "it": "Altro",
    "nl": "Anders",
}
WHICH_OTHER = {
    "en": "Please specify.",
    "fr": "Veuillez préciser.",
    "es": "Especifique.",
    "pt": "Especifique.",
}
PART = {
    "en": "Part %(number)s",
    "fr": "Partie %(number)s",
    "es": "Parte %(number)s",
    "pt": "Parte %(number)s",
}
OK = {"en": "OK"}
YES_NO = {"yes": {"en": "Yes", "fr": "Oui"}, "no": {"en": "No", "fr": "Non"}}
OUR_PHOTO = "max-pixels=2048"
"""What we ask of the phone in every photo of ours."""

FELT = {
    "forward": {"en": "Forward", "fr": "En avant"},
    "drift": {"en": "Drift", "fr": "Flottement"},
    "away": {"en": "Away", "fr": "Au loin"},
}
