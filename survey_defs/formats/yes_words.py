"""Yes and no, in the languages that forms come in."""

YES = frozenset(["yes", "y", "oui", "si", "sí", "sim", "sì", "ja", "ndiyo", "ndio", "haa", "wi", "да", "так", "tak", "evet", "ya", "có", "हो", "हाँ", "हां", "হ্যাঁ", "نعم", "بله", "بلی", "ہاں", "አዎ", "eeyyee", "ee", "yego", "true", "vrai", "verdadero", "是", "はい", "예", "네", "da", "ano", "áno", "igen", "kyllä", "jah", "taip", "jā", "po", "oo", "opo"])  # fmt: skip
NO = frozenset(["no", "n", "non", "não", "nao", "nein", "nee", "hapana", "maya", "नहीं", "होइन", "छैन", "না", "لا", "نخیر", "خیر", "نہیں", "አይ", "አይደለም", "lakki", "oya", "нет", "ні", "nie", "hayır", "hayir", "tidak", "không", "否", "いいえ", "아니요", "아니오", "nu", "ne", "ni", "nej", "nem", "ei", "nē", "jo", "hindi", "false", "faux", "falso"])  # fmt: skip


def yes_or_no(words: str) -> bool | None:
    """Whether this says yes or no; None for anything else."""
    tidy = " ".join(words.split()).casefold().strip(".!")
    if tidy in YES:
        return True
    return False if tidy in NO else None
