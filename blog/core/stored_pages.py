"""Finished public pages, kept in memory until something changes. The first link of the chain: a hit meets nothing else.

A page is kept for readers without a session only, under the stamp of the moment before it was made; when the stamp
changes no page made before is given again. Scheduled posts appear in time: no page outlives the next deadline.
"""

import datetime as dt
import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from blog.core import stamp

QUERY = re.compile(r"(page=[1-9][0-9]{0,5})?\Z")
SMALL = 512  # bytes; less is not worth compressing
DEADLINES: list[Callable[[], dt.datetime | None]] = []  # moments at which pages change by themselves


@dataclass(frozen=True, slots=True)
class StoredPage:
    stamp: str
    until: dt.datetime | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed) + 1000

    def is_fresh(self, now_stamp: str) -> bool:
        return self.stamp == now_stamp and (self.until is None or timezone.now() < self.until)

    def response(self, request: HttpRequest) -> HttpResponse:
        gzipped = bool(self.compressed) and "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(self.compressed if gzipped else self.body)
        for name, value in self.headers:
            response.headers[name] = value
        if gzipped:
            response.headers["Content-Encoding"] = "gzip"
            response.headers["ETag"] = weak(self.etag)
        response.headers["Content-Length"] = str(len(response.content))
        return response

    @property
    def etag(self) -> str:
        return next(value for name, value in self.headers if name == "ETag")


class Shelf:
    """Pages by key, least recently read first out; bounded in bytes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, StoredPage] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, key: str) -> StoredPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: StoredPage, limit: int) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size


shelf = Shelf()


def weak(etag: str) -> str:
    """The same content in another coding is another representation (RFC 9110, section 8.8.1)."""
    return etag if etag.startswith("W/") else f"W/{etag}"


class StoredPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whoever else keeps an answer is to ask before giving it again: what is withdrawn is gone at once."""
        response = self._answer(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if not self._may_be_shared(request):
            return self.get_response(request)
        host, query = request.META.get("HTTP_HOST", ""), request.META.get("QUERY_STRING", "")
        key = f"{request.scheme}://{host}{request.path}?{query}"
        now_stamp = stamp.current().read()
        page = shelf.get(key)
        if page is None or not page.is_fresh(now_stamp):
            response = self.get_response(request)
            page = self._page(request, response, now_stamp)
            if page is None:
                return response
            shelf.put(key, page, settings.STORED_PAGES_BYTES)
        response = page.response(request)
        return get_conditional_response(request, etag=page.etag, response=response) or response

    def _may_be_shared(self, request: HttpRequest) -> bool:
        return (
            bool(settings.STORED_PAGES_BYTES)
            and request.method == "GET"
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "HTTP_AUTHORIZATION" not in request.META
            and "HTTP_IF_MODIFIED_SINCE" not in request.META
            and "HTTP_RANGE" not in request.META
            and QUERY.match(request.META.get("QUERY_STRING", "")) is not None
            and not request.path.startswith(tuple(settings.NEVER_STORED))
        )

    def _page(self, request: HttpRequest, response: HttpResponse, now_stamp: str) -> StoredPage | None:
        if (
            response.status_code != 200
            or response.streaming
            or response.cookies
            or "Content-Encoding" in response.headers
            or "no-store" in response.headers.get("Cache-Control", "")
            or "private" in response.headers.get("Cache-Control", "")
            or "Cookie" in response.headers.get("Vary", "")
        ):
            return None
        body = response.content
        if "ETag" not in response.headers:
            response.headers["ETag"] = quote_etag(hashlib.md5(body, usedforsecurity=False).hexdigest())
        patch_vary_headers(response, ["Accept-Encoding"])
        moments = [moment for deadline in DEADLINES if (moment := deadline())]
        return StoredPage(
            stamp=now_stamp,
            until=min(moments, default=None),
            headers=tuple(response.headers.items()),
            body=body,
            compressed=gzip.compress(body, 6, mtime=0) if len(body) > SMALL else b"",
        )
