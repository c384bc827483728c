"""Addresses of other people's pages, in the one form that is compared."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
# fmt: off
_TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
    "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id",
    "wickedid", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "ncid", "cmpid", "ocid",
    "cvid", "smid", "guccounter", "guce_referrer", "guce_referrer_sig", "_ga", "_gl", "s_kwcid", "ef_id",
    "rb_clickid", "spm",
})
# fmt: on
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})|(%)|([^!-~]|[\"<>\\^`{|}])")
_TWICE = re.compile(r"https?:/*https?[:/;]", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\Z")


class InvalidURL(ValueError):
    """The message tells whoever typed the address what to do."""


def normalise(url: str) -> str:
    """The form that is compared (RFC 3986 section 6.2), without fragment and trackers; raises InvalidURL."""
    url = url.strip()
    if not url:
        raise InvalidURL("There is no address. Paste the page's address, beginning with https://.")
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise InvalidURL("The address contains a blank. Remove it, or write it as %20.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidURL(f"No browser could open this address ({error}). Copy it again.") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        if not scheme or "." in scheme or (not parts.netloc and parts.path[:1].isdigit()):
            raise InvalidURL("The address has no https:// at its beginning. Put it there.")
        raise InvalidURL(f"An address cannot begin with “{scheme}:” here. Use one with https:// or http://.")
    if _TWICE.match(url):
        raise InvalidURL("The address begins twice. Keep one https:// only.")
    if not parts.hostname:
        raise InvalidURL(f"There is no host name after “{scheme}:”. Write it as {scheme}://host/page.")
    if parts.username is not None or parts.password is not None:
        raise InvalidURL("The address contains a user name or password. Remove everything up to the @.")
    host = _ascii_host(parts.hostname)
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = _without_dots(_percent(parts.path)) or "/"
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece))
    return urlunsplit(SplitResult(scheme, host, path, _percent(query), ""))


def host_of(url: str) -> str:
    """The host in lower-case ASCII without `www.` and port; raises InvalidURL."""
    host = urlsplit(normalise(url)).hostname or ""
    return host.removeprefix("www.") if host.count(".") > 1 else host


def _is_tracking(piece: str) -> bool:
    name = piece.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING


def _ascii_host(host: str) -> str:
    if ":" in host:
        try:
            return f"[{IPv6Address(host.partition('%')[0]).compressed}]"
        except ValueError as error:
            raise InvalidURL(f"“{host}” is not a host name. Copy the address again from the page.") from error
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not name or len(name) > 253 or not all(_LABEL.match(label) for label in name.split(".")):
        raise InvalidURL(f"“{host}” is not a host name. Copy the address again from the page.")
    return name


def _percent(text: str) -> str:
    """Upper-case escapes; none where none is needed; everything outside printable ASCII escaped."""

    def escape(match: re.Match[str]) -> str:
        digits, lone, other = match.groups()
        if digits:
            char = chr(int(digits, 16))
            return char if char in _UNRESERVED else f"%{digits.upper()}"
        if lone:
            return "%25"
        return "".join(f"%{byte:02X}" for byte in other.encode("utf-8", "replace"))

    return _PERCENT.sub(escape, text)


def _without_dots(path: str) -> str:
    """RFC 3986 section 5.2.4."""
    if "/." not in path:
        return path
    kept: list[str] = []
    pieces = path.split("/")
    for index, piece in enumerate(pieces):
        is_last = index == len(pieces) - 1
        if piece == "..":
            if len(kept) > 1:
                kept.pop()
        elif piece != ".":
            kept.append(piece)
            continue
        if is_last:
            kept.append("")
    return "/".join(kept)
