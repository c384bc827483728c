"""Marks and definitions as people really type them."""

import pytest

from blog.core.markdown import Note, Notes, Reference, render


def marked(source: str) -> list[tuple[str, str]]:
    """Label of each mark and the text that stands before it, in its block or note."""
    rendered = render(source)
    found = []
    for reference in rendered.references:
        assert source[reference.source_offset :].startswith(f"[^{reference.label}]")
        text = rendered.text if reference.note < 0 else rendered.notes[reference.note].text
        found.append((reference.label, text[: reference.offset]))
    return found


def test_a_mark_is_an_empty_marker_and_its_definition_is_set_apart() -> None:
    rendered = render("The ferry[^1] sank.\n\n[^1]: It *did*.\n\nLater.")
    assert rendered.html == '<p>The ferry<span class="ref" data-note="1"></span> sank.</p>\n<p>Later.</p>'
    assert rendered.text == "The ferry sank.\n\nLater."
    assert rendered.notes == (Note("1", "<p>It <em>did</em>.</p>", "It did.", 1, "[^1]: It *did*.", 2, 3),)
    assert rendered.references == (Reference("1", 0, 9, 9),)


@pytest.mark.parametrize("label", ["1", "20250120", "12-3-4a", "2.1", "a_b", "Ада", "注", "note!", "*", "x'y"])
def test_labels_of_every_shape(label: str) -> None:
    rendered = render(f"a[^{label}] b\n\n[^{label}]: n")
    assert [(note.label, note.references) for note in rendered.notes] == [(label, 1)]
    assert marked(f"a[^{label}] b\n\n[^{label}]: n") == [(label, "a")]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("# Head[^1]", [("1", "Head")]),
        ("Head[^1]\n---", [("1", "Head")]),
        ("## [Head](/a)[^1] ##", [("1", "Head")]),
        ("## [Head[^1]](/a)", [("1", "Head")]),
        ("[Head [^1] on](/a) x[^2]", [("1", "Head "), ("2", "Head  on x")]),
        ("- one[^1]\n  - two[^2]\n\n    three[^3]", [("1", "one"), ("2", "one\ntwo"), ("3", "one\ntwo\nthree")]),
        ("> said[^1]\n> > again[^1]", [("1", "said"), ("1", "said\nagain")]),
        ("- > 1. deep[^1]", [("1", "deep")]),
        ("| a | b[^1] |\n|---|---|\n| c[^2] | d | e[^9] |\n| `\\|` | [^3] x |",
         [("1", "a\tb"), ("2", "a\tb\nc"), ("3", "a\tb\nc\td\n|\t")]),
        ("**Quill[^1]**/*Board[^2]*/Pier", [("1", "Quill"), ("2", "Quill/Board")]),
        ("**Quill**[^1]", [("1", "Quill")]),
        ("“Quill.”[^1][^2]<sup>,</sup>[^3]", [("1", "“Quill.”"), ("2", "“Quill.”"), ("3", "“Quill.”,")]),
        ("sank[^1]: it did", [("1", "sank")]),
        ("sank[^1](T-SC) then\n\n[^1]: n", [("1", "sank")]),
        ("[^1] opens", [("1", "")]),
        ("[open [^1] and on", [("1", "[open ")]),
        ("open[^1[ and [^2] on", [("2", "open[^1[ and ")]),
        ("a `[^1]` b[^1]", [("1", "a [^1] b")]),
        ("a \\[^1] b[^1]", [("1", "a [^1] b")]),
        ("![alt [^1]](/i.png) b[^1]", [("1", " b"[1:])]),
        ("[a](/x \"[^1]\") b[^1]", [("1", "a b")]),
        ("[a](https://a.example/[^1]) b[^1]", [("1", "a b")]),
        ("<https://a.example/[^1]> b[^2]", [("2", "https://a.example/[^1] b")]),
        ("https://a.example/x[^1] b", [("1", "https://a.example/x")]),
        ("<b title='[^1]'>a</b>[^1]", [("1", "a")]),
        ("    [^1]\n\na[^1]", [("1", "[^1]\n\na")]),
        ("漢字[^1]😀[^2]", [("1", "漢字"), ("2", "漢字😀")]),
        ("a[^0-9]b", [("0-9", "a")]),
        ("a[^]b [^ 1] [^1 2] [^*] [^*](x)", []),
        ("a[^x](/link)", []),
        ("one\n\n> two[^1]\n\nthree[^1]", [("1", "one\n\ntwo"), ("1", "one\n\ntwo\n\nthree")]),
    ],
)  # fmt: skip
def test_marks_are_found_where_they_stand(source: str, marks: list[tuple[str, str]]) -> None:
    assert marked(source) == marks


def test_a_tab_or_lazy_line_does_not_move_a_mark() -> None:
    assert marked("-\tone\n\ttwo[^1]\n> three\nfour[^2]") == [("1", "one two"), ("2", "one two\n\nthree four")]


def test_what_only_looks_like_a_mark_is_shown_as_typed() -> None:
    rendered = render('`[^1]` \\[^1] [^1[ ![[^1]](/i.png "[^1]") [a](/[^1])\n\n    [^1]')
    assert rendered.html == (
        '<p><code>[^1]</code> [^1] [^1[ <img src="/i.png" alt="" title="[^1]" loading="lazy"> '
        '<a href="/%5B%5E1%5D">a</a></p>\n<pre><code>[^1]</code></pre>'
    )


