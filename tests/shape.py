"""What the import contracts and ruff cannot see: the shape of modules, functions, records and handlers.

Each check takes a tree of source files and yields what it found; `tests/test_shape.py` holds the repository to them,
`tests/test_contracts.py` proves on planted violations that they catch something.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_FUNCTION = 40
LONGEST_MODULE = 400

PURE_MODULES = frozenset(
    {
        *(
            "__future__",
            "abc",
            "bisect",
            "collections",
            "collections.abc",
            "dataclasses",
            "datetime",
            "decimal",
            "enum",
        ),
        *(
            "fractions",
            "functools",
            "hashlib",
            "heapq",
            "hmac",
            "itertools",
            "json",
            "math",
            "operator",
            "re",
            "string",
        ),
        *("types", "typing", "unicodedata"),
    }
)
COMPUTING_MODULES = frozenset({"anyascii", "array", "numpy", "rapidfuzz", "struct", "zlib"})
MAY_IMPORT = {
    "core": PURE_MODULES,
    "services": PURE_MODULES,
    "engines": PURE_MODULES | COMPUTING_MODULES,
}
ROOMS_OF_FROZEN_RECORDS = ("core", "services")
ROOMS_THAT_TALK_TO_PEOPLE = ("cli", "web")
NAMELESS = frozenset({"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"})

MARKS = re.compile(r"\b(?:TODO|FIXME|HACK)\b")
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
SILENCED_WITH_REASON = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*|type:\s*ignore\[[a-z0-9, -]+\])[\s#:,;()-]+\w+\W+\w+"
)
# Where somebody's machine, or a server of packages, shows through. Pieced together, so as not to be found here.
MACHINE_PATH = re.compile(r"(?<![\w.\-/*])/(?:work/(?:main|shared|\.)|(?:home|Users)/\w+/|root/|tmp/\w)")
PACKAGE_HOSTS = re.compile(
    "|".join((r"pypi\." + "org", "python" + "hosted", r"npmjs\." + "(?:org|com)", r"deb\.debian\." + "org"))
    + "|"
    + "|".join((r"crates\." + "io", r"unpkg\." + "com", "js" + "delivr", r"cdnjs\."))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place that breaks one rule."""

    check: str
    path: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.said} [{self.check}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One Python file, read and parsed once."""

    path: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    """Of the tree, each once: every check goes through them."""

    @property
    def room(self) -> str:
        """The room of the file, or nothing where it is outside the package."""
        parts = self.path.split("/")
        return parts[2] if parts[:2] == ["src", "simpul"] and len(parts) > 3 else ""

    def finding(self, check: str, node: ast.AST, said: str) -> Finding:
        """Name the place of a node."""
        return Finding(check=check, path=self.path, line=getattr(node, "lineno", 1), said=said)


Function = ast.FunctionDef | ast.AsyncFunctionDef
Check = Callable[[Source], Iterator[Finding]]


def sources(root: Path, *folders: str) -> list[Source]:
    """Every Python file below the folders of a repository."""
    return [source(root, path) for folder in folders for path in sorted((root / folder).rglob("*.py"))]


def source(root: Path, path: Path) -> Source:
    """One Python file of a repository."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Source(path=path.relative_to(root).as_posix(), text=text, tree=tree, nodes=tuple(ast.walk(tree)))


def functions(source: Source) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in source.nodes if isinstance(node, Function))


