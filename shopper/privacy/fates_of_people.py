"""What is erased of a person who leaves, and what is erased by its own age."""

ANEW = "written anew so that it names nobody"
ROW = "its row goes"
EMPTY = "emptied"

WITH_PERSON: dict[str, dict[str, str]] = {
    "person": {"name": ANEW, "sign_in": ANEW, "password_hash": EMPTY},
    "user_session": {"browser": ROW, "address": ROW},
    "one_time_link": {"token_hash": ROW, "sign_in": ROW},
    "second_factor": {"secret": ROW},
    "recovery_code": {"code_hash": ROW},
    "api_token": {"name": ROW, "start": ROW, "token_hash": ROW, "scopes": ROW},
    "contact_choices": {"reach": ROW, "time_zone": ROW},
    "shopping_list": {"lines": ROW},
    "home_area": {"latitude": ROW, "longitude": ROW},
    "practice": {"draft": ROW, "stamps": ROW},
    "failed_sign_in": {"sign_in": ROW, "address": ROW},
    "invitation": {"name": ANEW, "sign_in": ANEW, "token_hash": ANEW},
}
"""What audit lines quote of a name or a sign-in is written anew as well; see commands/people.py."""

WITH_AGE: dict[str, dict[str, str]] = {
    "message": {"to_address": EMPTY, "subject": EMPTY, "body": EMPTY, "secret": EMPTY, "error": EMPTY},
    "branch_sheet": {"name": ROW, "content": ROW},
    "programme_sheet": {"name": ROW, "content": ROW},
    "uploaded_form": {"name": ROW, "content": ROW},
    "self_check": {"draft": EMPTY, "answers": EMPTY},
    "self_check_photo": {"sha256": ROW},
    "customer": {"name": EMPTY, "company": EMPTY, "email": EMPTY, "phone": EMPTY},
    "conversation": {"said": EMPTY, "read_back": EMPTY, "unchanged": EMPTY},
}
"""Files between their check and their saving go within a day, by themselves."""
