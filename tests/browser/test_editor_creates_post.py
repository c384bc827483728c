"""From an empty database to a public post, through the admin alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from blog.posts.models import Post
from tests.factories import make_editor

TEXT = """*The ferry board wants more time.*

The harbour board met on Tuesday to talk about the ferry.

“We have a timetable,” said Ada Quill. “What we do not have is a ferry.”

The council will vote in June."""


@pytest.mark.django_db(transaction=True)
def test_an_editor_makes_a_post_from_nothing(quiet_page: Page, live_server: Any) -> None:
    page, site = quiet_page, live_server.url
    make_editor(username="ines", password="long enough", display_name="Ines Marlow")
    page.goto(f"{site}/admin/articles/article/add/")
    page.fill("#id_username", "ines")
    page.fill("#id_password", "long enough")
    page.click("input[type=submit]")

    # The article: its publisher and author are added in windows of their own.
    page.fill("#id_url", "https://www.courier.example/ferry?utm_source=mail")
    page.fill("#id_headline", "Ferry board asks for another year")
    with page.expect_popup() as opened:
        page.click("#add_id_publisher")
    opened.value.fill("#id_name", "The Courier")
    opened.value.fill("#id_hosts-0-host", "courier.example")
    with opened.value.expect_event("close"):
        opened.value.click("input[name=_save]")
    expect(page.locator(".field-publisher .select2-selection__rendered")).to_contain_text("The Courier")
    page.click("#bylines-group .add-row a")
    with page.expect_popup() as opened:
        page.click("#add_id_bylines-0-author")
    opened.value.fill("#id_name", "Nils Okafor")
    with opened.value.expect_event("close"):
        opened.value.click("input[name=_save]")
    expect(page.locator("#bylines-0 .select2-selection__rendered")).to_contain_text("Nils Okafor")
    page.fill("#id_text", TEXT)
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist")).to_contain_text("The text was captured: 4 passages")

    # The annotation: words that are not in the text are refused, the nearest are offered.
    page.locator("#captures-group").get_by_role("link", name="Annotate").click()
    page.fill("#id_body", "They had a ferry until *May*.")
    page.fill("#id_targets-0-exact", "What we don't have is a ferry")
    page.click("input[name=_save]")
    expect(page.locator("#targets-0 .errorlist")).to_contain_text("The nearest it has: What we do not have is a ferry")
    page.fill("#id_targets-0-exact", "What we do not have is a ferry")
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_contain_text("added successfully")

    # The post: prose, then the excerpt, put first with the keyboard; a new tag.
    page.goto(f"{site}/admin/posts/post/add/")
    page.fill("#id_title", "A timetable for no ferry")
    page.press("#id_title", "Tab")
    expect(page.locator("#id_slug")).to_have_value("a-timetable-for-no-ferry")
    page.fill("#id_blocks-0-prose", "The board is *busy*.")
    page.click("#blocks-group .add-row a")
    page.select_option("#id_blocks-1-kind", "excerpt")
    expect(page.locator("#blocks-1 .field-prose")).to_be_hidden()
    page.click("#blocks-1 .field-capture .select2-selection")
    page.keyboard.type("another year")
    page.click(".select2-results__option:has-text('Ferry board asks')")
    page.locator("#blocks-1 .ordered-move").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_blocks-1-position")).to_have_value("0")
    expect(page.locator("#id_blocks-0-position")).to_have_value("1")
    page.click(".field-tags .select2-selection")
    page.keyboard.type("harbours")
    page.click(".select2-results__option:has-text('harbours')")
    page.keyboard.press("Escape")
    page.click("input[name=_publish]")
    expect(page.locator(".messagelist .success")).to_contain_text("is public at")

    # What readers see: the note beside the words.
    page.get_by_role("link", name="View on site").click()
    expect(page).to_have_url(re.compile(r"/\d{4}/\d\d/a-timetable-for-no-ferry/$"))
    expect(page.locator("mark")).to_have_text("What we do not have is a ferry")
    note = page.locator("#n-" + str(page.locator("mark").get_attribute("id")).removeprefix("m-"))
    expect(note).to_contain_text("They had a ferry until May.")
    expect(note.locator("em")).to_have_text("May")
    expect(page.locator("body")).to_contain_text("Nils Okafor")
    expect(page.locator("body")).to_contain_text("harbours")
    post = Post.objects.get()
    assert [block.kind for block in post.blocks.order_by("position")] == ["excerpt", "prose"]
    assert (post.note_count, post.author.username) == (1, "ines")