def length(function: Function) -> int:
    """Physical lines of a function from its `def` on, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_functions(source: Source) -> Iterator[Finding]:
    """No function is longer than 40 lines."""
    for function in functions(source):
        if length(function) > LONGEST_FUNCTION:
            yield source.finding("long_functions", function, f"{function.name} has {length(function)} lines")


def long_modules(source: Source) -> Iterator[Finding]:
    """No module is longer than 400 lines."""
    lines = len(source.text.splitlines())
    if lines > LONGEST_MODULE:
        yield source.finding("long_modules", source.tree, f"{lines} lines")


def full_inits(source: Source) -> Iterator[Finding]:
    """An `__init__.py` is empty: what re-exports becomes a hub, and hubs become cycles."""
    if source.path.endswith("/__init__.py") and source.text:
        yield source.finding("full_inits", source.tree, "not empty")


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every import of a file, with the full name of the module it is from."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def impure_imports(source: Source) -> Iterator[Finding]:
    """What decides and computes imports Simpul and listed pure modules, nothing else."""
    if source.room not in MAY_IMPORT:
        return
    for node, module in imported(source):
        ours = module == "simpul" or module.startswith("simpul.")
        listed = MAY_IMPORT[source.room]
        if not ours and module not in listed and module.split(".")[0] not in listed & COMPUTING_MODULES:
            yield source.finding("impure_imports", node, f"{source.room} may not import {module}")


LOADED_LATE = {
    "src/simpul/app/inventing.py": "_SCENARIOS",
    "src/simpul/app/late.py": "_PASSKEYS",
    "src/simpul/cli/commands/cases.py": "_CASES",
    "src/simpul/cli/commands/law.py": "_LAW",
    "src/simpul/cli/commands/law_sets.py": "_LAW",
    "src/simpul/cli/commands/papers.py": "_PAPERS",
    "src/simpul/app/late_calendars.py": "_CALENDARS",
    "src/simpul/app/late_law.py": "_LAW",
    "src/simpul/app/late_requests.py": "_REQUESTS",
    "src/simpul/app/late_cases.py": "_CASES",
    "src/simpul/app/late_goaml.py": "_FILING",
    "src/simpul/app/late_papers.py": "_PAPERS",
    "src/simpul/app/late_rules.py": "_RULES",
    "src/simpul/app/late_stream.py": "_STREAMS",
    "src/simpul/app/late_trials.py": "_TRIALS",
    "src/simpul/cli/program.py": "_HELP",
    "src/simpul/formats/tables.py": "WORKBOOKS",
    "src/simpul/storage/migrating.py": "_UPGRADING",
    "src/simpul/web/interface.py": "_ROUTERS",
    "src/simpul/web/pages/law.py": "_LAW",
    "src/simpul/web/pages/law_harmony.py": "_LAW",
    "src/simpul/web/pages/law_cases.py": "_DRAFTING",
    "src/simpul/web/pages/law_drafts.py": "_DRAFTING",
    "src/simpul/web/pages/law_papers.py": "_PAPERS",
    "src/simpul/web/pages/law_states.py": "_LAW",
}
"""Where a module is loaded only when it has work, and the name of it there: docs/adr/0009-loaded-late.md says why."""


def hidden_imports(source: Source) -> Iterator[Finding]:
    """Imports stand at the head of the module: in no function, behind no TYPE_CHECKING, in no call but those known."""
    for function in functions(source):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield source.finding("hidden_imports", node, f"import inside {function.name}")
    for node in source.nodes:
        if isinstance(node, ast.If) and _is_named(node.test, "TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield source.finding("hidden_imports", node, "import behind TYPE_CHECKING")
        if isinstance(node, ast.Call) and _is_named(node.func, "__import__", "importlib.import_module"):
            if [ast.unparse(argument) for argument in node.args] == [LOADED_LATE.get(source.path)]:
                continue
            yield source.finding("hidden_imports", node, "import by a call")


def _is_named(node: ast.expr, *names: str) -> bool:
    """Whether this is one of these names; only what ends like one of them is written out to be compared."""
    last = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return last in {name.rpartition(".")[2] for name in names} and ast.unparse(node) in names


def broad_handlers(source: Source) -> Iterator[Finding]:
    """Only the two entry points catch everything; whoever else does raises it again."""
    for node in source.nodes:
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = ast.unparse(node.type) if node.type else "everything"
        again = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        broad = re.search(r"\b(?:everything|Exception|BaseException)\b", caught) is not None
        if broad and not again and source.room not in ROOMS_THAT_TALK_TO_PEOPLE:
            yield source.finding("broad_handlers", node, f"catches {caught}")


def silent_handlers(source: Source) -> Iterator[Finding]:
    """No error is swallowed: a handler does more than pass."""
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body):
            yield source.finding("silent_handlers", node, "swallows the error")


def thawed_records(source: Source) -> Iterator[Finding]:
    """A dataclass of core or services is frozen, slotted and keyword-only."""
    if source.room not in ROOMS_OF_FROZEN_RECORDS:
        return
    for node in source.nodes:
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            said = ast.unparse(decorator)
            if re.match(r"(?:dataclasses\.)?dataclass\b", said):
                lacks = [word for word in ("frozen", "slots", "kw_only") if f"{word}=True" not in said]
                if lacks:
                    yield source.finding("thawed_records", node, f"dataclass is not {', '.join(lacks)}")


def flag_parameters(source: Source) -> Iterator[Finding]:
    """No public function takes a flag: two functions, or an enum. (An option of the command line is one by nature.)"""
    if not source.room or source.room == "cli":
        return
    for function in functions(source):
        arguments = function.args
        named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        flags = [each.arg for each in named if each.annotation and re.search(r"\bbool\b", ast.unparse(each.annotation))]
        if flags and not function.name.startswith("_"):
            yield source.finding("flag_parameters", function, f"{function.name} takes the flag {flags[0]}")


def unreasoned_silences(source: Source) -> Iterator[Finding]:
    """Whoever silences a check names its code and says why."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if SILENCED.search(line) and not SILENCED_WITH_REASON.search(line):
            said = "silences a check without its code and a reason"
            yield Finding(check="unreasoned_silences", path=source.path, line=number, said=said)


def patched_code(source: Source) -> Iterator[Finding]:
    """No test puts something else in the place of our code."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and _is_named(node, "monkeypatch.setattr", "mocker.patch"):
            yield source.finding("patched_code", node, "replaces code under test")


def nameless_modules(source: Source) -> Iterator[Finding]:
    """A module is called after the thing it owns."""
    if set(Path(source.path).stem.split("_")) & NAMELESS:
        yield source.finding("nameless_modules", source.tree, "a name that names nothing")


CHECKS: tuple[Check, ...] = (
    long_functions,
    long_modules,
    full_inits,
    impure_imports,
    hidden_imports,
    broad_handlers,
    silent_handlers,
    thawed_records,
    flag_parameters,
    unreasoned_silences,
    patched_code,
    nameless_modules,
)


def folders_without_init(root: Path, *folders: str) -> Iterator[Finding]:
    """A folder that holds Python is a package: without its `__init__.py` no contract sees it."""
    holding = {path.parent for folder in folders for path in (root / folder).rglob("*.py")}
    for folder in sorted(holding):
        if not (folder / "__init__.py").exists():
            place = folder.relative_to(root).as_posix()
            yield Finding(check="folders_without_init", path=place, line=1, said="has Python and no __init__.py")


def foreign_words(text: str, path: str) -> Iterator[Finding]:
    """No path of a machine, no server of packages, no mark of something left undone."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, said in ((MACHINE_PATH, "a machine's path"), (PACKAGE_HOSTS, "a server of packages")):
            if pattern.search(line):
                yield Finding(check="foreign_words", path=path, line=number, said=said)
        if MARKS.search(line) and not path.endswith(("tests/shape.py", "pyproject.toml")):
            yield Finding(check="foreign_words", path=path, line=number, said="something left undone")
