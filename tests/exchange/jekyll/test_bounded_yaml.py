"""YAML that would stop an import is refused before it is built."""

import pytest
import yaml

from blog.exchange.jekyll.bounded_yaml import MAX_DEPTH, MAX_NODES, compose

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (LAUGHS, f"more than {MAX_NODES:,} values"),
        ("tags: &a [*a, *a]", "inside of what it stands for"),
        ("&a title: {b: &b {c: *b}}", "inside of what it stands for"),
        (f"tags: {'[' * 50_000}{']' * 50_000}", f"nested more than {MAX_DEPTH} deep"),
        (f"tags: {'{a: ' * 5_000}{'}' * 5_000}", f"nested more than {MAX_DEPTH} deep"),
        ("- " * 5_000 + "x", f"nested more than {MAX_DEPTH} deep"),
        ("? " * 5_000 + "x", f"nested more than {MAX_DEPTH} deep"),
        ("".join(f"{' ' * n}k:\n" for n in range(2_000)), f"nested more than {MAX_DEPTH} deep"),
    ],
    ids=["laughs", "itself", "key-itself", "lists", "mappings", "dashes", "questions", "indents"],
)
def test_what_would_stop_the_import_is_refused(source: str, reason: str) -> None:
    with pytest.raises(yaml.YAMLError, match=reason):
        compose(source)


def test_what_people_write_is_taken() -> None:
    tags = ", ".join(f"tag {n}" for n in range(5_000))
    node = compose(f"title: Ferry\nbase: &base [harbour, ferry]\ntags: *base\nmore: [{tags}]\n")

    assert isinstance(node, yaml.MappingNode)
    assert [key.value for key, _ in node.value] == ["title", "base", "tags", "more"]
    assert [item.value for item in node.value[2][1].value] == ["harbour", "ferry"]
    assert len(node.value[3][1].value) == 5_000
