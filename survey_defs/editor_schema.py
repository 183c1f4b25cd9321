"""A JSON Schema of the format, for editors that complete and check YAML while it is written."""

from typing import Any

from survey_defs.schema import QuestionSet

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a question set file, short forms included.

    It says what may stand where; what needs the whole set to judge (keys, conditions, bands) is told
    by `load_question_set`."""
    schema = QuestionSet.model_json_schema()
    for one in schema["$defs"].values():
        critical = one.get("properties", {}).get("critical")
        if critical:
            critical["anyOf"].append({"const": "fail"})
    schema["$defs"]["Critical"]["properties"]["at"] = {
        "anyOf": [schema["$defs"]["Critical"]["properties"]["at"], {"const": "fail"}]
    }
    return {"$schema": DIALECT, **schema, "title": "Last Inch question set"}
