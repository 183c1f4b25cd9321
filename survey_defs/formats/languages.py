"""Languages as forms name them, “English (en)”, and as question sets do, “en”."""

import re
from collections.abc import Iterable

from pyxform.validators.pyxform.iana_subtags.validation import read_tags

NAMES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "ha": "Hausa",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mg": "Malagasy", "mk": "Macedonian", "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch",
    "no": "Norwegian", "ny": "Chichewa", "om": "Oromo", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "tg": "Tajik", "th": "Thai", "ti": "Tigrinya", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""English names by code, as XLSForm writes them in headings."""

_OTHERS = {
    "anglais": "en", "inglés": "en", "ingles": "en", "español": "es", "espanol": "es", "espagnol": "es",
    "français": "fr", "francais": "fr", "francés": "fr", "português": "pt", "portugues": "pt", "deutsch": "de",
    "italiano": "it", "nederlands": "nl", "kiswahili": "sw", "bahasa": "id", "bahasa indonesia": "id",
    "arabe": "ar", "عربي": "ar", "العربية": "ar", "dari": "fa", "farsi": "fa", "kreyol": "ht", "русский": "ru",
    "українська": "uk", "türkçe": "tr", "turkce": "tr", "bangla": "bn", "nepali": "ne", "中文": "zh",
}  # fmt: skip
_BY_NAME = {name.lower(): code for code, name in NAMES.items()} | _OTHERS
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$")
_BARE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def code_of(words: str) -> str:
    """“English (en)”, “english” and “en” are en; an unknown language keeps its name."""
    if found := _CODE.search(words):
        return found[1].replace("_", "-")
    tidy = " ".join(words.split())
    if _BARE.fullmatch(tidy):
        return tidy
    return _BY_NAME.get(tidy.lower(), tidy or "en")


def headings_for(codes: Iterable[str]) -> dict[str, str]:
    """What stands in the headings, by code, each with a tag that pyxform knows."""
    return {code: f"{NAMES.get(code) or _flat(code)} ({_tag(code)})" for code in codes}


def _flat(code: str) -> str:
    """pyxform takes the first parentheses in a heading for the tag."""
    return code.replace("(", "[").replace(")", "]")


def _tag(code: str) -> str:
    """The code, or the part of it that is registered; "und" (undetermined) for a name of one's own."""
    base = re.split("[-_ ]", code)[0]
    return next((tag for tag in (code, base) if tag in _registered()), "und")


def _registered() -> set[str]:
    return {
        tag
        for name in ("2_characters", "3_or_more_characters")
        for tag in read_tags(f"iana_subtags_{name}.txt")
    }
