import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import Opened, allowed, parse, redirected
from ingest.errors import Blocked, SettingsError

REFUSED = [
    r"http://127.0.0.1:6666\@courier.example/", r"http://courier.example\@127.0.0.1/", r"http:\\127.0.0.1/",
    "http://courier.example@127.0.0.1/", "http://127.0.0.1@courier.example/", "http://ann:secret@courier.example/",
    "http://courier.example:80@127.0.0.1/", "http://[::1]@courier.example/", "http://@courier.example/",
    "http://127.0.0.%31/", "http://%31%32%37.0.0.1/", "http://courier%2eexample/",
    "http:127.0.0.1/", "http:/127.0.0.1/", "http:///127.0.0.1/", "//127.0.0.1/", "http://", "http://?x", "http://#x", "",
    "http://courier.example\r\nHost: 127.0.0.1/", "http://courier.example/\nx", "http://cour\tier.example/", "http:// courier.example/",
    "\u00a0http://courier.example/", "http://courier.example\x00.evil/", "http://courier.example/\ud800",
    "http://cour\u202eier.example/", "http://cour\u00adier.example/", "http://cour\u200dier.example/", "http://cour\ue000ier.example/",
    "http://courier.example:80:80/", "http://courier.example:99999/", "http://courier.example:22/", "http://courier.example:0/",
    "http://courier.example:8o/", "http://courier.example:+80/", "http://courier.example:８０/", "http://courier.example:-80/",
    "http://[::1%25lo]/", "http://[fe80::1%eth0]/", "http://[::ffff:127.0.0.1/", "http://::1/", "http://[127.0.0.1]/", "http://[]/",
    "http://courier.example;127.0.0.1/", "http://127.0.0.1;.courier.example/", "http://courier.example,127.0.0.1/",
    "http://courier..example/", "http://.courier.example/", "http://-courier.example/", "http://*.courier.example/",
    "http://courier.example&127.0.0.1/", "http://" + "a" * 64 + ".example/", "http://courier.example/" + "a" * 8_000,
    "http://1.2.3.4.5/", "http://256.1.1.1/", "http://courier.example.0x7f/", "http://xn--/",
]  # fmt: skip
READ_AS = {
    "http://courier.example#@127.0.0.1/": "http://courier.example/",
    "http://courier.example?@127.0.0.1/": "http://courier.example/?@127.0.0.1/",
    "http://courier.example/@127.0.0.1": "http://courier.example/@127.0.0.1",
    "http://courier.example/#http://127.0.0.1/": "http://courier.example/",
    "http://courier.example:/": "http://courier.example/",
    "HTTPS://COURIER.example.:443/A": "https://courier.example/A",
    "http://courier.example:8080/a": "http://courier.example:8080/a",
    "https://courier.example:80/a": "https://courier.example:80/a",
    "http://courier。example/": "http://courier.example/",
    "http://ⓒourier.example/": "http://courier.example/",
    "http://bücher.example/": "http://xn--bcher-kva.example/",
    "http://faß.example/": "http://xn--fa-hia.example/",
    "http://[2606:4700:0:0::1111]/": "http://[2606:4700::1111]/",
    "http://8.8.8.8./": "http://8.8.8.8/",
    "http://courier.example/ä?ö=ü": "http://courier.example/%C3%A4?%C3%B6=%C3%BC",
    "http://courier.example/a%2Fb%zz": "http://courier.example/a%2Fb%zz",
    "http://courier.example/open/../../shut/%2E%2e/a/./b": "http://courier.example/a/b",
    "http://courier.example/a/..": "http://courier.example/",
    "http://courier.example/<\"'>": "http://courier.example/%3C%22'%3E",
}
SCHEMES = [
    "file:///etc/hostname", "FILE:///etc/hostname", "gopher://127.0.0.1:6379/_x", "ftp://courier.example/a", "data:text/html,x",
    "javascript:alert(1)", "jar:http://courier.example!/a", "dict://127.0.0.1:11211/x", "ldap://127.0.0.1/x", "unix:/run/x.sock",
    "blob:http://courier.example/1",
]  # fmt: skip


def test_the_tables_are_as_long_as_they_should_be():
    assert len(REFUSED) + len(READ_AS) >= 32
    assert len(SCHEMES) == 11


