"""From the bytes of a form to a question set and the account of every row."""

from pathlib import PurePath

from survey_defs import dump, yaml12
from survey_defs.formats import shaping
from survey_defs.formats.asking import Asker
from survey_defs.formats.attaching import Attacher
from survey_defs.formats.draft import Draft
from survey_defs.formats.lists import Lists
from survey_defs.formats.repairing import sound
from survey_defs.formats.report import FormFinding, Import, Unreadable
from survey_defs.formats.settings_in import read_settings
from survey_defs.formats.sheets import Book
from survey_defs.formats.sniffing import open_book
from survey_defs.formats.speech import Speech
from survey_defs.formats.telling import Teller
from survey_defs.formats.verdict import judge
from survey_defs.formats.walking import Walker
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_, Sentence


def read(source: bytes, file: str) -> Import:
    """See `survey_defs.formats.read_form`."""
    try:
        book = open_book(source)
    except Unreadable as wrong:
        return Import(file, None, (FormFinding("refused", "", (), "", wrong.what, wrong.mend),))
    teller = Teller()
    for aside in book.asides:
        teller.tell(aside.level, aside.sheet, aside.rows, aside.column, aside.what, aside.mend)
    accepted = judge(book, teller)
    made = _try(book, file, teller, accepted)
    if made is None or _too_long(made, teller):
        return _refused(book, file, teller)
    return Import(file, made, tuple(teller.findings), teller.account(book))


def _try(book: Book, file: str, teller: Teller, accepted: bool) -> QuestionSet | None:
    """A form that we did not reckon with is refused like any other."""
    try:
        draft = _draft(book, file, teller)
        return sound(draft, teller) if accepted and _asks(draft, teller) else None
    except Exception as stumble:
        what = Sentence(
            "This form could not be understood, which is a fault of ours (%(error)s).",
            error=f"{type(stumble).__name__}: {stumble}"[:120],
        )
        teller.whole("refused", what, N_("Send us the form, or leave out what is unusual in it."))
        return None


def _draft(book: Book, file: str, teller: Teller) -> Draft:
    survey = book.sheet("survey")
    speech = Speech(book, teller)
    settings, is_ours = read_settings(book, PurePath(file).stem, speech, teller)
    draft = Draft(settings)
    lists = Lists(book, speech, teller)
    if survey is not None:
        Walker(survey, Asker(survey, lists, speech, teller), speech, teller, draft).walk()
        Attacher(draft, survey, teller).attach()
    shaping.shape(draft, teller, is_ours)
    lists.tell_unused()
    speech.tell()
    return draft


def _asks(draft: Draft, teller: Teller) -> bool:
    """Whether there is anything to ask."""
    if not draft.touchpoints:
        what = N_("This form asks nothing that could be imported.")
        mend = N_("Choose a form with a sheet called survey and questions on it.")
        teller.whole("refused", what, mend)
    return bool(draft.touchpoints)


def _too_long(made: QuestionSet, teller: Teller) -> bool:
    """Whether it could not be read back as a file."""
    if len(str(dump.definition(made)).encode()) <= yaml12.MAX_BYTES * 0.8:
        return False
    what = N_("The words of this form are longer than a question set may be.")
    teller.whole("refused", what, N_("Divide it into several forms."))
    return True


def _refused(book: Book, file: str, teller: Teller) -> Import:
    """Nothing becomes of anything; each row is named by the refusal."""
    teller.became.clear()
    if not any(one.level == "refused" for one in teller.findings):
        teller.whole("refused", N_("No question set was made of this form."), N_("Mend what is told here."))
    for sheet in book.sheets:
        what = N_("Nothing was imported from this sheet, because the form was refused.")
        teller.tell("refused", sheet.name, sheet.rows, "", what, N_("Mend the form, and read it again."))
    return Import(file, None, tuple(teller.findings), teller.account(book))
