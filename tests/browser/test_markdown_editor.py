"""The Markdown editor and the tag picker, by mouse and by keyboard."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from blog.images import library
from blog.images.models import Image
from blog.posts.models import Post, Snippet
from blog.tags.models import Alias, Tag
from tests.factories import make_editor, make_post
from tests.images.drawing import noisy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURE = {"name": "fog.jpg", "mimeType": "image/jpeg", "buffer": noisy((600, 400))}

DROP = """([bytes, type]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], "fog.jpg", { type: "image/jpeg" }));
  const area = document.getElementById("id_body");
  const event = type === "paste"
    ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
  area.dispatchEvent(event);
}"""


def logged_in(page: Page, client: Client, site: str) -> Page:
    client.force_login(make_editor())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


@pytest.fixture
def desk(quiet_page: Page, live_server: Any, client: Client) -> Page:
    """A browser in which an editor is logged in."""
    return logged_in(quiet_page, client, live_server.url)


@pytest.fixture
def troubled_desk(page: Page, live_server: Any, client: Client) -> Page:
    """The same, where the console may report the answers that the test provokes."""
    return logged_in(page, client, live_server.url)


def test_preview_follows_what_is_typed(desk: Page, live_server: Any) -> None:
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")
    preview = desk.get_by_role("region", name="Preview of Body")

    desk.locator("#id_body").fill("Some *words*[^a].\n\n[^a]: A note.")

    expect(preview.locator("em")).to_have_text("words")
    expect(preview.locator("span.ref")).to_have_text("1")
    expect(preview.locator("ol.markdown-notes li")).to_have_text("A note.")

    desk.locator("#id_body").fill("")
    expect(preview).to_be_empty()


def test_preview_of_a_saved_text_appears_by_itself(desk: Page, live_server: Any) -> None:
    snippet = Snippet.objects.create(name="a", body="Some *words*.")

    desk.goto(f"{live_server.url}/admin/posts/snippet/{snippet.pk}/change/")

    expect(desk.locator(".markdownx-preview em")).to_have_text("words")


def test_only_the_last_text_is_asked_for(desk: Page, live_server: Any) -> None:
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "markdownify" in request.url else None)

    desk.locator("#id_body").press_sequentially("twenty-one characters", delay=10)

    expect(desk.locator(".markdownx-preview")).to_have_text("twenty-one characters")
    assert len(asked) <= 3


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (403, '{"error": "Only those who may write here."}', "Only those who may write here."),
        (403, "<h1>Forbidden</h1>", "The preview was refused. Log in again in another window"),
        (500, "<h1>Server Error (500)</h1>", "The preview failed (error 500)."),
    ],
)
def test_error_is_told_in_a_sentence_and_the_preview_stays(
    troubled_desk: Page, live_server: Any, status: int, body: str, sentence: str
) -> None:
    page = troubled_desk
    page.goto(f"{live_server.url}/admin/posts/snippet/add/")
    page.locator("#id_body").fill("First")
    preview = page.locator(".markdownx-preview")
    expect(preview).to_have_text("First")
    page.route("**/markdownify/", lambda route: route.fulfill(status=status, body=body))

    page.locator("#id_body").fill("Second")

    expect(page.locator(".markdown-error").first).to_contain_text(sentence)
    expect(preview).to_have_text("First")


def test_server_that_does_not_answer_is_told(troubled_desk: Page, live_server: Any) -> None:
    page = troubled_desk
    page.goto(f"{live_server.url}/admin/posts/snippet/add/")
    page.route("**/markdownify/", lambda route: route.abort())

    page.locator("#id_body").fill("First")

    expect(page.locator(".markdown-error").first).to_contain_text("The server does not answer.")


def test_tab_leaves_the_text(desk: Page, live_server: Any) -> None:
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")
    body = desk.locator("#id_body")
    body.focus()

    desk.keyboard.press("Tab")

    expect(body).not_to_be_focused()
    expect(body).to_have_value("")
    desk.keyboard.press("Shift+Tab")
    expect(body).to_be_focused()


def test_chosen_picture_is_uploaded_and_inserted(desk: Page, live_server: Any) -> None:
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")
    desk.locator("#id_body").fill("Before")
    desk.locator(".markdownx input[type=file]").set_input_files(PICTURE)  # type: ignore[arg-type]

    desk.get_by_role("button", name="Upload and insert").click()
    expect(desk.get_by_role("alert")).to_have_text("Say what the picture shows, or mark it as decoration.")
    desk.get_by_label("What does the picture show?").fill("Fog over the harbour")
    desk.keyboard.press("Enter")

    body = desk.locator("#id_body")
    expect(body).to_have_value(re.compile(r"^Before\n\n!\[Fog over the harbour\]\(/media/renditions/.*\.jpg\)\n\n$"))
    image = Image.objects.get()
    assert (image.alt, image.name) == ("Fog over the harbour", "fog")
    expect(desk.locator(".markdownx-preview img")).to_have_js_property("naturalWidth", 600)
    expect(desk.locator(".markdown-upload")).to_have_count(0)
    desk.keyboard.press("Control+z")
    expect(body).to_have_value("Before")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_dropped_and_pasted_pictures_are_taken(desk: Page, live_server: Any, way: str) -> None:
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")
    desk.evaluate(DROP, [list(noisy((300, 200))), way])

    desk.get_by_label("It is decoration").check()
    desk.get_by_role("button", name="Upload and insert").click()

    expect(desk.locator("#id_body")).to_have_value(re.compile(r"^!\[\]\(/media/renditions/"))
    assert Image.objects.get().is_decorative


def test_file_that_is_no_picture_is_refused_with_advice(troubled_desk: Page, live_server: Any) -> None:
    page = troubled_desk
    page.goto(f"{live_server.url}/admin/posts/snippet/add/")
    chooser = page.locator(".markdownx input[type=file]")
    chooser.set_input_files({"name": "fog.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload='alert(1)'/>"})

    page.get_by_label("What does the picture show?").fill("Fog")
    page.get_by_role("button", name="Upload and insert").click()

    expect(page.get_by_role("alert")).to_contain_text("SVG files can carry scripts")
    page.keyboard.press("Escape")
    expect(page.locator(".markdown-upload")).to_have_count(0)
    assert Image.objects.count() == 0


def test_too_large_file_is_refused_before_it_is_sent(
    desk: Page, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.IMAGE_MAX_BYTES = 2**20
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\0" * (2**20 + 200_000))
    desk.goto(f"{live_server.url}/admin/posts/snippet/add/")

    desk.locator(".markdownx input[type=file]").set_input_files(large)

    expect(desk.get_by_role("alert")).to_contain_text("This file has 1.2 MB; at most 1 MB can be taken.")
    expect(desk.get_by_role("button", name="Upload and insert")).to_be_disabled()


def test_row_added_later_has_an_editor_of_its_own(desk: Page, live_server: Any) -> None:
    post = make_post(blocks=("First *one*.",))
    desk.goto(f"{live_server.url}/admin/posts/post/{post.pk}/change/")
    desk.locator("#id_blocks-0-prose").scroll_into_view_if_needed()
    expect(desk.locator("#blocks-0 .markdownx-preview em")).to_have_text("one")

    desk.get_by_text("Add another Block").click()
    desk.locator("#id_blocks-1-prose").fill("Second *two*.")

    expect(desk.locator("#blocks-1 .markdownx-preview em")).to_have_text("two")
    expect(desk.locator("#blocks-0 .markdownx-preview em")).to_have_text("one")
    expect(desk.locator(".empty-form .markdown-add")).to_have_count(0)
    expect(desk.locator("#blocks-1 .markdown-add")).to_have_count(1)


def test_tags_are_found_made_and_kept_by_keyboard(desk: Page, live_server: Any) -> None:
    harbour, _, _ = Tag.objects.named(["Harbour board", "Ferry", "Ferryman"])
    Alias.objects.create(name="HB", tag=harbour)
    post = make_post(tags=("Quill, Ada",))
    desk.goto(f"{live_server.url}/admin/posts/post/{post.pk}/change/")
    search = desk.locator(".field-tags .select2-search__field")
    expect(search).to_have_attribute("aria-label", "Tags")
    option = desk.locator(".select2-results__option--highlighted")

    search.focus()
    desk.keyboard.type("ferr")
    expect(option).to_have_text("Ferry")
    desk.keyboard.press("Enter")
    desk.keyboard.type("hb")
    expect(option).to_have_text("Harbour board also: HB")
    desk.keyboard.press("Enter")
    desk.keyboard.type("ferry, old one")
    expect(option).to_have_text("New tag: ferry, old one")
    desk.keyboard.press("Enter")
    desk.keyboard.type("ferrym")
    expect(option).to_have_text("Ferryman")
    desk.keyboard.press("ArrowDown")
    expect(option).to_have_text("New tag: ferrym")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".success")).to_be_visible()

    names = [tag.name for tag in Post.objects.get().tags.all()]
    assert names == ["Quill, Ada", "Ferry", "Harbour board", "ferry, old one", "ferrym"]


def test_click_sets_the_focal_point(desk: Page, live_server: Any) -> None:
    image = library.add(noisy((600, 400)), alt="Fog")
    desk.goto(f"{live_server.url}/admin/images/image/{image.pk}/change/")
    box = desk.locator(".image-frame img").bounding_box()
    assert box

    desk.locator(".image-frame img").click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".success")).to_be_visible()

    image.refresh_from_db()
    assert (round(image.focal_x, 2), round(image.focal_y, 2)) == (
        pytest.approx(0.75, abs=0.01),
        pytest.approx(0.25, abs=0.01),
    )
