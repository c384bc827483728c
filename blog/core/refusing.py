"""Requests that no page of ours sends: refused with a sentence where the framework, or the database, would break off.

Every page says what is wrong with its own fields and parameters. This is what remains: keys that are no numbers,
numbers beyond every column, texts that no database can hold, rows against its rules (two editors at one moment),
filters in an address that was written by hand.
"""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest, FieldDoesNotExist, FieldError
from django.db import DatabaseError, DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import escape_leading_slashes

logger = logging.getLogger(__name__)
HAND_WRITTEN = (ValueError, TypeError, AttributeError, OverflowError, FieldError, FieldDoesNotExist, DatabaseError)
UNFIT = (DataError, IntegrityError, OverflowError, FieldDoesNotExist)
NO_KEY = "expected a number but got"  # how Django's integer fields begin to complain


class RefusingMiddleware:
    """After the middleware of messages. Whatever breaks off in a view was rolled back by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An address of the admin leads on to itself without its query: if that breaks off too, the fault is ours.

        Raises BadRequest for what no row can hold.
        """
        reads = request.method in ("GET", "HEAD")
        if reads and request.GET and _is_admin(request) and isinstance(error, HAND_WRITTEN):
            logger.warning("Left out what follows the ?: %s", request.get_full_path(), exc_info=error)
            messages.warning(request, "What followed the ? in the address means nothing here. This is the page itself.")
            return HttpResponseRedirect(escape_leading_slashes(request.path))
        if isinstance(error, UNFIT) or (isinstance(error, ValueError) and NO_KEY in str(error)):
            logger.warning("No row can hold what was sent: %s", request.path, exc_info=error)
            raise BadRequest("No row can hold what was sent.") from error
        return None


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))
