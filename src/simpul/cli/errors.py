"""The command line's own errors, and the one table that turns an error's code into a status and words.

Statuses are part of the interface: scripts decide by them. 1 is no error; it is the answer no.
"""

from dataclasses import dataclass

from simpul.core.errors import Error, InputError, RefusedError
from simpul.web.language import Language, msg
from simpul.web.words.grounds import GROUNDS

DONE = 0
ANSWER_IS_NO = 1
INTERRUPTED = 130


class NodeStoppedError(Error):
    """Says that the node is not running, and that this command needs it."""

    code = "stopped"


class UnansweredError(Error):
    """Says that the running node could not be reached, or answered something else than an answer."""

    code = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one code means at the command line: the status, one sentence, and what to do."""

    status: int
    sentence: str
    advice: str


TABLE: dict[str, Row] = {
    "input": Row(
        status=2,
        sentence=msg("This cannot be accepted."),
        advice=msg("Correct what is named and start the command again. Nothing was stored."),
    ),
    "envelope-refused": Row(
        status=2,
        sentence=msg("This envelope is refused."),
        advice=msg("Nothing of its content was used. Ask the sender to check its node."),
    ),
    "not-found": Row(
        status=3,
        sentence=msg("There is no such thing for this officer."),
        advice=msg("Check the id. What an officer may not see looks the same as what is not there."),
    ),
    "conflict": Row(
        status=4,
        sentence=msg("This no longer fits the present state."),
        advice=msg("Look at the present state and decide anew. Nothing was changed."),
    ),
    "denied": Row(
        status=5,
        sentence=msg("This officer's role does not include this."),
        advice=msg("Name an officer with the role by --as. The attempt is on record."),
    ),
    "refused": Row(
        status=6,
        sentence=msg("The rules refuse this."),
        advice=msg("Read the grounds. The refusal is on record."),
    ),
    "peer": Row(
        status=7,
        sentence=msg("The other node did not answer as it should."),
        advice=msg("Check its address and its certificate, then try again."),
    ),
    "tampered": Row(
        status=8,
        sentence=msg("What is stored is not what was recorded."),
        advice=msg("Stop working with this node and run `simpul verify`: it names what is wrong. Call the auditor."),
    ),
    "storage": Row(
        status=12,
        sentence=msg("The database or its disk failed."),
        advice=msg("Nothing of this act was done. Look at the disk's space and health, then try again."),
    ),
    "worker-ended": Row(
        status=13,
        sentence=msg("A process that shared the work has ended."),
        advice=msg("Nothing was written. Start again with fewer workers: the machine may lack memory."),
    ),
    "stream": Row(
        status=14,
        sentence=msg("The stream by which payments come cannot be used."),
        advice=msg("Look at the NATS server and at the settings of the stream, then try again. Nothing is lost."),
    ),
    "settings": Row(
        status=9,
        sentence=msg("This node cannot run as it is set up."),
        advice=msg("Correct what is named; `simpul doctor` checks the whole."),
    ),
    "stopped": Row(
        status=10,
        sentence=msg("The node is not running."),
        advice=msg("Start it with `simpul serve` and try again."),
    ),
    "unanswered": Row(
        status=11,
        sentence=msg("The running node does not answer."),
        advice=msg("Wait until it is ready and try again; its log says what hinders it."),
    ),
    "error": Row(
        status=70,
        sentence=msg("Something went wrong that was not foreseen."),
        advice=msg("Please report it with the lines above. What was recorded before is safe."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule that refused, and what it says."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as the command line tells it."""

    code: str
    status: int
    message: str
    advice: str
    detail: str = ""
    place: str = ""
    grounds: tuple[Ground, ...] = ()


def problem_of(error: Error, language: Language) -> Problem:
    """Say an error in words."""
    code = error.code if error.code in TABLE else "error"
    row = TABLE[code]
    grounds = error.grounds if isinstance(error, RefusedError) else ()
    return Problem(
        code=code,
        status=row.status,
        message=language.say(row.sentence),
        advice=language.say(row.advice),
        detail=error.reason if isinstance(error, InputError) else str(error),
        place=(error.place or "") if isinstance(error, InputError) else "",
        grounds=tuple(Ground(id=each, sentence=language.say(GROUNDS.get(each, each))) for each in grounds),
    )
