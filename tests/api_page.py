"""The generated page of the interface for software.

python -m tests.api_page               write docs/reference/api.md anew
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simpul.web.application import create_app
from tests.world import World

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "api.md"

HEAD = """# Interface for software

Written by `make docs` from the program itself; a test holds it current. A running node describes itself at
`/api/v1/openapi.json` and shows it at `/api/docs`, without a request to any other host.

**Who asks.** `Authorization: Bearer simpul_...`: a token that an officer makes for himself on the page *My access*,
with scopes (read, write, release, import, payments) and an end. A token does what its officer may do, and never more.

**Refusals** are documents (`application/problem+json`): 401 not signed in, 403 not for this role or token, 404 not
there or not to be known, 409 the state has moved on, 422 with the place in what was sent, 429 with the seconds to wait.
The rules' refusals carry their grounds. A call is never redirected.

**Long answers** come in parts: `after` in the answer is the cursor of the next part, empty at the end.

Every page is there as JSON too (its address with `.json`), every table as CSV (`.csv`).
"""


def described() -> Mapping[str, Any]:
    """Give the OpenAPI description of a node."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), "XA")
        description = create_app(world["XA"].node).openapi()
        world.closes()
    return description


def page(description: Mapping[str, Any]) -> str:
    """Give the page of a description."""
    return "\n".join([HEAD, *_routes(description)]).rstrip() + "\n"


def _routes(description: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"## {method.upper()} `{path}`\n"
            yield f"{operation.get('description') or operation.get('summary', '')}\n"
            rows = list(_parameters(operation))
            if rows:
                yield "| parameter | where | |\n|---|---|---|\n" + "\n".join(rows) + "\n"
            body = operation.get("requestBody")
            if body:
                yield "Body: " + ", ".join(_bodies(body)) + ".\n"


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):
        needed = "required" if parameter.get("required") else ""
        yield f"| `{parameter['name']}` | {parameter['in']} | {needed} |"


def _bodies(body: Mapping[str, Any]) -> Iterator[str]:
    for kind, content in body["content"].items():
        schema = content.get("schema", {})
        reference = schema.get("$ref") or next((part["$ref"] for part in schema.get("anyOf", ()) if "$ref" in part), "")
        name = reference.rpartition("/")[2]
        yield f"{kind} (`{name}`)" if name else kind


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(described()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
