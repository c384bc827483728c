"""YAML that cannot stop the import: how deeply it is nested, and what its aliases would grow to, are known first."""

from typing import Any

import yaml

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML built without libyaml; its own parser refuses tabs in flow lists
    from yaml import BaseLoader  # type: ignore[assignment]

MAX_DEPTH = 50
MAX_NODES = 200_000
"""With every alias written out."""


def compose(source: str) -> yaml.Node | None:
    """libyaml's tree where it is there; raises YAMLError, also for what is nested too deeply or grows too large."""
    check_depth(source)
    node: yaml.Node | None = yaml.compose(source, Loader=BaseLoader)
    if node is not None and "*" in source:
        _count(node, {}, set())
    return node


def check_depth(source: str) -> None:
    """Raises YAMLError. The events of libyaml know their depth without a stack of calls."""
    if len(source) < 2 * MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(source, Loader=BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise yaml.YAMLError(f"nested more than {MAX_DEPTH} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _count(node: yaml.Node, known: dict[int, int], inside: set[int]) -> int:
    """Raises YAMLError where a node holds itself, or where there are too many."""
    if id(node) in known:
        return known[id(node)]
    if id(node) in inside:
        raise yaml.YAMLError("an alias stands inside of what it stands for")
    inside.add(id(node))
    children: list[Any] = node.value if isinstance(node, yaml.CollectionNode) else []
    pairs = isinstance(node, yaml.MappingNode)
    total = 1 + sum(_count(child, known, inside) for item in children for child in (item if pairs else (item,)))
    inside.discard(id(node))
    if total > MAX_NODES:
        raise yaml.YAMLError(f"its aliases stand for more than {MAX_NODES:,} values")
    known[id(node)] = total
    return total
