"""Publishing, scheduling and withdrawing."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from blog.core.publishing import Status
from blog.posts.transitions import publish, schedule, standing, withdraw
from tests.factories import make_post

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 15, 30, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_a_draft_becomes_public_at_this_moment() -> None:
    post = make_post(published=False)

    publish(post)

    post.refresh_from_db()
    assert (post.status, post.publish_at, post.is_public) == (Status.PUBLISHED, NOW, True)
    assert standing(post) == "Public since Sunday, November 22, 2026, 10:30 EST"


def test_what_is_scheduled_can_be_published_early() -> None:
    post = make_post(publish_at=LATER)

    publish(post)

    assert post.publish_at == NOW


def test_what_was_withdrawn_comes_back_at_its_address() -> None:
    post = make_post(publish_at=NOW - dt.timedelta(days=90))
    address = post.get_absolute_url()

    withdraw(post)
    assert (post.status, standing(post)) == (Status.WITHDRAWN, "Withdrawn: readers are told that it is gone")
    publish(post)

    assert (post.get_absolute_url(), post.is_public) == (address, True)


def test_a_draft_is_scheduled() -> None:
    post = make_post(published=False)

    schedule(post, LATER)

    post.refresh_from_db()
    assert (post.is_public, post.is_scheduled) == (False, True)
    assert standing(post) == "Scheduled for Monday, November 23, 2026, 10:30 EST"


def test_a_scheduled_post_that_is_withdrawn_is_a_draft_again() -> None:
    post = make_post(publish_at=LATER)

    withdraw(post)

    assert (post.status, standing(post)) == (Status.DRAFT, "Draft: only editors see it")


def test_what_makes_no_sense_is_refused() -> None:
    public, draft = make_post(), make_post(published=False)

    for act, message in [
        (lambda: publish(public), "It is public already."),
        (lambda: schedule(public, LATER), "It is public already. Withdraw it first."),
        (lambda: schedule(draft, NOW), "This moment has passed. Choose a later one, or publish now."),
        (lambda: withdraw(draft), "It is not published."),
    ]:
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.messages == [message]


def test_an_address_that_is_taken_is_refused() -> None:
    make_post(slug="ferry")
    draft = make_post(published=False, slug="ferry")

    with pytest.raises(ValidationError) as refusal:
        publish(draft)

    assert refusal.value.message_dict == {"slug": ["Another post of 11/2026 has the address “ferry”. Choose another."]}
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
