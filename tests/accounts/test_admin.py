"""People's pages in the admin."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from blog.accounts.models import User
from tests.factories import make_editor, make_user
from tests.images.drawing import noisy

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def fields_of(user: User, **changes: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "display_name": user.display_name,
        "handle": user.handle or "",
        "bio": user.bio,
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00:00",
        "is_active": "on",
        **changes,
    }


def change(client: Client, user: User, **changes: Any) -> Any:
    return client.post(reverse("admin:accounts_user_change", args=[user.pk]), fields_of(user, **changes))


def test_bio_is_stored_as_html_beside_what_was_typed(editor: Client) -> None:
    user = make_user()

    answer = change(editor, user, bio="Writes about *ferries*.", handle="ferry_ada")

    user.refresh_from_db()
    assert answer.status_code == 302
    assert user.bio_html == "<p>Writes about <em>ferries</em>.</p>"
    assert user.handle == "ferry_ada"


def test_portrait_is_shrunk_and_named_by_us(editor: Client, settings: Any) -> None:
    user = make_user()

    change(editor, user, portrait=SimpleUploadedFile("../me.php", noisy((1600, 1200))))

    user.refresh_from_db()
    assert (user.portrait.width, user.portrait.height) == (800, 600)
    assert user.portrait.name.startswith("portraits/")
    assert user.portrait.name.endswith(".jpg")


def test_portrait_that_is_no_picture_is_refused_at_its_field(editor: Client) -> None:
    user = make_user()

    answer = change(editor, user, portrait=SimpleUploadedFile("me.jpg", b"%PDF-1.7"))

    assert list(answer.context["adminform"].form.errors) == ["portrait"]
    assert "PDF" in answer.context["adminform"].form.errors["portrait"][0]


def test_replaced_and_cleared_portraits_leave_no_file(editor: Client, settings: Any) -> None:
    user = make_user()

    def files() -> int:
        return len(list((Path(settings.MEDIA_ROOT) / "portraits").glob("*")))

    change(editor, user, portrait=SimpleUploadedFile("a.jpg", noisy((300, 200))))
    assert files() == 1
    change(editor, user, portrait=SimpleUploadedFile("b.jpg", noisy((300, 200), seed=2)))
    assert files() == 1
    change(editor, user, **{"portrait-clear": "on"})
    assert files() == 0


def test_two_people_may_have_no_handle(editor: Client) -> None:
    first, second = make_user(handle="a"), make_user(handle="b")

    change(editor, first, handle="")
    change(editor, second, handle="")

    assert set(User.objects.filter(pk__in=[first.pk, second.pk]).values_list("handle", flat=True)) == {None}


@pytest.mark.parametrize("handle", ["@ada", "ada lovely", "ада", "a\n"])
def test_handle_of_other_signs_is_refused_at_its_field(editor: Client, handle: str) -> None:
    user = make_user()

    answer = change(editor, user, handle=handle + "x" if handle.endswith("\n") else handle)

    assert answer.context["adminform"].form.errors == {"handle": ["Letters, digits and _ only, without the @."]}


def test_new_person_can_be_added(editor: Client) -> None:
    answer = editor.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "grace", "display_name": "Grace Tern", "handle": "tern", "usable_password": "true",
            "password1": "a longer pass phrase", "password2": "a longer pass phrase",
        },
    )  # fmt: skip

    user = User.objects.get(username="grace")
    assert answer.status_code == 302
    assert (user.public_name, user.handle, user.check_password("a longer pass phrase")) == ("Grace Tern", "tern", True)


def test_list_shows_names_and_searches_them(editor: Client) -> None:
    make_user(display_name="Grace Tern")
    make_user(display_name="Ada Quill")

    page = editor.get(reverse("admin:accounts_user_changelist"), {"q": "tern"})

    assert [user.public_name for user in page.context["cl"].result_list] == ["Grace Tern"]


def test_superuser_can_be_made_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a longer pass phrase")

    call_command("createsuperuser", "--noinput", "--username=ada", "--email=ada@site.example", verbosity=0)

    ada = User.objects.get()
    assert (ada.is_superuser, ada.check_password("a longer pass phrase"), ada.handle) == (True, True, None)
