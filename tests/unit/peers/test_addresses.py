import pytest

from simpul.core.errors import InputError, PeerError
from simpul.core.node import PlainHttp
from simpul.peers.addresses import Address, address_of, checked_number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://node.example", Address(scheme="https", host="node.example", port=443, path="")),
        ("https://node.example/", Address(scheme="https", host="node.example", port=443, path="")),
        ("https://node.example:8443/simpul/", Address(scheme="https", host="node.example", port=8443, path="/simpul")),
        ("http://127.0.0.1:8000", Address(scheme="http", host="127.0.0.1", port=8000, path="")),
        ("https://[2001:db8::1]:9", Address(scheme="https", host="[2001:db8::1]", port=9, path="")),
    ],
)
def test_an_address_is_scheme_host_port_and_path(text: str, address: Address) -> None:
    assert address_of(text, place="url") == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "node.example", "//node.example", "ftp://node.example", "file:///etc/passwd", "gopher://node.example"),
        *("https://", "https:///path", "https://user@node.example", "https://user:word@node.example"),
        *("https://node.example?x=1", "https://node.example/?", "https://node.example#top", "https://node.example/#"),
        *(
            "https://node.example:0",
            "https://node.example:65536",
            "https://node.example:port",
            "https://node.example:-1",
        ),
        *(
            "https://node example",
            "https://node\texample",
            "https://node.example\r\nHost: other",
            "https://node.example\n",
        ),
        *("https://node.example\\@other", "https:\\\\node.example", "https://node.example/../admin"),
        *("https://node.example/a/./b", "https://node.example/a%2f", "https://node.example//a", "https://[::1"),
        *("https://-node.example", "https://nöde.example", "https://node.example/\u202e", "https://[fe80::1%25eth0]"),
        "https://node.example/" + "a" * 200,
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        address_of(text, place="url")
    assert refused.value.place == "url"


HTTPS = address_of("https://node.example", place="url")
HTTP = address_of("http://node.example", place="url")


@pytest.mark.parametrize(
    "number",
    [
        *("169.254.169.254", "169.254.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
        *("fe80::1", "fe80::1%eth0", "ff02::1", "::", "::ffff:169.254.169.254", "::ffff:0.0.0.0"),
        *("2002:a9fe:a9fe::1", "64:ff9b::a9fe:a9fe", "fd00:ec2::254", "100.100.100.200", "::ffff:224.0.0.1"),
    ],
)
def test_where_no_partner_can_be_we_never_connect(number: str) -> None:
    with pytest.raises(PeerError, match="where no partner can be"):
        checked_number(number, HTTPS, plain_http=PlainHttp.ANYWHERE)


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "192.0.2.7", "2001:db8::1", "fd12::1"]
)
def test_with_https_a_partner_may_be_anywhere_else(number: str) -> None:
    assert checked_number(number, HTTPS, plain_http=PlainHttp.LOOPBACK) == number


@pytest.mark.parametrize("number", ["10.1.2.3", "192.0.2.7", "2001:db8::1", "::ffff:10.1.2.3"])
def test_without_https_only_this_machine_is_spoken_to(number: str) -> None:
    with pytest.raises(PeerError, match="http is for this machine only"):
        checked_number(number, HTTP, plain_http=PlainHttp.LOOPBACK)
    assert checked_number(number, HTTP, plain_http=PlainHttp.ANYWHERE)


@pytest.mark.parametrize("number", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_spoken_to_without_https(number: str) -> None:
    assert checked_number(number, HTTP, plain_http=PlainHttp.LOOPBACK) == number
