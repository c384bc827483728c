"""A blog is imported, its doubts are looked through, and a paragraph finds its way into the article it came from."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import make_editor

POST = """---
title: No ferry on Sunday
date: 2024-05-01 09:00
---

Sunday again.

## [Ferry stays in port](https://courier.example/ferry)

By Nils Okafor

The night ferry stayed in port on Sunday.[^1]

The harbour office gave no reason for it.

----

Seats for Monday[^2] were sold twice.

I had two of them.

[^1]: As on every Sunday.
[^2]: And for Tuesday.
"""
WORDS = "Seats for Monday were sold twice."


@pytest.mark.django_db(transaction=True)
def test_an_editor_moves_a_paragraph_to_the_article_and_back(
    quiet_page: Page, live_server: Any, client: Client, tmp_path: Path
) -> None:
    page, site = quiet_page, live_server.url
    client.force_login(make_editor(username="ines", display_name="Ines Marlow"))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: The Pier\nurl: https://pier.example\n")
    (tmp_path / "_posts" / "2024-05-01-no-ferry.md").write_text(POST)
    call_command("import_jekyll", str(tmp_path), "--processes", "1", verbosity=0)

    # The paragraph stands beside its line as the blogger's.
    page.goto(f"{site}/admin/exchange/importrecord/")
    page.get_by_role("link", name="_posts/2024-05-01-no-ferry.md").click()
    line = page.locator("tr", has=page.locator(".import-text", has_text="Seats for Monday"))
    expect(line).to_contain_text("The blogger's words")
    page.get_by_role("link", name="as readers see it").click()
    expect(page.locator("blockquote", has_text=WORDS)).to_have_count(0)
    shown = page.locator("article p", has_text="Seats for Monday")
    expect(shown).to_have_count(1)
    page.go_back()

    # With the keyboard it becomes the article's, its note beside the words.
    line.get_by_role("button", name="Move to the article: Seats for Monday").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text(f"“{WORDS}” is the article's now.")
    expect(line).to_contain_text("The article's words")
    page.get_by_role("link", name="as readers see it").click()
    expect(page.locator("blockquote", has_text="Seats for Monday")).to_have_count(1)
    mark = page.locator("mark", has_text="Monday")
    note = page.locator("#n-" + str(mark.get_attribute("id")).removeprefix("m-"))
    expect(note).to_contain_text("And for Tuesday.")
    expect(page.locator("article")).to_contain_text("I had two of them.")
    page.go_back()

    # And back.
    line.get_by_role("button", name="Move to the blogger: Seats for Monday").click()
    expect(line).to_contain_text("The blogger's words")
    page.get_by_role("link", name="as readers see it").click()
    expect(page.locator("blockquote", has_text="Seats for Monday")).to_have_count(0)
    expect(page.locator("article")).to_contain_text("And for Tuesday.")
