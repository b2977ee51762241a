"""What clients of OpenSanctions' yente send to be matched: typed as they send it, and read into examples of core.

Members that we do not know are left aside, as yente does: its clients send what later editions added.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from simpul.core.entity import ASKED_KINDS, Example
from simpul.core.errors import InputError
from simpul.formats.ftm_examples import read_example
from simpul.services.matching import MOST_EXAMPLES
from simpul.web.errors import BadRequestError
from simpul.web.language import msg
from simpul.web.views.scales import OPENSANCTIONS, OWN, Scale

OURS = "simpul"
BEST = "best"
THEIRS = ("logic-v2", "logic-v1", "name-based", "name-qualified", "regression-v1", "ofac")
"""Algorithms of OpenSanctions that clients name; ours answers them, on their scale."""

THEIR_SETTINGS = frozenset(
    {
        "nm_extra_query_name",
        "nm_extra_result_name",
        "nm_family_name_weight",
        "nm_fuzzy_cutoff_factor",
        "nm_name_property",
        "nm_number_mismatch",
    }
)
"""Settings of logic-v2; ours has none of its own."""


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ExampleBody(_Sent):
    """One entity to be found, described by example."""

    id: str | None = Field(default=None, max_length=1_000)
    schema_: str = Field(alias="schema", max_length=100, json_schema_extra={"enum": [*ASKED_KINDS]})
    properties: dict[str, str | list[Any]]


class MatchBody(_Sent):
    """Examples, each under a key of the client's choice; `weights` and `config` are taken and have no effect."""

    queries: dict[str, ExampleBody | None]
    weights: dict[str, float] = Field(default={}, max_length=200)
    config: dict[str, str | int | float | bool | None] = Field(default={}, max_length=200)

    def examples(self) -> dict[str, Example]:
        """Give the examples by their keys.

        Raises:
            BadRequestError: there is none, there are too many, or one cannot be read.
        """
        sent = {key: body for key, body in self.queries.items() if body is not None}
        if not sent:
            raise BadRequestError(msg("no queries were sent"), place="queries")
        if len(sent) > MOST_EXAMPLES:
            raise BadRequestError(msg("too many queries in one batch"), place="queries")
        return {key: _read(key, body) for key, body in sent.items()}


def scale_of(algorithm: str) -> Scale:
    """Give the scale of scores of the algorithm that a client names.

    Raises:
        BadRequestError: there is none of this name.
    """
    name = algorithm.strip().lower()
    if name in (OURS, BEST):
        return OWN
    if name in THEIRS:
        return OPENSANCTIONS
    raise BadRequestError(msg("there is no such algorithm"), place="algorithm")


def notes_on(body: MatchBody, algorithm: str) -> tuple[str, ...]:
    """Say what of a request has no effect, and whose algorithm answered.

    Raises:
        BadRequestError: a setting is none of any algorithm's.
    """
    if unknown := sorted(body.config.keys() - THEIR_SETTINGS):
        raise BadRequestError(msg("there is no such setting of an algorithm"), place=f"config.{unknown[0][:60]}")
    name = algorithm.strip().lower()
    said = []
    if name in THEIRS:
        said.append(f"{name} is answered by {OURS}, with scores on the scale on which 0.7 is the default threshold")
    if body.weights or body.config:
        said.append(f"weights and config have no effect on {OURS}")
    return tuple(said)


def _read(key: str, body: ExampleBody) -> Example:
    try:
        return read_example(body.schema_, body.properties, example_id=body.id)
    except InputError as refused:
        place = f"queries.{key[:60]}.{refused.place or ''}".rstrip(".")
        raise BadRequestError(refused.reason, place=place) from refused
