"""A film loads nothing from its host before its reader asks for it."""

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_article, make_capture, make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_described", [False, True])
def test_film_plays_in_its_place_after_a_click_and_not_before(
    page: Page, live_server: LiveServer, is_described: bool
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>the player</p>", content_type="text/html")

    page.route("**://*.youtube-nocookie.com/**", answer)
    film = make_article(kind="video", headline="The ferry, at last", url="https://www.youtube.com/watch?v=aB3-_xY9zQ1")
    below = (make_capture("What it shows.", film),) if is_described else ()
    post = make_post(blocks=({"kind": "video", "video": film}, *below))

    page.goto(live_server.url + post.get_absolute_url())
    page.wait_for_load_state("networkidle")
    before = list(asked)
    page.get_by_role("button", name="Play here").click()

    expect(page.frame_locator("iframe[title='The ferry, at last']").get_by_text("the player")).to_be_visible()
    assert before == []
    assert asked == ["https://www.youtube-nocookie.com/embed/aB3-_xY9zQ1?autoplay=1"]


def test_film_of_another_host_is_a_link_only(page: Page, live_server: LiveServer) -> None:
    film = make_article(kind="video", headline="The ferry, at last", url="https://watch.foghorn.example/v/1234567")
    post = make_post(blocks=({"kind": "video", "video": film},))

    page.goto(live_server.url + post.get_absolute_url())

    expect(page.get_by_role("link", name="The ferry, at last").first).to_be_visible()
    assert page.get_by_role("button", name="Play here").count() == 0
