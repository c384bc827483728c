"""The library in the admin."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from blog.images import library
from blog.images.models import Image
from blog.images.usage import Use, uses_of
from blog.posts.models import Snippet
from tests.factories import make_editor, make_post
from tests.images.drawing import noisy

pytestmark = pytest.mark.django_db
PICTURE, OTHER = noisy((600, 400)), noisy((700, 300), seed=5)
FIELDS = {"alt": "Fog", "name": "", "credit": "", "source_url": "", "focal_x": "0.5", "focal_y": "0.25"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def upload(data: bytes = PICTURE, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def change_url(image: Image) -> str:
    return reverse("admin:images_image_change", args=[image.pk])


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["adminform"].form.errors)


def test_added_picture_has_renditions(editor: Client) -> None:
    answer = editor.post(reverse("admin:images_image_add"), {**FIELDS, "file": upload()})

    image = Image.objects.get()
    assert answer.status_code == 302
    assert (image.width, image.height, len(image.sha256)) == (600, 400, 64)
    assert image.renditions.filter(format="jpeg").count() == 2


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"alt": ""}, "alt", "Say what the picture shows, or mark it as decorative."),
        ({"file": ""}, "file", "This field is required."),
        ({"source_url": "nowhere"}, "source_url", "Enter a valid URL."),
    ],
)
def test_error_is_shown_at_its_field(editor: Client, fields: dict[str, str], field: str, sentence: str) -> None:
    answer = editor.post(reverse("admin:images_image_add"), {**FIELDS, "file": upload(), **fields})

    assert errors(answer) == {field: [sentence]}
    assert Image.objects.count() == 0


def test_file_that_is_no_picture_is_refused_at_its_field(editor: Client) -> None:
    answer = editor.post(reverse("admin:images_image_add"), {**FIELDS, "file": upload(b"<svg/>", "a.svg")})

    assert list(errors(answer)) == ["file"]
    assert "SVG" in errors(answer)["file"][0]


def test_picture_that_the_library_has_is_refused_by_name(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog over the harbour")

    answer = editor.post(reverse("admin:images_image_add"), {**FIELDS, "file": upload()})

    assert errors(answer) == {
        "file": [f"The library has this picture already: “Fog over the harbour” (number {image.pk}). Use that one."]
    }


def test_focal_point_outside_is_refused(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")

    answer = editor.post(change_url(image), {**FIELDS, "focal_x": "1.2"})

    assert errors(answer) == {"focal_x": ["Ensure this value is less than or equal to 1."]}


def test_words_can_be_changed_without_a_new_file(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")
    before = set(image.renditions.values_list("pk", flat=True))

    editor.post(change_url(image), {**FIELDS, "alt": "Mist"})

    image.refresh_from_db()
    assert image.alt == "Mist"
    assert set(image.renditions.values_list("pk", flat=True)) == before


def test_new_file_makes_renditions_anew_and_texts_follow(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")
    snippet = Snippet.objects.create(name="a", body=f"![Fog]({image.fallback.url})")

    answer = editor.post(change_url(image), {**FIELDS, "file": upload(OTHER)}, follow=True)

    image, former = Image.objects.get(), image
    snippet.refresh_from_db()
    assert image.sha256 != former.sha256
    assert set(image.renditions.values_list("width", flat=True)) == {480, 700}
    assert snippet.body == f"![Fog]({image.fallback.url})"
    assert "1 text shows the new picture now." in [str(message) for message in answer.context["messages"]]


def test_used_picture_says_where(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")
    post = make_post(
        title="Ferries", lead_image=image, blocks=({"kind": "image", "image": image}, f"![]({image.fallback.url})")
    )
    snippet = Snippet.objects.create(name="mist", body=f"![Fog]({image.file.url})")

    assert uses_of(image) == [
        Use("post: Ferries", reverse("admin:posts_post_change", args=[post.pk])),
        Use("snippet: mist", reverse("admin:posts_snippet_change", args=[snippet.pk])),
    ]
    assert "post: Ferries</a>" in editor.get(change_url(image)).content.decode()


def test_unused_picture_says_so(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")
    library.add(OTHER, alt="Mist")

    assert uses_of(image) == []
    assert "Nothing yet. It can be deleted." in editor.get(change_url(image)).content.decode()


@pytest.mark.parametrize("use", ["lead", "block", "text"])
def test_used_picture_cannot_be_deleted(editor: Client, use: str) -> None:
    image = library.add(PICTURE, alt="Fog")
    match use:
        case "lead":
            make_post(title="Ferries", lead_image=image)
        case "block":
            make_post(title="Ferries", blocks=({"kind": "image", "image": image},))
        case "text":
            make_post(title="Ferries", blocks=(f"![Fog]({image.fallback.url})",))

    page = editor.post(reverse("admin:images_image_delete", args=[image.pk]), {"post": "yes"})
    listed = editor.post(
        reverse("admin:images_image_changelist"),
        {"action": "delete_selected", "_selected_action": image.pk, "post": "yes"},
    )

    assert Image.objects.count() == 1
    assert "post: Ferries</a>" in page.content.decode()
    assert "post: Ferries</a>" in listed.content.decode()


def test_unused_picture_can_be_deleted(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog")

    editor.post(reverse("admin:images_image_delete", args=[image.pk]), {"post": "yes"})

    assert Image.objects.count() == 0


def test_list_asks_as_much_for_one_picture_as_for_three(editor: Client, django_assert_max_num_queries: Any) -> None:
    for seed in range(3):
        library.add(noisy((300, 200), seed=seed), alt=f"Fog {seed}")

    with django_assert_max_num_queries(10):
        page = editor.get(reverse("admin:images_image_changelist")).content.decode()

    assert page.count('class="image-thumbnail"') == 3


def test_search_finds_words_of_the_text_alternative(editor: Client) -> None:
    library.add(PICTURE, alt="Fog over the harbour")
    library.add(OTHER, alt="Mist")

    page = editor.get(reverse("admin:images_image_changelist"), {"q": "harbour"})

    assert [str(image) for image in page.context["cl"].result_list] == ["Fog over the harbour"]


def test_picture_can_be_found_for_a_post(editor: Client) -> None:
    image = library.add(PICTURE, alt="Fog over the harbour")

    answer = editor.get(
        reverse("admin:autocomplete"),
        {"term": "fog", "app_label": "posts", "model_name": "post", "field_name": "lead_image"},
    )

    assert answer.json()["results"] == [{"id": str(image.pk), "text": "Fog over the harbour"}]
