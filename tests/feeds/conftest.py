"""Feeds as a subscriber's program reads them."""

import json
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.test import Client

Read = Callable[..., Any]


@pytest.fixture
def read(client: Client, db: None) -> Read:
    """Fetches a feed and gives what feedparser makes of it, or the JSON."""

    def fetch(path: str = "/feed.xml") -> Any:
        response = client.get(path)
        assert response.status_code == 200
        if path.endswith(".json"):
            return json.loads(response.content)
        parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
        assert not parsed.bozo, parsed.bozo_exception
        return parsed

    return fetch
