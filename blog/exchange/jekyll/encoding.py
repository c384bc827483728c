"""Bytes of a file as text."""


def decoded(raw: bytes) -> str:
    """UTF-8; a file of which nothing beyond ASCII is UTF-8 is read as Windows-1252, which holds Latin-1's letters."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
        has_some = any(char > "\x7f" and char != "\ufffd" for char in text)
        return text if has_some else raw.decode("cp1252", "replace")


def is_foreign(raw: bytes) -> bool:
    """Whether `decoded` read it otherwise than as UTF-8."""
    return decoded(raw) != raw.decode("utf-8", "replace")
