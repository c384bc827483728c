"""Bylines: people, and what is said of them."""

import pytest

from blog.exchange.jekyll.bylines import bare, begins, is_house, is_opinion, is_role, read


def people(line: str) -> list[tuple[str, str]]:
    found = read(line, {"Tern Times"})
    return [(person.name, person.role) for person in found.people] if found else []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By ADA QUILL and TOBIAS MCREED", [("Ada Quill", ""), ("Tobias McReed", "")]),
        ("By  ADA QUILL", [("Ada Quill", "")]),
        ("By [Ada Quill](https://tern.example/ada)", [("Ada Quill", "")]),
        ("By Ada Quill, Tobias Reed and Mia Stone", [("Ada Quill", ""), ("Tobias Reed", ""), ("Mia Stone", "")]),
        ("Story by Ada Quill, Tobias O'Hara", [("Ada Quill", ""), ("Tobias O'Hara", "")]),
        ("Story by Ada Quill, Tern Times", [("Ada Quill", "Tern Times")]),
        ("Opinion by Ada Quill", [("Ada Quill", "")]),
        ("by ada@tern.example (Ada Quill)", [("Ada Quill", "")]),
        ('By Ada Quill, co-host of "The Pier"', [("Ada Quill", 'co-host of "The Pier"')]),
        (
            "By Ada Quill, law professor at Port College, and Tobias Reed",
            [("Ada Quill", "law professor at Port College"), ("Tobias Reed", "")],
        ),
        (
            "By Ada Quill, professor of law and politics at Port College and Tobias Reed, former harbour master",
            [("Ada Quill", "professor of law and politics at Port College"), ("Tobias Reed", "former harbour master")],
        ),
        (
            "By [Ada Quill](https://tern.example/ada), [Tern Times](https://tern.example) Columnist",
            [("Ada Quill", "Tern Times Columnist")],
        ),
        (
            "By Ada Quill, Senior Editor, [Tern Daily](https://tern.example/)",
            [("Ada Quill", "Senior Editor, Tern Daily")],
        ),
        ("By Ludo van der Meer Jr.", [("Ludo van der Meer Jr.", "")]),
        ("By Martin Quill, Jr. and Mia Stone", [("Martin Quill, Jr.", ""), ("Mia Stone", "")]),
        ("BY J.D. REED", [("J.D. Reed", "")]),
        ("By The Harbour Wire", [("The Harbour Wire", "")]),
        ("By Ana-Marie Zélie Roig", [("Ana-Marie Zélie Roig", "")]),
    ],
)
def test_who_wrote_it(line: str, expected: list[tuple[str, str]]) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By the authority vested in me as harbour master",
        "By this time the ferry had left.",
        "By Friday night, the board had voted on the bill.",
        "Nobody signed it",
        "",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert people(line) == []


def test_links_are_the_pages_of_the_people() -> None:
    found = read("By [Ada Quill](https://tern.example/ada) and [Mia Stone](https://tern.example/mia)")
    assert found is not None
    assert [person.url for person in found.people] == ["https://tern.example/ada", "https://tern.example/mia"]


def test_a_name_alone_on_its_line() -> None:
    person = bare("Ada Quill, staff writer")
    assert person is not None
    assert (person.name, person.role) == ("Ada Quill", "staff writer")


@pytest.mark.parametrize("line", ["The tide turned", "Harbour Office", "ferry", "Ada"])
def test_a_line_that_is_no_name(line: str) -> None:
    assert bare(line) is None


@pytest.mark.parametrize(
    ("line", "expected"), [("News Fellow", True), ("Ada Quill", False), ("The editor resigned.", False)]
)
def test_a_job_on_a_line_of_its_own(line: str, expected: bool) -> None:
    assert is_role(line) is expected


def test_what_is_glued_to_the_first_name_is_cut_off_and_told() -> None:
    found = read("By Ada Quill. October 9 maybe, staff")
    assert found is not None
    assert [(person.name, person.role) for person in found.people] == [("Ada Quill", "staff")]
    assert (found.unsure, found.is_nobody) == ("October 9 maybe", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Opinion by Ada Quill", True),
        ("Tern Times Columnist", True),
        ("https://tern.example/opinion/x", True),
        ("By Ada Quill", False),
    ],
)
def test_who_gives_an_opinion(text: str, expected: bool) -> None:
    assert is_opinion(text) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By [Ada Quill](https://t.example/a) is host of [“The Pier”](https://t.example)", "host of “The Pier”"),
        ("By Ada Quill is a reporter at Tern Times", "reporter at Tern Times"),
    ],
)
def test_what_a_byline_says_with_is_is_a_role(line: str, expected: str) -> None:
    assert people(line) == [("Ada Quill", expected)]


def test_the_full_stop_of_an_initial_ends_no_sentence() -> None:
    assert people("By [J. R. Mast](https://tern.example/jr) is host of “Low Tide”") == [
        ("J. R. Mast", "host of “Low Tide”")
    ]
    assert read("By Monday it rained. The ferry sank at noon") is None


@pytest.mark.parametrize(("line", "unsure"), [("Story by S.V", "S.V"), ("By J", "J"), ("By S.V. Mast", "")])
def test_initials_alone_are_hardly_a_name(line: str, unsure: str) -> None:
    found = read(line)
    assert found is not None
    assert found.unsure == unsure


@pytest.mark.parametrize(
    ("name", "host", "is_it"),
    [
        ("Ternnews", "ternnews.example", True),
        ("The Harbour Post", "harbourpost.example", True),
        ("Harbour Post", "www.theharbourpost.co.example", True),
        ("Ada Quill", "adaquill.example", False),
        ("Harbour Post", "tern.example", False),
        ("Example", "tern.example", False),
    ],
)
def test_is_house(name: str, host: str, is_it: bool) -> None:
    assert is_house(name, host) is is_it


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("By [Ada Quill](https://tern.example/ada), who. Was there when it sank", True),
        ("By Ada Quill is what it says", True),
        ("By the time it sank", False),
        ("By [the harbour](https://tern.example) it sank", False),
        ("Ada Quill", False),
    ],
)
def test_begins(line: str, does: bool) -> None:
    assert begins(line) is does


def test_a_sentence_that_begins_with_a_linked_name_is_no_byline() -> None:
    assert read("By [Quill](https://tern.example/ada) and others it was sunk.") is None
    assert people("By [Ada Quill](https://tern.example/ada) and Bo Lind.") == [("Ada Quill", ""), ("Bo Lind", "")]
