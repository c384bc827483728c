"""The reading page in a real browser: places, keys, lights, and what is left without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "\n\n".join(
    f"Paragraph {n} tells how the ferry of that day came in late, and what the harbour master said about it."
    for n in range(12)
)
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.note,.idx')].map(note => note.getBoundingClientRect());
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
}"""


@pytest.fixture
def notes() -> list[Any]:
    """Of one post, in order: crowded in its middle, and one on the words of another."""
    writer = make_user(display_name="Ada Marsh")
    capture = make_capture(
        TEXT, article=make_article(publisher=make_publisher("The Harbour Bee"), authors=("Ines Okafor",))
    )
    made = [
        annotate(
            capture, f"Paragraph {n} tells", "A note of some length, so that several crowd. " * 3, annotator=writer
        )
        for n in (4, 5, 6, 7, 8)
    ]
    made.append(
        annotate(capture, "the ferry of that day came in late", "A last note.", occurrence=11, annotator=writer)
    )
    make_post(title="On ferries", author=writer, blocks=("Words of my own[^1].\n\n[^1]: A footnote.", capture))
    return made


@pytest.fixture
def address(live_server: Any, notes: list[Any]) -> str:
    return f"{live_server.url}{notes[0].targets.get().capture.blocks.get().post.get_absolute_url()}"


@pytest.mark.parametrize("width", [320, 800, 1024, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_notes_never_overlap_and_nothing_scrolls_sideways(
    browser: Browser, address: str, width: int, scripts: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    if not scripts:
        page.route("**/*.js", lambda route: route.abort())
    page.goto(address)
    page.wait_for_timeout(200)
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    note, words = page.locator(".clip .note").first.bounding_box(), page.locator("mark").first.bounding_box()
    assert note
    assert words
    if width >= 1024:
        assert note["x"] > words["x"] + 300
    else:
        assert note["y"] > words["y"]
    context.close()


def test_note_being_read_sits_on_its_line(quiet_page: Page, address: str, notes: list[Any]) -> None:
    uid = notes[2].uid
    quiet_page.goto(f"{address}#n-{uid}")
    quiet_page.wait_for_timeout(700)
    note, words = quiet_page.locator(f"#n-{uid}").bounding_box(), quiet_page.locator(f"#m-{uid}").bounding_box()
    assert note
    assert words
    assert abs(note["y"] - words["y"]) < 8


def test_keys_go_from_note_to_note_until_switched_off(quiet_page: Page, address: str, notes: list[Any]) -> None:
    quiet_page.goto(f"{address}#n-{notes[0].uid}")
    quiet_page.keyboard.press("n")
    expect(quiet_page.locator(f"#n-{notes[1].uid}")).to_be_focused()
    assert quiet_page.url.endswith(f"#n-{notes[1].uid}")
    quiet_page.keyboard.press("p")
    expect(quiet_page.locator(f"#n-{notes[0].uid}")).to_be_focused()
    quiet_page.get_by_role("button", name="Note keys n and p: on").click()
    quiet_page.keyboard.press("n")
    assert quiet_page.url.endswith(f"#n-{notes[0].uid}")
    quiet_page.reload()
    expect(quiet_page.get_by_role("button", name="Note keys n and p: off")).to_be_visible()


def test_words_light_up_with_their_note_without_scripts(browser: Browser, address: str, notes: list[Any]) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    words = page.locator(f"#m-{notes[0].uid}")
    page.locator(f"#n-{notes[0].uid}").hover()
    expect(words).to_have_css("color", "rgb(21, 23, 26)")
    page.locator("h1").hover()
    expect(words).not_to_have_css("color", "rgb(21, 23, 26)")
    context.close()


def test_notes_can_be_hidden_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".note:visible").count() == 7
    page.get_by_label("Hide the notes").check()
    assert page.locator(".note:visible").count() == 0
    assert page.locator("a.ref:visible").count() == 0
    context.close()


def test_theme_is_kept(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address)
    quiet_page.get_by_role("button", name="Dark").click()
    quiet_page.reload()
    assert quiet_page.evaluate("document.documentElement.dataset.theme") == "dark"
    quiet_page.get_by_role("button", name="Light").click()
    assert quiet_page.evaluate("document.documentElement.dataset.theme") is None


def test_nobody_else_is_asked_for_anything(browser: Browser, address: str, live_server: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    page.close()


def test_printed_notes_follow_their_clipping(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    foot, note = page.locator(".clip-foot").bounding_box(), page.locator(".clip .note").first.bounding_box()
    assert foot
    assert note
    assert note["y"] > foot["y"]
    expect(page.locator(".mast nav")).to_be_hidden()
    page.close()
