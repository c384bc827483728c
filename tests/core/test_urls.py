import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.urls import InvalidURL, host_of, normalise


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("https://paper.example", "https://paper.example/"),
        ("  HTTPS://Paper.EXAMPLE:443/A/b?Q=1#part ", "https://paper.example/A/b?Q=1"),
        ("http://paper.example:80/", "http://paper.example/"),
        ("http://paper.example:8080/a/", "http://paper.example:8080/a/"),
        ("https://paper.example./a", "https://paper.example/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://paper.example/%7euser/%2f%e4", "https://paper.example/~user/%2F%E4"),
        ("https://paper.example/100%/a\"b|c", "https://paper.example/100%25/a%22b%7Cc"),
        ("https://paper.example/a/./b/../c", "https://paper.example/a/c"),
        ("https://paper.example/../..", "https://paper.example/"),
        ("https://paper.example/a/..", "https://paper.example/"),
        ("https://paper.example/a//b/", "https://paper.example/a//b/"),
        ("https://paper.example/a?z=1&a=2&utm_source=x&UTM_Medium=y&fbclid=z&b=", "https://paper.example/a?z=1&a=2&b="),
        ("https://paper.example/a?gclid=1", "https://paper.example/a"),
        ("https://paper.example/a?", "https://paper.example/a"),
        ("https://paper.example?id=7", "https://paper.example/?id=7"),
        ("https://paper.example/a?next=https://b.example/?utm_source=x", "https://paper.example/a?next=https://b.example/?utm_source=x"),
        ("http://192.0.2.7/a", "http://192.0.2.7/a"),
        ("http://[2001:DB8::0:1]:8000/a", "http://[2001:db8::1]:8000/a"),
        ("http://localhost/a", "http://localhost/a"),
    ],
)  # fmt: skip
def test_normalise_makes_one_form_of_many(given: str, normal: str) -> None:
    assert normalise(given) == normal
    assert normalise(normal) == normal


BLANK = "The address contains a blank. Remove it, or write it as %20."
NO_SCHEME = "The address has no https:// at its beginning. Put it there."
NO_HOST = "There is no host name after “https:”. Write it as https://host/page."
NOTHING = "There is no address. Paste the page's address, beginning with https://."
SCHEME = "An address cannot begin with “{}:” here. Use one with https:// or http://."
NOT_A_HOST = "“{}” is not a host name. Copy the address again from the page."
WRONG = "No browser could open this address ({}). Copy it again."
PASSWORD = "The address contains a user name or password. Remove everything up to the @."


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", NOTHING),
        ("   ", NOTHING),
        ("paper.example/a", NO_SCHEME),
        ("www.paper.example", NO_SCHEME),
        ("//paper.example/a", NO_SCHEME),
        ("paper.example:8080/a", NO_SCHEME),
        ("localhost:8000", NO_SCHEME),
        ("https://https://paper.example", "The address begins twice. Keep one https:// only."),
        ("javascript:alert(1)", SCHEME.format("javascript")),
        ("ftp://paper.example", SCHEME.format("ftp")),
        ("https:paper.example", NO_HOST),
        ("https:///a", NO_HOST),
        ("https://paper.example/a b", BLANK),
        ("https://paper.example/a\nb", BLANK),
        ("https://ada:secret@paper.example/", PASSWORD),
        ("https://paper..example/", NOT_A_HOST.format("paper..example")),
        ("https://pa<per.example/", NOT_A_HOST.format("pa<per.example")),
        (f"https://{'a' * 64}.example/", NOT_A_HOST.format(f"{'a' * 64}.example")),
        ("https://paper.example:99999/", WRONG.format("Port out of range 0-65535")),
        ("https://[bad/", WRONG.format("Invalid IPv6 URL")),
    ],
)
def test_normalise_says_what_to_do(given: str, message: str) -> None:
    with pytest.raises(InvalidURL) as caught:
        normalise(given)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.paper.example/a", "paper.example"),
        ("https://WWW.Paper.example:8080", "paper.example"),
        ("https://www.example/", "www.example"),
        ("https://live.paper.example", "live.paper.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
    ],
)
def test_host_of_is_without_www_and_port(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.one_of(st.text(), st.text().map("https://paper.example/{}".format), st.text().map("http://{}/a".format)))
def test_normalise_refuses_or_comes_to_rest(url: str) -> None:
    try:
        once = normalise(url)
    except InvalidURL:
        return
    assert normalise(once) == once
    assert once.isascii()
