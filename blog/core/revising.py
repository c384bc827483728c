"""What an editor does in one request of the admin is one revision in the history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import reversion
from django.http import HttpRequest, HttpResponse


@contextmanager
def revision_by(request: HttpRequest) -> Iterator[None]:
    """Only for requests that may write: a revision is a transaction, and readers need none."""
    if request.method != "POST":
        yield
        return
    with reversion.create_revision():
        reversion.set_user(request.user)
        yield


class RevisedMixin:
    """For a ModelAdmin. Which models are kept is registered in the room that knows the whole."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with revision_by(request):
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with revision_by(request):
            return super().changelist_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
