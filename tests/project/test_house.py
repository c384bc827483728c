"""The house: floors, migrations, admin pages, names, and one place where HTML is called safe."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import ForeignKey, ManyToManyField, OneToOneField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.factories import make_editor

ROOT = Path(__file__).resolve().parents[2]
FLOOR = {
    "core": 1, "accounts": 2, "tags": 2, "images": 2, "articles": 3, "annotations": 4, "posts": 5,
    "website": 6, "feeds": 6, "search": 6, "exchange": 6, "desk": 6, "webannotation": 6,
}  # fmt: skip


def our_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("blog.")]


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in (ROOT / "blog").glob("*/apps.py")}

    assert rooms <= FLOOR.keys()


def test_foreign_keys_point_down() -> None:
    upwards = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField | OneToOneField)
        and field.related_model._meta.app_label in FLOOR
        and field.related_model is not get_user_model()  # by name only: settings.AUTH_USER_MODEL
        and field.related_model._meta.app_label != model._meta.app_label
        and FLOOR[field.related_model._meta.app_label] >= FLOOR[model._meta.app_label]
    ]

    assert upwards == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        path.parent.name
        for path in (ROOT / "blog").glob("*/apps.py")
        if '"""' not in (path.parent / "__init__.py").read_text()
    ]

    assert silent == []


def test_html_is_called_safe_in_one_place() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (*(ROOT / "blog").rglob("*.py"), *(ROOT / "templates").rglob("*.html"))
        if re.search(r"\bmark_safe\(|\|safe\b|autoescape off|format_html\(\s*f[\"']", path.read_text())
    }

    assert found == {"blog/core/markup.py"}


def test_no_template_has_inline_script_or_style() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(src=|application/ld\+json))", path.read_text())
    ]

    assert offenders == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [m for m in admin.site._registry if m.__module__.startswith("blog.")], ids=lambda m: m._meta.label
)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_admin_page_opens(client: Client, model: type, page: str) -> None:
    client.force_login(make_editor())
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")  # type: ignore[attr-defined]

    response = client.get(url, follow=True)

    assert response.status_code in (200, 403)
    assert b"</html>" in response.content


def public_patterns(resolver: URLResolver, namespace: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                found += public_patterns(entry, entry.namespace or namespace)
        else:
            found.append((namespace, entry))
    return found


def test_every_public_address_has_a_name_of_its_own() -> None:
    patterns = [(space, p) for space, p in public_patterns(get_resolver()) if space in ("website", "feeds")]
    names = [f"{space}:{pattern.name}" for space, pattern in patterns]

    callbacks: dict[str, set[object]] = {}
    for name, (_, pattern) in zip(names, patterns, strict=True):
        callbacks.setdefault(name, set()).add(getattr(pattern.callback, "view_class", pattern.callback))
    assert [name for name in names if name.endswith(":None")] == []
    assert [name for name, views in callbacks.items() if len(views) > 1] == []


@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("website:home", [], "/"),
        ("website:year", ["2024"], "/2024/"),
        ("website:month", ["2024", "10"], "/2024/10/"),
        ("website:post", ["2024", "10", "ferry"], "/2024/10/ferry/"),
        ("website:page", ["about-us"], "/pages/about-us/"),
        ("website:page_preview", ["k2m3n4p5q6"], "/preview/pages/k2m3n4p5q6/"),
        ("website:annotation", ["k2m3n4p5q6"], "/notes/k2m3n4p5q6/"),
        ("website:articles", [], "/sources/"),
        ("website:article", ["ferry"], "/sources/ferry/"),
        ("website:publisher", ["herald"], "/publishers/herald/"),
        ("website:author", ["ada-quill"], "/authors/ada-quill/"),
        ("website:tag", ["hafen"], "/tags/hafen/"),
        ("website:category", ["harbour"], "/categories/harbour/"),
        ("website:series", ["ferry"], "/series/ferry/"),
        ("feeds:atom", [], "/feed.xml"),
        ("feeds:rss", [], "/rss.xml"),
        ("feeds:json", [], "/feed.json"),
        ("feeds:group", ["tags", "hafen", "feed.json"], "/tags/hafen/feed.json"),
    ],
)
def test_name_path_and_view_agree(name: str, arguments: list[str], path: str) -> None:
    assert reverse(name, args=arguments) == path
    match = resolve(path)
    assert match.view_name == name
