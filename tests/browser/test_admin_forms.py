"""What scripts do in the admin's forms: rows in order, words taken from a text, nothing lost by leaving."""

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from blog.annotations.models import Target
from blog.posts.models import Post
from tests.factories import annotate, make_capture, make_editor, make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(quiet_page: Page, live_server: Any, client: Client) -> Page:
    """Logged in; addresses may be given from the root."""
    client.force_login(make_editor())
    cookie = client.cookies["sessionid"].value
    quiet_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    goto = quiet_page.goto
    quiet_page.goto = lambda path, **options: goto(f"{live_server.url}{path}", **options)  # type: ignore[method-assign]
    return quiet_page


def prose(post: Post) -> list[str]:
    return list(post.blocks.order_by("position").values_list("prose", flat=True))


def change(post: Post) -> str:
    return f"/admin/posts/post/{post.pk}/change/"


def test_blocks_are_moved_with_the_keyboard_and_say_so(admin: Page) -> None:
    post = make_post(blocks=("One.", "Two.", "Three."))
    admin.goto(change(post))

    up = admin.locator("#blocks-2 .ordered-move").first
    expect(up).to_have_attribute("aria-label", "Move row 3 up")
    up.focus()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Enter")
    expect(admin.locator("#blocks-group > [role=status]")).to_have_text("Row is now 1 of 3")
    expect(admin.locator("#blocks-2 .ordered-move").nth(1)).to_be_focused()
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")

    assert prose(post) == ["Three.", "One.", "Two."]


def test_blocks_are_dragged_by_their_handle(admin: Page) -> None:
    post = make_post(blocks=("One.", "Two.", "Three."))
    admin.goto(change(post))

    admin.locator("#blocks-0 .ordered-handle").hover()
    admin.mouse.down()
    box = admin.locator("#blocks-1").bounding_box()
    assert box is not None
    admin.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2 + 30, steps=4)
    expect(admin.locator("#blocks-2")).to_have_class(re.compile("ordered-before"))
    admin.mouse.up()
    expect(admin.locator("#id_blocks-0-position")).to_have_value("1")
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")

    assert prose(post) == ["Two.", "One.", "Three."]


def test_a_new_row_that_is_moved_up_and_another_that_is_removed_do_no_harm(admin: Page) -> None:
    post = make_post(blocks=("One.", "Two."))
    admin.goto(change(post))

    for n in (2, 3):
        admin.click("#blocks-group .add-row a")
        admin.fill(f"#id_blocks-{n}-prose", f"New {n}.")
    for _ in range(3):
        admin.locator("#blocks-3 .ordered-move").first.click()
    admin.click("#blocks-2 .inline-deletelink")
    expect(admin.locator("#blocks-group .inline-related:not(.empty-form)")).to_have_count(3)
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")

    assert prose(post) == ["New 3.", "One.", "Two."]


def test_a_block_shows_what_its_kind_needs_and_what_is_filled(admin: Page) -> None:
    admin.goto("/admin/posts/post/add/")
    block = admin.locator("#blocks-0")
    expect(block.locator(".field-prose")).to_be_visible()
    expect(block.locator(".field-capture")).to_be_hidden()
    admin.fill("#id_blocks-0-prose", "Words not to lose.")
    admin.select_option("#id_blocks-0-kind", "video")

    expect(block.locator(".field-video")).to_be_visible()
    expect(block.locator(".field-caption")).to_be_visible()
    expect(block.locator(".field-prose")).to_be_visible()
    expect(block.locator(".field-image")).to_be_hidden()


def test_an_error_in_a_block_is_seen_and_what_was_typed_is_still_there(admin: Page) -> None:
    admin.goto("/admin/posts/post/add/")
    admin.fill("#id_title", "A post")
    admin.select_option("#id_blocks-0-kind", "image")
    admin.click("input[name=_save]")

    expect(admin.locator("#blocks-0 .field-image .errorlist")).to_have_text("A block of kind “Image” needs this.")
    expect(admin.locator("#blocks-0 .field-capture")).to_be_hidden()
    expect(admin.locator("#id_title")).to_have_value("A post")


def test_leaving_with_changes_asks_and_saving_does_not(admin: Page) -> None:
    post = make_post()
    admin.goto(change(post))
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    admin.on("dialog", answer)
    admin.fill("#id_title", "Changed")
    admin.click(".breadcrumbs a >> nth=0", no_wait_after=True)
    admin.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(admin.locator("#id_title")).to_have_value("Changed")
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")
    assert asked == ["beforeunload"]


def test_words_selected_in_the_text_are_taken(admin: Page) -> None:
    capture = make_capture()
    admin.goto(f"/admin/annotations/annotation/add/?capture={capture.pk}")
    button = admin.get_by_role("button", name="Use the selected words")
    expect(button).to_be_disabled()

    admin.locator(".source-text p").first.evaluate(
        """p => { const range = document.createRange(); const em = p.querySelector("em");
                  range.setStart(p.firstChild, 4); range.setEnd(em.firstChild, 7);
                  getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    button.click()
    expect(admin.locator("#id_targets-0-exact")).to_have_value("harbour board met on Tuesday")
    admin.fill("#id_body", "Monday.")
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("added successfully")

    assert Target.objects.get().exact == "harbour board met on Tuesday"


def test_quoting_all_and_none(admin: Page) -> None:
    capture = make_capture()
    admin.goto(f"/admin/articles/capture/{capture.pk}/change/")
    expect(admin.locator(".passages-bar [role=status]")).to_have_text("3 of 3 quoted")

    admin.get_by_role("button", name="Quote none").click()
    expect(admin.locator(".passages-bar [role=status]")).to_have_text("0 of 3 quoted")
    admin.click("input[name=_save]")
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")

    assert capture.passages.quoted().count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone(admin: Page, scheme: Any) -> None:
    capture = make_capture("Verylong" * 60 + "\n\n" + "Words. " * 80)
    annotate(capture, "Words.", "Y" * 300)
    post = make_post(title="Unbroken" * 30, blocks=("One.", capture), tags=("Z" * 200,))
    admin.emulate_media(color_scheme=scheme)
    admin.set_viewport_size({"width": 390, "height": 800})
    note = capture.targets.get().annotation

    for path in (
        "/admin/posts/post/",
        change(post),
        "/admin/posts/post/add/",
        f"/admin/posts/post/schedule/?ids={post.pk}",
        f"/admin/articles/article/{capture.article_id}/change/",
        f"/admin/articles/capture/{capture.pk}/change/",
        f"/admin/annotations/annotation/{note.pk}/change/",
        f"/admin/posts/post/{post.pk}/history/",
    ):
        admin.goto(path)
        wider = admin.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, wider) == (path, 0)
