"""Files that nobody means well, or that no editor made: each is imported or reported, none stops the rest."""

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from blog.exchange.models import ImportRecord
from blog.posts.models import Post
from blog.tags.models import Tag
from tests.exchange.jekyll.conftest import MakeSite, post
from tests.factories import make_editor
from tests.images.drawing import png_header

pytestmark = pytest.mark.django_db
FINE = "_posts/2021-05-02-fine.md"
LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    """The report of an import in this process."""
    report = folder.parent / "report.json"
    call_command("import_jekyll", str(folder), "--report", str(report), "--processes", "1", *arguments, verbosity=0)
    found: dict[str, Any] = json.loads(report.read_text())
    return found


HOSTILE = {
    "bytes": random.Random(1).randbytes(50_000),
    "gzip": b"\x1f\x8b" + random.Random(2).randbytes(2_000),
    "utf-16": post("Words.").encode("utf-16"),
    "latin-1": post("Caf\xe9.").encode("latin-1"),
    "half-a-character": post("Words").encode() + b"\xe2\x82",
    "surrogate": post("Words").encode() + b"\xed\xa0\x80",
    "nul": post("Words\x00 of mine.", title="'a\x00b'", tags="[x\x00y]").encode(),
    "escaped-nul": post("Words.", title='"a\\0b\\x01"', tags='["x\\0y", "\\0"]', slug='"a\\0b"').encode(),
    "escaped-surrogate": post("Words.", title='"a\\ud800b"').encode(),
    "nothing": b"",
    "dashes": b"---",
    "only-front-matter": b"---\ntitle: x\n---",
    "front-matter-without-end": b"---\ntitle: x\nWords.",
    "laughs": f"---\ntitle: x\n{LAUGHS}tags: *a9\n---\nWords.".encode(),
    "holds-itself": b"---\ntitle: x\ntags: &a [*a, *a]\n---\nWords.",
    "deep-lists": f"---\ntags: {'[' * 50_000}{']' * 50_000}\n---\nWords.".encode(),
    "a-call": b"---\ntitle: !!python/object/apply:os.abort []\n---\nWords.",
    "long-title": post("Words.", title=f"'{'x' * 100_000}'").encode(),
    "long-tag": post("Words.", tags=f"['{'y' * 5_000}']").encode(),
    "many-tags": post("Words.", tags=f"[{', '.join(f'tag{n}' for n in range(1_000))}]").encode(),
    "date-of-no-calendar": post("Words.", date="2021-13-45 99:99").encode(),
    "date-too-early": post("Words.", date="0001-01-01 00:00 +14:00").encode(),
    "date-too-late": post("Words.", date="9999-12-31 23:59:59 -12:00").encode(),
    "date-of-no-zone": post("Words.", date="2021-05-01 10:00 +99:99").encode(),
    "date-in-a-list": post("Words.", date="[2021, 5]").encode(),
    "permalink-upwards": post("Words.", permalink="../../../../etc/passwd").encode(),
    "permalink-without-end": post("Words.", permalink=f"/{'x/' * 2_000}").encode(),
    "slug-of-dots": post("Words.", slug="'../..'", title="'...'").encode(),
    "one-line": post("word " * 1_000_000).encode(),
    "deep-quote": post(">" * 5_000 + " x").encode(),
    "deep-list": post("".join(f"{'  ' * n}- x\n" for n in range(500))).encode(),
    "brackets": post("[" * 20_000).encode(),
    "images": post("![" * 4_000).encode(),
    "stars": post("*a **" * 5_000).encode(),
    "tags-unclosed": post("<div><b>" * 3_000).encode(),
    "comments-unclosed": post("<!--" * 5_000).encode(),
    "liquid-unclosed": post("{{" * 20_000 + "{%" * 20_000 + "{% include " * 5_000).encode(),
    "liquid-blank": post("{{" + " " * 20_000 + "{% x" + " " * 20_000).encode(),
    "includes-itself": post("{% include_relative 2021-05-01-includes-itself.md %}").encode(),
    "includes-upwards": post("{% include_relative ../../../../etc/passwd %}\n\n{% include ../../secret.md %}").encode(),
    "links-to-nowhere": post(
        "".join(f"## [Headline {n}]({url})\n\nWords.\n\n" for n, url in enumerate(
            ["http://[::1", "javascript:x", "//x", f"http://{'é' * 500}", f"https://courier.example/{'a' * 5_000}", "http://\x00"]
        ))
    ).encode(),
    "long-headline": post(f"## [{'Long ' * 900}](https://courier.example/l)\n\nBy {'Ada ' * 300}\n\nWords.").encode(),
    "pictures": post("![a](../../etc/passwd) ![](/pipe.png) ![](/outside.png) ![](/bomb.png) ![](%00) ![](/)").encode(),
    "notes-in-a-ring": post("Words[^a]\n\n[^a]: x[^b]\n[^b]: y[^a]").encode(),
    "entities": post("&#0;&#xD800;&#x110000;&#99999999999;" * 500).encode(),
}  # fmt: skip


