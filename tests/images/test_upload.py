"""Pictures that the Markdown editor sends."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from blog.core.markdown import render
from blog.images.models import Image
from tests.factories import make_editor, make_user
from tests.images.drawing import drawn, noisy, png_header

pytestmark = pytest.mark.django_db
PICTURE = noisy((600, 400))


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def send(client: Client, data: bytes = PICTURE, name: str = "fog_over harbour.jpg", **fields: str) -> Any:
    file = SimpleUploadedFile(name, data, content_type="image/gif")
    return client.post(reverse("markdownx_upload"), {"image": file, "alt": "Fog", **fields})


def test_address_is_markdownx_own_and_the_view_ours(settings: Any) -> None:
    assert reverse("markdownx_upload") == settings.MARKDOWNX_UPLOAD_URLS_PATH
    assert resolve(settings.MARKDOWNX_UPLOAD_URLS_PATH).func.__module__ == "blog.images.views"


def test_markdownx_s_own_views_cannot_be_reached() -> None:
    def views(patterns: list[Any]) -> list[str]:
        inner = [name for entry in patterns if hasattr(entry, "url_patterns") for name in views(entry.url_patterns)]
        return inner + [entry.callback.__module__ for entry in patterns if getattr(entry, "callback", None)]

    found = views(get_resolver().url_patterns)

    assert "blog.images.views" in found
    assert [name for name in found if name.startswith("markdownx")] == []


def test_upload_goes_into_the_library(editor: Client) -> None:
    answer = send(editor)

    image = Image.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {"image_code": f"![Fog]({image.fallback.url})", "id": image.pk, "url": image.fallback.url}
    assert (image.name, image.alt, image.is_decorative) == ("fog over harbour", "Fog", False)
    assert image.renditions.count() > 0


def test_uploaded_picture_is_served(editor: Client) -> None:
    answer = editor.get(send(editor).json()["url"])

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"".join(answer).startswith(b"\xff\xd8\xff")  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["", "images/none.jpg", "../secret-key", "images/"])
def test_what_is_no_stored_file_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_same_bytes_again_are_not_kept_twice(editor: Client) -> None:
    first = send(editor).json()

    second = send(editor, name="other.png", alt="In another text").json()

    assert Image.objects.count() == 1
    assert second["url"] == first["url"]
    assert second["image_code"] == f"![In another text]({first['url']})"


def test_signs_in_the_text_alternative_are_no_markdown(editor: Client) -> None:
    alt = 'A [sign](x) that says `<b>"*no*" & \\_out_`!'

    code = send(editor, alt=alt).json()["image_code"]

    html = render(code).html
    assert html.count("<img") == 1
    assert 'alt="A [sign](x) that says `&lt;b&gt;' in html
    assert "<em>" not in html


def test_decorative_picture_has_no_text_alternative(editor: Client) -> None:
    code = send(editor, alt="A flourish", is_decorative="on").json()["image_code"]

    assert code.startswith("![](")


def test_missing_text_alternative_is_refused(editor: Client) -> None:
    answer = send(editor, alt=" ")

    assert answer.status_code == 400
    assert answer.json() == {"error": "Say what the picture shows, or mark it as decorative."}
    assert Image.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "web page"),
        (b"<svg onload='alert(1)'/>", "SVG"),
        (PICTURE[:2000], "damaged"),
        (png_header(20_000, 20_000), "pixels"),
    ],
)
def test_what_is_no_picture_is_refused_with_advice(editor: Client, data: bytes, sentence: str) -> None:
    answer = send(editor, data, name="evil.html")

    assert answer.status_code == 400
    assert sentence in answer.json()["error"]
    assert Image.objects.count() == 0


def test_empty_file_is_refused(editor: Client) -> None:
    assert send(editor, b"").status_code == 400


def test_missing_file_is_refused(editor: Client) -> None:
    answer = editor.post(reverse("markdownx_upload"), {"alt": "Fog"})

    assert answer.status_code == 400
    assert answer.json() == {"error": "No picture was sent. Choose one and try again."}


def test_anonymous_visitor_is_refused(client: Client) -> None:
    answer = send(client)

    assert answer.status_code == 403
    assert "Log in" in answer.json()["error"]
    assert Image.objects.count() == 0


def test_user_who_is_not_staff_is_refused_even_with_the_permission(client: Client) -> None:
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="add_image"))
    client.force_login(user)

    assert send(client).status_code == 403


def test_staff_without_the_permission_is_refused(client: Client) -> None:
    client.force_login(make_user(is_staff=True))

    assert send(client).status_code == 403
    assert Image.objects.count() == 0


def test_staff_with_the_permission_may_upload(client: Client) -> None:
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_image"))
    client.force_login(user)

    assert send(client).status_code == 200


def test_upload_needs_the_form_s_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    assert send(client).status_code == 403
    assert Image.objects.count() == 0


def test_upload_is_not_answered_to_get(editor: Client) -> None:
    assert editor.get(reverse("markdownx_upload")).status_code == 405


def test_name_of_the_file_does_not_reach_the_disk(editor: Client) -> None:
    send(editor, drawn(written="PNG"), name="../../../etc/passwd\x00.png")

    image = Image.objects.get()
    assert image.file.name == f"images/{image.created:%Y/%m}/{image.sha256[:20]}.png"
