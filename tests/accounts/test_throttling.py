"""Guessing passwords at the login page."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from blog.accounts.throttling import client_address
from tests.factories import make_editor

LOGIN = "/admin/login/"


def guess(client: Client, password: str, **extra: Any) -> Any:
    return client.post(LOGIN, {"username": "ada", "password": password}, **extra)


@pytest.fixture
def ada() -> None:
    make_editor(username="ada", password="correct horse")


@pytest.mark.django_db
@pytest.mark.usefixtures("ada")
def test_wrong_password_is_told_and_the_right_one_lets_in(client: Client) -> None:
    wrong = guess(client, "wrong")
    right = guess(client, "correct horse")

    assert wrong.status_code == 200
    assert "Please enter the correct" in wrong.content.decode()
    assert (right.status_code, right.headers["Location"]) == (302, reverse("admin:index"))
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("ada")
def test_too_many_failures_lock_the_address_and_say_what_to_do(client: Client, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 3

    answers = [guess(client, f"guess {n}") for n in range(3)]
    right = guess(client, "correct horse")

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert right.status_code == 429
    page = right.content.decode()
    assert "Too many attempts to log in" in page
    assert "manage.py axes_reset" in page
    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("ada")
def test_lock_of_one_address_leaves_others_alone(client: Client, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    for n in range(2):
        guess(client, f"guess {n}", REMOTE_ADDR="192.0.2.1")

    assert guess(client, "correct horse", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert guess(client, "correct horse", REMOTE_ADDR="192.0.2.2").status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("ada")
def test_invented_forwarding_does_not_escape_the_lock(client: Client, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    settings.PROXIES = 1
    for n in range(2):
        guess(client, f"guess {n}", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 192.0.2.1")

    assert guess(client, "correct horse", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1").status_code == 429


@pytest.mark.django_db
@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("username", ["a" * 300, "ada\x00", "", "\ud83d"])
def test_strange_names_are_refused_without_an_error(client: Client, username: str) -> None:
    name = username.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    assert client.post(LOGIN, {"username": name, "password": "x" * 5000}).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "found"),
    [
        (0, "198.51.100.7", "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.7, 192.0.2.9", "10.0.0.1", "192.0.2.9"),
        (2, "198.51.100.7, 192.0.2.9, 10.0.0.2", "10.0.0.1", "192.0.2.9"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (2, "192.0.2.9", "10.0.0.1", "10.0.0.1"),
        (1, "2001:DB8::1", "10.0.0.1", "2001:db8::1"),
        (1, "rubbish", "10.0.0.1", None),
        (0, "", "", None),
    ],
)
def test_address_is_the_one_our_outermost_proxy_saw(
    settings: Any, proxies: int, forwarded: str, remote: str, found: str | None
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == found