@pytest.fixture
def site(make_site: MakeSite) -> MakeSite:
    make_editor()
    return make_site


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_imported_or_reported_and_the_next_is_imported(site: MakeSite, name: str) -> None:
    path = f"_posts/2021-05-01-{name}.md"
    folder = site(
        {path: HOSTILE[name], FINE: post("Fine words.", title="Fine"), "bomb.png": png_header(60_000, 60_000)}
    )
    os.mkfifo(folder / "pipe.png")
    (folder / "outside.png").symlink_to("/etc/passwd")
    (folder.parent / "secret.md").write_text("secretword")
    begun = time.monotonic()

    report = run(folder)

    entries = {entry["path"]: entry for entry in (*report["posts"], *report["files"])}
    assert entries.keys() == {path, FINE}
    assert "new_url" in entries[FINE]
    assert bytes(ImportRecord.objects.get(path=path).raw) == HOSTILE[name]
    assert Post.objects.count() == len(report["posts"])
    for row in (*Post.objects.all(), *Tag.objects.all()):
        shown = f"{row}{row.slug}"  # type: ignore[attr-defined]
        assert "\x00" not in shown
        shown.encode()
    assert "secretword" not in "".join(
        Post.objects.values_list("blocks__prose", flat=True).filter(blocks__prose__gt="")
    )
    assert "root:" not in "".join(Post.objects.values_list("blocks__prose", flat=True).filter(blocks__prose__gt=""))
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    "name",
    [
        b"_posts/2021-05-01-\xff\xfe.md",
        b"_posts/2021-05-01-a\x07b.md",
        b"/".join([b"_posts", *[b"f" * 200] * 3, b"2021-05-01-x.md"]),
    ],
)
def test_a_file_whose_name_cannot_be_kept_is_named_in_the_report(site: MakeSite, name: bytes) -> None:
    folder = site({FINE: post("Fine words.", title="Fine")})
    path = os.fsencode(folder) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120  a name in bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(post("Words.").encode())

    report = run(folder)

    assert [entry["path"] for entry in report["posts"]] == [FINE]
    [problem] = [said for said in report["problems"] if "under this name" in said]
    assert "2021-05-01" in problem or "ffff" in problem


@pytest.mark.parametrize(
    "name",
    ["2021-13-45-month.md", "0000-00-00-zero.md", "99999-1-1-year.md", "2021-05-01-.md", "2021-05-01-%00 <b>\u202e.md"],
)
def test_a_name_of_no_date_makes_no_public_post_of_another_day(site: MakeSite, name: str) -> None:
    run(site({f"_posts/{name}": post("Words.", date="")}))

    [made] = Post.objects.all()
    assert made.publish_at is None or made.publish_at.year == 2021


def test_symlinks_that_lead_out_of_the_site_or_round_in_it_are_not_followed(site: MakeSite, tmp_path: Path) -> None:
    folder = site({FINE: post("Fine words.", title="Fine")})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2021-05-03-secret.md").write_text(post("secretword"))
    (folder / "_posts" / "2021-05-04-secret.md").symlink_to(outside / "2021-05-03-secret.md")
    (folder / "_posts" / "round").symlink_to(folder / "_posts")
    (folder / "_posts" / "away").symlink_to(outside)

    run(folder)

    raw = b"".join(bytes(record.raw) for record in ImportRecord.objects.all())
    assert b"secretword" not in raw
    assert Post.objects.filter(title="Fine").count() == 1


@pytest.mark.parametrize(
    "config",
    ["[", "title: [", "- a\n- b", "timezone: ../../etc/passwd", "timezone: \"a\\0b\"", "url: [x]\nbaseurl: {a: b}",
     LAUGHS, "a: " + "[" * 50_000, "permalink: :year/:month/:day/:title/:nonsense", "defaults: x",
     "\x00", "collections: {posts: 3}"],
)  # fmt: skip
def test_a_configuration_of_nonsense_stops_nothing(site: MakeSite, config: str) -> None:
    report = run(site({FINE: post("Fine words.", title="Fine")}, config=config))

    assert [entry["title"] for entry in report["posts"]] == ["Fine"]


def test_a_dry_run_of_all_of_them_at_once_writes_nothing(site: MakeSite) -> None:
    folder = site({f"_posts/2021-05-01-{name}.md": data for name, data in HOSTILE.items()})

    report = run(folder, "--dry-run")

    assert len(report["posts"]) + len(report["files"]) == len(HOSTILE)
    assert (Post.objects.count(), ImportRecord.objects.count(), Tag.objects.count()) == (0, 0, 0)
