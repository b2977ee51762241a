"""Software that we did not write, as a judge of the STIX that we write: stix2 3.0.2 and stix2-validator 3.2.0.

Three recommendations ("SHOULD") are set aside, everything else is an error. 103: ids are of random UUIDs; ours are
made of what they stand for, so that the same copy has the same ids. 202: relationships have the types listed in STIX;
there are none between persons. 277: countries are codes of ISO 3166; invented states have none.
"""

import json
from typing import Any

import stix2
from stix2validator import ValidationOptions, validate_string

SET_ASIDE = ("103", "202")
INVENTED_STATES = "277"


def objects_of(body: bytes) -> list[dict[str, Any]]:
    """The objects of a bundle."""
    found: list[dict[str, Any]] = json.loads(body)["objects"]
    return found


def complaints(body: bytes, *, set_aside: tuple[str, ...] = (*SET_ASIDE, INVENTED_STATES)) -> list[str]:
    """What the judges have against a bundle; nothing when it is sound."""
    found = []
    for made in [json.loads(body), *objects_of(body)]:
        try:
            stix2.parse(made, allow_custom=False)
        except (stix2.exceptions.STIXError, ValueError) as exc:
            found.append(f"stix2: {exc}")
    options = ValidationOptions(
        version="2.1",
        strict=True,
        strict_types=True,
        strict_properties=True,
        enforce_refs=True,
        disabled=",".join(set_aside),
    )
    judged = validate_string(body.decode(), options)
    errors = [str(error) for error in judged.errors or ()]
    assert judged.is_valid == (not errors), "the validator contradicts itself"
    return found + [f"stix2-validator: {error}" for error in errors]