@pytest.mark.parametrize("url", REFUSED, ids=ascii)
def test_what_two_parsers_could_read_in_two_ways_is_refused(url):
    with pytest.raises(Blocked):
        parse(url)


@pytest.mark.parametrize(("url", "read"), READ_AS.items(), ids=ascii)
def test_an_address_is_rebuilt_from_its_parts(url, read):
    assert parse(url).url == read


@pytest.mark.parametrize("url", SCHEMES)
def test_only_the_web_is_fetched(url):
    with pytest.raises(Blocked, match="http://"):
        parse(url)


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_is_not_refused_is_a_plain_ascii_address_that_reads_the_same_again(host, path):
    try:
        address = parse(f"http://{host}/{path}")
    except Blocked:
        return
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url
    assert parse(address.url) == address


@pytest.mark.parametrize("text", ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "::/8", "64:ff9b::/96", "64:ff9b:1::/48",
    "100::/64", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "::ffff:0:0/96"])  # fmt: skip
def test_both_ends_of_every_special_block_are_refused(text):
    from ipaddress import ip_network

    block = ip_network(text)
    assert not allowed(str(block[0]))
    assert not allowed(str(block[-1]))


@pytest.mark.parametrize("address", ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.88.98.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2000::1", "2001:200::1", "2606:4700::1111", "2a00::1", "3ffe::1"])  # fmt: skip
def test_what_lies_just_beside_a_special_block_is_public(address):
    assert allowed(address)


@pytest.mark.parametrize("address", ["", "courier.example", "1.2.3", "01.2.3.4", "2606:4700::1111%eth0", "1.1.1.1%lo"])
def test_what_is_no_plain_number_is_no_address_of_a_machine(address):
    assert not allowed(address, private=True)


@pytest.mark.parametrize(
    "address", ["10.1.2.3", "127.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12::1", "8.8.8.8"]
)
def test_a_host_that_was_opted_in_may_lie_in_a_private_network(address):
    assert allowed(address, private=True)


@pytest.mark.parametrize("address", ["169.254.169.254", "169.254.0.1", "100.100.100.200", "fd00:ec2::254", "fd00:ec2::", "fe80::1",
    "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "192.0.0.192", "0.0.0.0", "224.0.0.1"])  # fmt: skip
def test_where_a_cloud_keeps_secrets_is_refused_to_all(address):
    assert not allowed(address, private=True)


def test_an_opted_in_host_may_be_named_with_its_port_or_for_all_ports():
    opened = Opened.of(["Intranet.Example", " 127.0.0.1:8000 ", "::1", "[fd12::1]:8000", ""])
    assert parse("http://intranet.example:3000/", opened=opened).port == 3000
    assert parse("http://127.0.0.1:8000/", opened=opened) in opened
    assert parse("http://127.0.0.1/", opened=opened) not in opened
    assert parse("http://[::1]/", opened=opened) in opened
    assert parse("http://[fd12::1]:8000/", opened=opened) in opened
    assert parse("http://sub.intranet.example/", opened=opened) not in opened


@pytest.mark.parametrize(
    "entry", ["http://intranet.example", "*.example", "10.0.0.0/8", "2130706433", "a b", "intranet.example:x", "*"]
)
def test_only_single_hosts_can_be_opted_in(entry):
    with pytest.raises(SettingsError, match="single hosts"):
        Opened.of([entry])


def test_a_redirect_may_be_relative_and_may_turn_to_https():
    start = parse("http://courier.example/a/b?c")
    assert redirected(start, "../d").url == "http://courier.example/d"
    assert redirected(start, "?e").url == "http://courier.example/a/b?e"
    assert redirected(start, " https://courier.example/a ").url == "https://courier.example/a"
    assert redirected(start, "/two words").url == "http://courier.example/two%20words"


@pytest.mark.parametrize(
    "location",
    ["file:///etc/hostname", r"\\127.0.0.1", r"/\127.0.0.1", "http://a@b/", "//[", "javascript:1", "http://a b/"],
)
def test_a_redirect_to_what_is_refused_says_where_it_came_from(location):
    with pytest.raises(Blocked, match=r"courier\.example/start"):
        redirected(parse("http://courier.example/start"), location)


def test_a_redirect_never_gives_up_encryption():
    with pytest.raises(Blocked, match="from https"):
        redirected(parse("https://courier.example/"), "http://courier.example/")
