"""Addresses of video players that set no cookie before they play; asked for only when a reader wants to watch."""

import re
from urllib.parse import parse_qs, urlsplit

from blog.core.urls import InvalidURL, host_of

_YOUTUBE_ID = re.compile(r"[\w-]{6,20}\Z", re.ASCII)
_VIMEO_ID = re.compile(r"[0-9]{4,15}\Z")
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([^/]+)")


def player_of(url: str) -> str:
    """The player's address for a video's page on YouTube or Vimeo; empty for any other."""
    try:
        host, parts = host_of(url), urlsplit(url)
    except (InvalidURL, ValueError):
        return ""
    if host in ("youtube.com", "m.youtube.com", "youtube-nocookie.com"):
        path = _YOUTUBE_PATH.match(parts.path)
        code = path[1] if path else parse_qs(parts.query).get("v", [""])[0]
    elif host == "youtu.be":
        code = parts.path.strip("/")
    elif host == "vimeo.com":
        code = parts.path.strip("/")
        return f"https://player.vimeo.com/video/{code}?dnt=1" if _VIMEO_ID.match(code) else ""
    else:
        return ""
    return f"https://www.youtube-nocookie.com/embed/{code}?autoplay=1" if _YOUTUBE_ID.match(code) else ""
