"""`among`: a column is one of a list that may be long, as one parameter whatever its length.

The list travels as JSON text. So a statement is the same for one item and for ten thousand, and no limit on the number
of parameters is met.
"""

from typing import Any

from sqlalchemy import BindParameter, Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _AmongNumbers(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()
    name = "among_numbers"


class _AmongWords(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()
    name = "among_words"


def among_numbers(column: ColumnElement[int], listed: str) -> ColumnElement[bool]:
    """Say that the column is one of the whole numbers in the parameter `listed`, a JSON list."""
    return _AmongNumbers(column, _list(listed))


def among(column: ColumnElement[str], listed: str) -> ColumnElement[bool]:
    """Say that the column is one of the texts in the parameter `listed`, a JSON list."""
    return _AmongWords(column, _list(listed))


def _list(name: str) -> BindParameter[str]:
    return bindparam(name, unique=False)


@compiles(_AmongNumbers, "sqlite")
@compiles(_AmongWords, "sqlite")
def _sqlite(element: FunctionElement[bool], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    column, listed = (compiler.process(part, **kwargs) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608  parts that SQLAlchemy compiled


@compiles(_AmongNumbers, "postgresql")
def _numbers(element: FunctionElement[bool], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    column, listed = (compiler.process(part, **kwargs) for part in element.clauses)
    return f"{column} IN (SELECT one::integer FROM jsonb_array_elements_text(CAST({listed} AS jsonb)) AS one)"  # noqa: S608  parts that SQLAlchemy compiled


@compiles(_AmongWords, "postgresql")
def _words(element: FunctionElement[bool], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    column, listed = (compiler.process(part, **kwargs) for part in element.clauses)
    return f'{column} IN (SELECT one COLLATE "C" FROM jsonb_array_elements_text(CAST({listed} AS jsonb)) AS one)'  # noqa: S608  parts that SQLAlchemy compiled
