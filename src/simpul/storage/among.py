"""`among`: a column is one of a list that may be long, as one parameter whatever its length.

The list travels as JSON text. So a statement is the same for one item and for ten thousand, and no limit on the number
of parameters is met.
"""

from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Numbers(FunctionElement[int]):
    inherit_cache = True
    name = "numbers_of"


class _Words(FunctionElement[str]):
    inherit_cache = True
    name = "words_of"


def among_numbers(column: ColumnElement[int], listed: str) -> ColumnElement[bool]:
    """Say that the column is one of the whole numbers in the parameter `listed`, a JSON list."""
    return column.bool_op("IN")(_Numbers(bindparam(listed)))


def among(column: ColumnElement[str], listed: str) -> ColumnElement[bool]:
    """Say that the column is one of the texts in the parameter `listed`, a JSON list."""
    return column.bool_op("IN")(_Words(bindparam(listed)))


@compiles(_Numbers, "sqlite")
@compiles(_Words, "sqlite")
def _sqlite(element: FunctionElement[Any], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    listed = compiler.process(element.clauses, **kwargs)
    return f"(SELECT value FROM json_each({listed}))"  # noqa: S608  parts that SQLAlchemy compiled


@compiles(_Numbers, "postgresql")
def _numbers(element: FunctionElement[Any], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    listed = compiler.process(element.clauses, **kwargs)
    return f"(SELECT one::integer FROM jsonb_array_elements_text(CAST({listed} AS jsonb)) AS one)"  # noqa: S608  parts that SQLAlchemy compiled


@compiles(_Words, "postgresql")
def _words(element: FunctionElement[Any], compiler: SQLCompiler, **kwargs: Any) -> str:  # noqa: ANN401  SQLAlchemy's signature
    listed = compiler.process(element.clauses, **kwargs)
    return f'(SELECT one COLLATE "C" FROM jsonb_array_elements_text(CAST({listed} AS jsonb)) AS one)'  # noqa: S608  parts that SQLAlchemy compiled
