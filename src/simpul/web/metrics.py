"""Figures on the node's own state for whoever watches it: how many requests, how slow, how many live viewers.

No figure is made of what the node holds: labels are the method, the route's pattern and the status, nothing else.
Only the machine itself reads them without a token, and only when no proxy stands between.
"""

import hmac
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.errors import NotFoundError

LOOPBACK = frozenset({"127.0.0.1", "::1"})
PROXIED = ("x-forwarded-for", "forwarded", "x-real-ip")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one application."""

    def __init__(self, *, token: str = "") -> None:
        """Start at zero; `token` opens the figures to others than the machine itself, an empty one opens nothing."""
        self.token = token
        self.registry = CollectorRegistry()
        labels = ("method", "route")
        self.requests = Counter(
            "simpul_http_requests", "Requests answered.", (*labels, "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "simpul_http_request_seconds", "Time to answer.", labels, buckets=SECONDS, registry=self.registry
        )
        self.live = Gauge("simpul_live_streams", "Open event streams.", registry=self.registry)

    def follow(self, name: str, said: str, figure: Callable[[], float]) -> None:
        """Give one more figure, asked for whenever the figures are read."""
        Gauge(name, said, registry=self.registry).set_function(figure)

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def document(self, request: Request) -> Response:
        """Answer with the figures.

        Raises:
            NotFoundError: the caller is neither this machine nor has the token.
        """
        if not self._may_read(request):
            raise NotFoundError("there is nothing here")
        return Response(generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _may_read(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.token and hmac.compare_digest(given.encode(), self.token.encode()):
            return True
        direct = not any(name in request.headers for name in PROXIED)
        return direct and request.client is not None and request.client.host in LOOPBACK
