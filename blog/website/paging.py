"""Pages of a list, without counting the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)
LAST = 100_000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`before` and `after` are the pages that exist beside it."""

    rows: Sequence[Row]
    number: int
    before: int | None
    after: int | None

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def query(self) -> str:
        """What the canonical address ends in."""
        return "" if self.is_first else f"?page={self.number}"


def page_number(request: HttpRequest) -> int:
    """From ?page=N; raises Http404 where it is no number a list could have."""
    given = request.GET.get("page", "1")
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(LAST)) and int(given) > 0):
        raise Http404("There is no such page of this list.")
    return int(given)


def page_of(request: HttpRequest, rows: "QuerySet[Row, Any]", size: int | None = None) -> Page[Row]:
    """One query; raises Http404 for a page after the last."""
    number, size = page_number(request), size or settings.PAGE_SIZE
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if not found and number > 1:
        raise Http404("There is no such page of this list.")
    return Page(found[:size], number, number - 1 or None, number + 1 if len(found) > size else None)
