"""Violations of the house rules, to be planted singly into a copy of the source; each names what catches it."""

from dataclasses import dataclass, field

ROOMS = "Rooms: imports go down only"
PURE = "core, engines and services do no I/O and have no clock, no chance, no log"
COMPUTE = "Only engines compute with libraries made for it"
DOCUMENTS = "Only formats read and write XML, spreadsheets and EDIFACT"
DATABASE = "Only storage and app speak to a database"
STREAM = "Only storage speaks to the stream that payments come by"
FORMATS = "formats turn bytes into core values: no services, no engines, no network, no database"
PORTS = "storage and peers know of services only the ports"
ENGINES = "web and cli reach engines only through services"
WIRING = "Only app knows the concrete stores and peers"
SETTINGS = "Only app and cli see the settings"
CYCLES = "No cycles among neighbours, at any depth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Files to plant, and the contract, the shape check or the ruff code that must name one of them."""

    name: str
    files: dict[str, str] = field(hash=False)
    contract: str = ""
    shape: str = ""
    ruff: str = ""


def _imports(room: str, module: str, contract: str) -> Violation:
    path = f"{room.replace('.', '/')}/planted.py"
    return Violation(name=f"{room} imports {module}", files={path: f"import {module}\n"}, contract=contract)


def _mutual(room: str) -> Violation:
    folder = room.replace(".", "/")
    return Violation(
        name=f"a cycle in {room}",
        files={
            f"{folder}/planted.py": f"from simpul.{room} import planted_too\n",
            f"{folder}/planted_too.py": f"from simpul.{room} import planted\n",
        },
        contract=CYCLES,
    )


def _function(body: str, *, head: str = "") -> str:
    return f'{head}\n\ndef planted() -> object:\n    """Break one rule."""\n    {body}\n'


FORBIDDEN_IMPORTS = (
    _imports("core", "simpul.engines", ROOMS),
    _imports("core", "simpul.web", ROOMS),
    _imports("engines", "simpul.services", ROOMS),
    _imports("services", "simpul.storage", ROOMS),
    _imports("services", "simpul.formats", ROOMS),
    _imports("formats", "simpul.storage", ROOMS),
    _imports("formats", "simpul.peers", ROOMS),
    _imports("storage", "simpul.settings", ROOMS),
    _imports("peers", "simpul.storage", ROOMS),
    _imports("settings", "simpul.formats", ROOMS),
    _imports("app", "simpul.web", ROOMS),
    _imports("web", "simpul.cli", ROOMS),
    _imports("core", "sqlite3", PURE),
    _imports("core", "time", PURE),
    _imports("core", "importlib", PURE),
    _imports("core", "msgspec", PURE),
    _imports("engines", "random", PURE),
    _imports("engines", "os", PURE),
    _imports("engines.screening", "sqlalchemy", PURE),
    _imports("services", "logging", PURE),
    _imports("services", "httpx", PURE),
    _imports("services", "urllib.request", PURE),
    _imports("services", "cryptography", PURE),
    _imports("services", "rapidfuzz", COMPUTE),
    _imports("storage", "anyascii", COMPUTE),
    _imports("web", "lxml.etree", DOCUMENTS),
    _imports("engines", "openpyxl", DOCUMENTS),
    _imports("cli", "sqlite3", DATABASE),
    _imports("web", "sqlalchemy", DATABASE),
    _imports("formats", "httpx", FORMATS),
    _imports("app", "nats", STREAM),
    _imports("formats", "simpul.services", FORMATS),
    _imports("formats", "simpul.engines", FORMATS),
    _imports("storage", "simpul.engines", PORTS),
    _imports("peers", "simpul.engines.screening", PORTS),
    _imports("web", "simpul.engines", ENGINES),
    _imports("cli", "simpul.engines.screening", ENGINES),
    _imports("web", "simpul.storage", WIRING),
    _imports("cli", "simpul.peers", WIRING),
    _imports("web", "simpul.settings", SETTINGS),
)

