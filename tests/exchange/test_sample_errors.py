"""A slip in the sample's files is named with its file and entry, and nothing is kept."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blog.accounts.models import User
from blog.articles.models import Article, Passage, Publisher
from blog.exchange.management.commands import load_sample
from blog.exchange.sample.loading import load
from blog.exchange.sample.reading import SampleError
from blog.posts.models import Block, Post

pytestmark = pytest.mark.django_db

FILES = {
    "people.yaml": "writers:\n  - login: nell\n    name: Nell Carrowby\n",
    "publishers.yaml": "- name: The Dunmere Lamp\n  hosts: [dunmerelamp.example]\n",
    "articles/goose.md": (
        "---\npublisher: The Dunmere Lamp\nheadline: Goose elected\nurl: https://dunmerelamp.example/goose\n---\n"
        "A goose was elected on Monday.\n\nThe goose said “honk,” and the goose sat down.\n\nIts owner said nothing.\n"
    ),
    "notes/goose.yaml": '- about: "elected on Monday"\n  body: By a clear margin.\n',
    "posts/goose.md": "---\ntitle: Honk\ndate: 2025-03-01 09:00\n---\nSee for yourself.\n\n@@ excerpt: goose\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def break_(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_load_of_a_stranger_s_files(folder: Path) -> None:
    loaded = load(folder)
    assert loaded is not None
    assert (loaded.login, loaded.posts, len(loaded.password)) == ("nell", 1, 16)
    post = Post.objects.get()
    assert post.get_absolute_url() == "/2025/03/goose/"
    assert [block.kind for block in post.blocks.all()] == ["prose", "excerpt"]
    assert post.note_count == 1


def test_passages_named_by_their_first_words(folder: Path) -> None:
    break_(folder, "articles/goose.md", "url:", 'private: ["The goose said"]\nroles: {bio: ["Its owner"]}\nurl:')
    load(folder)
    passages = Passage.objects.order_by("position")
    assert [(p.role, p.is_quoted) for p in passages] == [("body", True), ("body", False), ("bio", True)]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "notes/goose.yaml",
            "elected on Monday",
            "elected on Tuesday",
            "notes/goose.yaml, goose 1 (elected on Tuesday): “elected on Tuesday” does not stand in the text; "
            "the nearest is “elected on Monday",
        ),
        (
            "notes/goose.yaml",
            "elected on Monday",
            "goose",
            "“goose” stands in the text 3 times; write {words: …, within: …}",
        ),
        ("notes/goose.yaml", "about:", "abuot:", "notes/goose.yaml, goose 1: “about” is missing"),
        ("notes/goose.yaml", "body:", "by: bob\n  body:", "there is no “bob”; there are: nell"),
        ("notes/goose.yaml", "body:", "kind: rant\n  body:", "kind: Value 'rant' is not a valid choice."),
        ("notes/goose.yaml", "body:", "at: yesterday\n  body:", "“at” is not a moment; write it as 2025-11-30 14:30"),
        ("articles/goose.md", "url:", "link: x\nurl:", "articles/goose.md, front matter: nothing is known of link"),
        (
            "articles/goose.md",
            "---\nA goose",
            "A goose",
            "articles/goose.md: begin with --- and close the front matter",
        ),
        ("articles/goose.md", "url:", 'private: ["Nobody"]\nurl:', "no passage begins with “Nobody”"),
        ("articles/goose.md", "url:", 'roles: {hat: ["The"]}\nurl:', "“roles” names passages under dek, summary"),
        ("articles/goose.md", "https://dunmerelamp", "dunmerelamp", "articles/goose.md, front matter: url: "),
        ("posts/goose.md", "excerpt: goose", "excerpt: gander", "@@ excerpt: gander: there is no “gander”"),
        (
            "posts/goose.md",
            "excerpt: goose",
            "{excerpt: goose",
            "posts/goose.md, front matter: @@ {excerpt: goose: this is not YAML",
        ),
        ("posts/goose.md", "excerpt: goose", "painting: goose", "nothing is known of painting"),
        ("posts/goose.md", "title: Honk", "part: 3\ntitle: Honk", "A part number needs a series."),
        ("publishers.yaml", "- name", "name", "publishers.yaml: this is not YAML"),
    ],
)
def test_slip_is_named_and_nothing_kept(folder: Path, name: str, old: str, new: str, message: str) -> None:
    break_(folder, name, old, new)
    with pytest.raises(SampleError) as raised:
        load(folder)
    assert message in str(raised.value)
    assert [model.objects.count() for model in (User, Publisher, Article, Post, Block)] == [0, 0, 0, 0, 0]


def test_password_too_common(folder: Path) -> None:
    with pytest.raises(SampleError, match="The password given will not do: This password is too common"):
        load(folder, password="password123")


def test_login_there_before_keeps_its_password(folder: Path) -> None:
    User.objects.create_user("nell", password="her own and nobody else's")
    loaded = load(folder)
    assert loaded is not None
    assert loaded.password == ""
    assert User.objects.get().check_password("her own and nobody else's")


def test_command_takes_the_password_from_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(load_sample.PASSWORD_VARIABLE, "a goose in a gale")
    call_command("load_sample", folder=folder, address="http://goose.example:81/")
    assert capsys.readouterr().out == (
        "The site:  http://goose.example:81/\n"
        "The admin: http://goose.example:81/admin/\n"
        "Login:     nell, password a goose in a gale (written nowhere else)\n"
    )
    assert User.objects.get().check_password("a goose in a gale")


def test_command_again_says_how_to_set_a_password(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(folder)
    call_command("load_sample")
    assert capsys.readouterr().out == (
        "The site:  http://127.0.0.1:8000/\n"
        "The admin: http://127.0.0.1:8000/admin/\n"
        "Login:     nell; for a new password: manage.py changepassword nell\n"
    )


def test_command_says_that_nothing_was_changed(folder: Path) -> None:
    break_(folder, "notes/goose.yaml", "Monday", "Sunday")
    with pytest.raises(CommandError, match="The sample was not loaded, and nothing was changed"):
        call_command("load_sample", folder=folder)
    assert not User.objects.exists()
