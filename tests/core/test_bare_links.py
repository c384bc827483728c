import pytest

from blog.core.markdown import render


def linked(address: str, shown: str | None = None) -> str:
    text = address if shown is None else shown
    return f'<a href="{address}" rel="noopener external">{text}</a>'


A = "https://a.example/x_y_z"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (A, linked(A)),
        (f"see {A}, or {A}.", f"see {linked(A)}, or {linked(A)}."),
        (f"({A})", f"({linked(A)})"),
        (f"({A}_(b))", f"({linked(A + '_(b)')})"),
        (f"**{A}**", f"<strong>{linked(A)}</strong>"),
        (f"*see {A}*", f"<em>see {linked(A)}</em>"),
        (f"“{A}”", f"“{linked(A)}”"),
        (f"{A}?a=1&amp;b=2&c=3", linked(f"{A}?a=1&amp;b=2&amp;c=3")),
        (f"{A}&gt;", linked(A) + "&gt;"),
        ("HTTP://A.example", linked("HTTP://A.example")),
        ("http://a.example:8000/?q#f", linked("http://a.example:8000/?q#f")),
        ("http://localhost:8000/", '<a href="http://localhost:8000/">http://localhost:8000/</a>'),
        (f"[{A}](/b)", f'<a href="/b">{A}</a>'),
        (f"[see {A} x](/b)", f'<a href="/b">see {A} x</a>'),
        (f"<a href='/b'>{A}</a>", f'<a href="/b">{A}</a>'),
        (f"<{A}>", linked(A)),
        (f"`{A}`", f"<code>{A}</code>"),
        (f"x{A}", f"x{A}"),
        ("http:// https:///a http://?", "http:// https:///a http://?"),
        ("ftp://a.example javascript://a.example", "ftp://a.example javascript://a.example"),
        ("www.a.example ada@a.example", "www.a.example ada@a.example"),
        (f"{A}<br>b", f"{linked(A)}<br>b"),
        (f"{A}[^1]", f'{linked(A)}<span class="ref" data-note="1"></span>'),
        ("https://a.example/" + "x" * 2001, "https://a.example/" + "x" * 2001),
        ("https://bücher.example/ä", linked("https://xn--bcher-kva.example/%C3%A4", "https://bücher.example/ä")),
    ],
)  # fmt: skip
def test_bare_addresses_become_links(typed: str, html: str) -> None:
    assert render(typed).html == f"<p>{html}</p>"


def test_bare_addresses_in_tables_end_at_the_cell() -> None:
    assert render(f"|a|\n|-|\n|{A}|").html.endswith(f"<td>{linked(A)}</td></tr></tbody></table>")
