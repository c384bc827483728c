"""Jekyll sites in a folder of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

CONFIG = """title: The Pier
url: 'https://pier.example'
baseurl: "/log/"
timezone: America/New_York
permalink: /:year/:month/:title.html
github_username: AdaQuill
author:
  name: Ada Quill
key: {{ secrets.KEY }}
"""

MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Files by their path; a post without front matter of its own gets one with a title."""

    def make(files: dict[str, str | bytes], config: str = CONFIG) -> Path:
        folder = tmp_path / "site"
        (folder / "_posts").mkdir(parents=True, exist_ok=True)
        (folder / "_config.yml").write_text(config, encoding="utf-8")
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else text.encode()
            path.write_bytes(data)
        return folder

    return make


def post(body: str, **front: str) -> str:
    """Front matter and body; values are written as given."""
    lines = {"layout": "post", "title": "'The ferry'", "date": "2021-05-01 2:20 PM", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"---\n\n{body}\n"