BY_CONTRACT = (
    *FORBIDDEN_IMPORTS,
    *(_mutual(room) for room in ("core", "engines.screening", "services", "storage", "web")),
    Violation(
        name="storage imports a service that is no port",
        files={"services/planted.py": "", "storage/planted.py": "import simpul.services.planted\n"},
        contract=PORTS,
    ),
    Violation(
        name="core imports web behind TYPE_CHECKING",
        files={"core/planted.py": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import simpul.web\n"},
        contract=ROOMS,
    ),
    Violation(
        name="services imports urllib inside a function",
        files={"services/planted.py": _function("import urllib.parse")},
        contract=PURE,
    ),
    Violation(
        name="a cycle in core hidden in a function",
        files={
            "core/planted.py": _function("import simpul.core.planted_too"),
            "core/planted_too.py": "import simpul.core.planted\n",
        },
        contract=CYCLES,
    ),
    Violation(name="a new room", files={"planted/__init__.py": ""}, contract=ROOMS),
    Violation(name="a module beside the rooms", files={"__main__.py": ""}, contract=ROOMS),
)

BY_SHAPE = (
    Violation(
        name="core imports an unlisted package", files={"core/planted.py": "import yaml\n"}, shape="impure_imports"
    ),
    Violation(name="services imports uuid", files={"services/planted.py": "import uuid\n"}, shape="impure_imports"),
    Violation(name="engines imports pickle", files={"engines/planted.py": "import pickle\n"}, shape="impure_imports"),
    Violation(
        name="the package exports again",
        files={"__init__.py": "from simpul.core.errors import Error\n"},
        shape="full_inits",
    ),
    Violation(name="a folder no contract sees", files={"core/planted/rule.py": ""}, shape="folders_without_init"),
    Violation(
        name="a function of 41 lines",
        files={"core/planted.py": _function("\n    ".join(["print()"] * 39))},
        shape="long_functions",
    ),
    Violation(name="a module of 401 lines", files={"web/planted.py": "A = 1\n" * 401}, shape="long_modules"),
    Violation(
        name="an import inside a function",
        files={"storage/planted.py": _function("import json")},
        shape="hidden_imports",
    ),
    Violation(
        name="an import by a call",
        files={"app/planted.py": _function('importlib.import_module("json")', head="import importlib\n")},
        shape="hidden_imports",
    ),
    Violation(
        name="everything caught in storage",
        files={"storage/planted.py": "try:\n    A = 1\nexcept Exception:\n    A = 2\n"},
        shape="broad_handlers",
    ),
    Violation(
        name="an error swallowed",
        files={"web/planted.py": "try:\n    A = 1\nexcept OSError:\n    pass\n"},
        shape="silent_handlers",
    ),
    Violation(
        name="a record that can be changed",
        files={"core/planted.py": "@dataclass(slots=True, kw_only=True)\nclass Planted:\n    name: str\n"},
        shape="thawed_records",
    ),
    Violation(
        name="a flag in a public function",
        files={"services/planted.py": "def share(*, force: bool) -> None: ...\n"},
        shape="flag_parameters",
    ),
    Violation(
        name="a check silenced without a reason",
        files={"core/planted.py": "A: int = ''  # type: " + "ignore[assignment]\n"},
        shape="unreasoned_silences",
    ),
    Violation(name="a module without a noun", files={"peers/utils.py": ""}, shape="nameless_modules"),
)

BY_RUFF = (
    Violation(
        name="core asks the time",
        files={"core/planted.py": _function("return datetime.now(UTC)", head="from datetime import UTC, datetime\n")},
        ruff="TID251",
    ),
    Violation(
        name="services makes up an identifier",
        files={"services/planted.py": _function("return uuid.uuid4()", head="import uuid\n")},
        ruff="TID251",
    ),
    Violation(
        name="web asks the day",
        files={"web/planted.py": _function("return date.today()", head="from datetime import date\n")},
        ruff="TID251",
    ),
    Violation(name="core opens a file", files={"core/planted.py": _function('return open("x")')}, ruff="PTH123"),
    Violation(name="core prints", files={"core/planted.py": _function('print("x")')}, ruff="T201"),
    Violation(
        name="an import inside a function",
        files={"peers/planted.py": _function("import json")},
        ruff="PLC0415",
    ),
    Violation(name="a relative import", files={"core/planted.py": "from . import errors\n"}, ruff="TID252"),
    Violation(
        name="a public function without a promise",
        files={"core/planted.py": "def planted() -> None: ...\n"},
        ruff="D103",
    ),
    Violation(
        name="a flag given by place",
        files={"core/planted.py": "def planted(force: bool) -> None: ...\n"},
        ruff="FBT001",
    ),
    Violation(
        name="an assertion that -O removes",
        files={"core/planted.py": _function("assert planted")},
        ruff="S101",
    ),
    Violation(
        name="a time without its zone",
        files={"core/planted.py": _function("return datetime(2026, 1, 1)", head="from datetime import datetime\n")},
        ruff="DTZ001",
    ),
)
