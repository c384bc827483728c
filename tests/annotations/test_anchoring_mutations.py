"""Thousands of newsroom edits: an answer that claims certainty is always right; how many claim it is measured.

Run with -s to see precision and recall by kind of edit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

from blog.annotations.anchoring import Status, describe, find
from tests.annotations.newsroom_edits import Case, cases

SEEDS = (1, 7)
MOST_TARGETS = 4
Tally = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def edits() -> list[Case]:
    return [case for seed in SEEDS for case in cases(seed, MOST_TARGETS)]


def follow(edits: Iterable[Case], *, with_old: bool) -> tuple[Tally, list[str]]:
    """What became of each case, by kind of edit, and the mistakes in words."""
    tally: Tally = defaultdict(Counter)
    mistakes = []
    for case in edits:
        quote = describe(case.old, case.start, case.end)
        anchor = find(case.new, quote, old=case.old if with_old else None)
        words = case.new[anchor.start : anchor.end]
        start = anchor.start + len(words) - len(words.lstrip())
        is_right = case.truth == (start, start + len(words.strip()))
        count = tally[case.kind]
        count["cases"] += 1
        count["could be found"] += case.truth is not None and not case.is_delicate
        count["found"] += anchor.is_found
        count["found rightly"] += anchor.is_found and is_right and not case.is_delicate
        count["guessed rightly"] += anchor.status is Status.NEEDS_REVIEW and is_right
        if anchor.is_found and (case.is_delicate or not is_right):
            mistakes.append(f"{case.kind} in {case.article}: {quote.exact!r} found as {words!r}, {case.truth}")
    return tally, mistakes


def report(title: str, tally: Tally) -> tuple[float, float]:
    """Prints the table; precision and recall over all kinds."""
    print(f"\n{title:48}{'cases':>7}{'precision':>11}{'recall':>8}{'or guessed':>12}")
    total: Counter[str] = sum(tally.values(), Counter())
    for kind, count in [*sorted(tally.items()), ("ALL", total)]:
        precision = f"{count['found rightly'] / count['found']:.1%}" if count["found"] else "-"
        findable = count["could be found"]
        recall = f"{count['found rightly'] / findable:.1%}" if findable else "-"
        guessed = f"{(count['found rightly'] + count['guessed rightly']) / findable:.1%}" if findable else "-"
        print(f"{kind:48}{count['cases']:>7}{precision:>11}{recall:>8}{guessed:>12}")
    return total["found rightly"] / total["found"], total["found rightly"] / total["could be found"]


def test_there_are_cases_enough(edits: list[Case]) -> None:
    assert len(edits) > 3000
    assert len({case.kind for case in edits}) > 40
    assert len({case.article for case in edits}) == 10


@pytest.mark.parametrize(
    ("with_old", "floor"), [(True, 0.85), (False, 0.65)], ids=["earlier text known", "context only"]
)
def test_find_is_never_wrong(edits: list[Case], with_old: bool, floor: float) -> None:
    tally, mistakes = follow(edits, with_old=with_old)
    precision, recall = report("with the earlier text" if with_old else "by context only", tally)
    assert mistakes == []
    assert precision == 1.0
    assert recall >= floor


@pytest.mark.parametrize("with_old", [True, False])
@pytest.mark.parametrize(
    "kind", ["nothing", "typography", "unbreakable", "decomposed", "paragraphs_joined", "paragraphs_split"]
)
def test_find_survives_what_changes_no_word(edits: list[Case], kind: str, with_old: bool) -> None:
    tally, _ = follow([case for case in edits if case.kind == kind], with_old=with_old)
    assert tally[kind]["found rightly"] >= 0.9 * tally[kind]["cases"]


@pytest.mark.parametrize("with_old", [True, False])
def test_find_leaves_changed_meaning_to_a_human(edits: list[Case], with_old: bool) -> None:
    delicate = [case for case in edits if case.is_delicate]
    tally, _ = follow(delicate, with_old=with_old)
    assert {case.kind for case in delicate} == {"denial", "other_speaker"}
    assert sum(count["found"] for count in tally.values()) == 0
