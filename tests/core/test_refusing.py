"""What is refused where a view breaks off, and what stays an error of ours."""

import pytest
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from blog.core.refusing import RefusingMiddleware

ADMIN = "/admin/posts/post/"


class Silent:
    """In the place of the middleware of messages."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, level: int, message: str, extra_tags: str) -> None:
        self.said.append(message)


def broken_off(request: HttpRequest, error: Exception) -> HttpResponse | None:
    request._messages = Silent()  # type: ignore[attr-defined]
    return RefusingMiddleware(lambda request: HttpResponse()).process_exception(request, error)


@pytest.mark.parametrize(
    "error",
    [DataError("NUL"), IntegrityError("twice"), OverflowError("large"), FieldDoesNotExist("x"),
     ValueError("Field 'id' expected a number but got 'abc'.")],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", ADMIN])
def test_what_no_row_can_hold_is_a_bad_request(rf: RequestFactory, path: str, error: Exception) -> None:
    with pytest.raises(BadRequest):
        broken_off(rf.post(path), error)


@pytest.mark.parametrize("error", [ValueError("a mistake of ours"), TypeError(), AttributeError(), KeyError()])
def test_any_other_error_is_ours(rf: RequestFactory, error: Exception) -> None:
    assert broken_off(rf.post(ADMIN), error) is None
    assert broken_off(rf.get(ADMIN), error) is None
    assert broken_off(rf.get("/?page=1"), error) is None


@pytest.mark.parametrize("error", [ValueError(), TypeError(), AttributeError(), DataError(), FieldDoesNotExist()])
def test_an_address_of_the_admin_leads_on_to_itself_without_its_query(rf: RequestFactory, error: Exception) -> None:
    request = rf.get(f"{ADMIN}?created__year=x")

    response = broken_off(request, error)

    assert response is not None
    assert (response.status_code, response.headers["Location"]) == (302, ADMIN)
    assert len(request._messages.said) == 1  # type: ignore[attr-defined]
