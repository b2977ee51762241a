"""Security headers on every answer: nothing from another host, nothing inline, in no frame, kept in no cache.

Norms: Content Security Policy Level 3; OWASP Secure Headers. Pages hold intelligence, so no cache keeps them; only
`/static/` may be kept, since its addresses change with its contents.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = "/static/"
API_DOCS = "/api/docs"

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
CSP_API_DOCS = CSP.replace("img-src 'self'", "img-src 'self' data:")
"""The API page draws its icons from data: addresses in its own style sheet."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
TRANSPORT_SECURITY = "max-age=31536000"


class SecurityHeaders:
    """Sets the headers on every answer of the application."""

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        """Keep the application; a node whose address is https says so for a year."""
        self.app = app
        self.headers = dict(HEADERS)
        if base_url.startswith("https://"):
            self.headers["Strict-Transport-Security"] = TRANSPORT_SECURITY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"])

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                headers["Content-Security-Policy"] = CSP_API_DOCS if path == API_DOCS else CSP
                if not path.startswith(STATIC):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)