def test_of_several_definitions_the_last_is_meant_and_the_others_are_kept() -> None:
    rendered = render("a[^1] b[^2]\n\n[^1]: first\n[^2]: two\n[^1]: second\n[^1]: third")
    assert [(note.label, note.text, note.references) for note in rendered.notes] == [
        ("1", "third", 1),
        ("2", "two", 1),
        ("1", "first", 0),
        ("1", "second", 0),
    ]
    meant = rendered.note("1")
    assert meant is not None
    assert meant.text == "third"
    assert rendered.note("9") is None


def test_notes_come_in_the_order_of_their_first_mark_then_the_unused() -> None:
    source = "[^9]: nine [^3]\n[^5]: unused [^6]\n\na[^2] b[^9] c[^2] d[^404]\n\n[^3]: three\n[^2]: two\n[^6]: six"
    assert [(note.label, note.references) for note in render(source).notes] == [
        ("2", 2),
        ("9", 1),
        ("3", 1),
        ("5", 0),
        ("6", 1),
    ]


def test_marks_inside_notes_have_their_place_in_the_note() -> None:
    source = "a[^1]\n\n[^1]: one [^2], and me [^1]\n[^2]: two"
    assert render(source).references == (
        Reference("1", 0, 1, 1),
        Reference("2", -1, 4, source.index("[^2],"), 0),
        Reference("1", -1, 12, source.index("[^1]\n[^2]:"), 0),
    )
    assert [note.references for note in render(source).notes] == [2, 1]


@pytest.mark.parametrize(
    ("source", "notes", "text"),
    [
        ("a[^1]\n\n[^1]: one\ntwo", ["one two"], "a"),
        ("a[^1]\n\n[^1]: one\n\n    two\n\n    - three\n\nb", ["one\ntwo\nthree"], "a\n\nb"),
        ("a[^1]\n[^1]: one\n[^2]: two", ["one", "two"], "a"),
        ("- a[^1]\n- b\n[^1]: one", ["one"], "a\nb"),
        ("- a[^1]\n\n  [^1]: one\n- b", ["one"], "a\nb"),
        ("> a[^1]\n>\n> [^1]: one", ["one"], "a"),
        ("> a[^1]\n[^1]: one\n\nb", ["one"], "a\n\nb"),
        ("|a[^1]|\n|-|\n|b|\n[^1]: one", ["one"], "a\nb"),
        ("## a[^1]\n[^1]: one\nb", ["one b"], "a"),
        ("a[^1]\n\n[^1]: | b | c |", ["| b | c |"], "a"),
        ("a[^1]\n\n[^1]: x<br />y<br />- z", ["x\ny\n- z"], "a"),
        ("a[^1]\n\n[^1]:", [""], "a"),
        ("a[^1]\n\n[^1]:one", ["one"], "a"),
        ("a[^1]\n\n[^1]: [^2]: two", ["", "two"], "a"),
        ("[1]: x\n\na[^1]", [], "a"),
    ],
)
def test_definitions_are_read_as_typed(source: str, notes: list[str], text: str) -> None:
    rendered = render(source)
    assert [note.text for note in rendered.notes] == notes
    assert rendered.text == text


def test_appended_notes_are_numbered_links_there_and_back() -> None:
    rendered = render("a[^7] b[^3] c[^7]\n\n[^3]: three [^7]\n[^7]: seven", notes=Notes.APPEND, prefix="u-")
    assert rendered.html == (
        '<p>a<sup class="ref"><a href="#u-fn-1" id="u-fnref-1-1">[1]</a></sup>'
        ' b<sup class="ref"><a href="#u-fn-2" id="u-fnref-2-1">[2]</a></sup>'
        ' c<sup class="ref"><a href="#u-fn-1" id="u-fnref-1-2">[1]</a></sup></p>\n'
        '<ol class="notes">'
        '<li id="u-fn-1"><p>seven'
        ' <a class="back" href="#u-fnref-1-1" aria-label="Back to the text">↩</a>'
        ' <a class="back" href="#u-fnref-1-2" aria-label="Back to the text, place 2">↩</a>'
        ' <a class="back" href="#u-fnref-1-3" aria-label="Back to the text, place 3">↩</a></p></li>'
        '<li id="u-fn-2"><p>three <sup class="ref"><a href="#u-fn-1" id="u-fnref-1-3">[1]</a></sup>'
        ' <a class="back" href="#u-fnref-2-1" aria-label="Back to the text">↩</a></p></li></ol>'
    )
    assert [block.kind for block in rendered.blocks] == ["paragraph", "notes"]
    assert rendered.text == "a[1] b[2] c[1]\n\nseven ↩ ↩ ↩\nthree [1] ↩"
    assert [reference.offset for reference in rendered.references] == [1, 6, 11, 6]


def test_appended_marks_step_out_of_links_and_undefined_ones_stay_as_typed() -> None:
    rendered = render("[a[^1]](/x) b[^404]\n\n[^1]: - n", notes=Notes.APPEND, prefix="u-")
    assert rendered.html == (
        '<p><a href="/x">a</a><sup class="ref"><a href="#u-fn-1" id="u-fnref-1-1">[1]</a></sup>'
        ' b<span class="unresolved">[^404]</span></p>\n<ol class="notes"><li id="u-fn-1"><ul><li>n</li></ul>'
        '<p><a class="back" href="#u-fnref-1-1" aria-label="Back to the text">↩</a></p></li></ol>'
    )


def test_appending_without_a_used_note_appends_nothing() -> None:
    assert render("a\n\n[^1]: unused", notes=Notes.APPEND).html == "<p>a</p>"


def test_mark_as_the_words_of_a_picture_is_no_mark() -> None:
    assert render("![^1](/boat.png)").html == '<p><img src="/boat.png" alt="^1" loading="lazy"></p>'
