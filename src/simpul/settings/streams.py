"""The settings of the stream that payments come by, as one value: what cannot work is refused by name."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from simpul.core.errors import InputError
from simpul.core.node import PlainHttp
from simpul.core.payment.stream import StreamSettings

PLAIN, SECURED = "nats", "tls"
HERE = "localhost"


def checked_stream(settings: StreamSettings, plain: PlainHttp) -> StreamSettings:
    """Give the settings as they are.

    Raises:
        InputError: an address cannot be one, another machine would be spoken to without TLS, or a file is missing.
    """
    if not settings.servers:
        raise InputError("no server is named", place="payments_stream")
    for address in settings.servers:
        parts = urlsplit(address)
        if parts.scheme not in {PLAIN, SECURED} or not parts.hostname or parts.username or parts.password:
            raise InputError("addresses such as tls://nats.example:4222, without a user", place="payments_stream")
        if parts.scheme == PLAIN and plain is PlainHttp.LOOPBACK and not _is_here(parts.hostname):
            raise InputError("another machine is spoken to by tls:// unless plain_http allows", place="payments_stream")
    if bool(settings.certificate) is not bool(settings.key):
        raise InputError("both or neither", place="payments_stream_certificate and payments_stream_key")
    return settings


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == HERE
