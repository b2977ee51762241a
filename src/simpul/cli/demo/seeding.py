"""Making the three nodes and writing their part of the story, through the services of each, before they are started.

What is released here waits in the outboxes and goes out when the nodes run: the first minutes of a demonstration are
real traffic.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from simpul.app.build import build, initialise
from simpul.app.node import Node
from simpul.cli.demo.paying import take_payments
from simpul.cli.demo.requesting import ask_of_each_other
from simpul.cli.demo.sources import Source
from simpul.cli.demo.stage import Stage, Staged
from simpul.cli.demo.story import Telling
from simpul.core.authority import Officer, OfficerId, Role, Sight, viewer_of
from simpul.core.errors import ConflictError
from simpul.core.handling import public_terms
from simpul.web.language import msg

Said = Callable[[str, str], None]
"""Told before each piece of work: what it is, and for whom."""

PIECES = 4
"""How many pieces of work a node is, as they are told."""


def seed(stage: Stage, source: Source, *, said: Said) -> None:
    """Make the nodes, let them know each other, read the lists in and tell the story."""
    for each in stage.nodes:
        said(msg("Making keys and database of %(id)s"), each.id)
        initialise(each.settings, stage.passphrase)
    with opened_nodes(stage) as nodes:
        for each, node in zip(stage.nodes, nodes, strict=True):
            said(msg("Letting in the officers and partners of %(id)s"), each.id)
            _let_in(each, node)
            _befriend(each, node, [other for other in nodes if other is not node])
        for each, node in zip(stage.nodes, nodes, strict=True):
            said(msg("Reading the sanctions list in at %(id)s"), each.id)
            _read_lists(each, node, source)
        for each, node in zip(stage.nodes, nodes, strict=True):
            said(msg("Writing the reports of %(id)s"), each.id)
            _tell(each, node)
            if each.player.national_list is not None:
                take_payments(node, each.player.releasing)
            ask_of_each_other(each, node)
    stage.note_made(source.origin)


@contextmanager
def opened_nodes(stage: Stage) -> Iterator[tuple[Node, ...]]:
    """Open every node of the stage in this process, and close it in the end."""
    with ExitStack() as closing:
        nodes = []
        for each in stage.nodes:
            node = build(each.settings, stage.passphrase)
            closing.callback(node.close)
            nodes.append(node)
        yield tuple(nodes)


def sight_of(node: Node, officer: Officer) -> Sight:
    """Give an officer's sight at this moment."""
    return Sight(viewer=viewer_of(officer, authority=node.profile.authority.id), at=node.clock.now())


def _let_in(each: Staged, node: Node) -> None:
    for officer in each.player.officers:
        node.access.officers.enrol(officer)


def _befriend(each: Staged, node: Node, others: list[Node]) -> None:
    sight = sight_of(node, each.player.officer(Role.KEY_OFFICER))
    for other in others:
        node.partnering.add(sight, other.introduction, fingerprint=other.keyring.fingerprint)


def _read_lists(each: Staged, node: Node, source: Source) -> None:
    sight = sight_of(node, each.player.releasing[0])
    node.listing.take_in(sight, source.edition)
    if each.player.national_list is not None:
        terms = public_terms(each.player.authority.id)
        node.listing.take_in(sight, each.player.national_list, handling=terms)


def _tell(each: Staged, node: Node) -> None:
    officers = {officer.id: officer for officer in each.player.officers}
    reports: dict[str, str] = {}
    for telling in each.player.tellings:
        reports[telling.key] = _released(node, telling, officers, reports)


def _released(node: Node, telling: Telling, officers: dict[OfficerId, Officer], reports: dict[str, str]) -> str:
    draft = replace(
        telling.draft,
        supersedes=reports.get(telling.supersedes, ""),
        retracts=reports.get(telling.retracts, ""),
    )
    draft_id = node.sharing.save(sight_of(node, officers[telling.author]), draft)
    report = ""
    for officer in telling.released_by:
        report = node.sharing.release(sight_of(node, officers[officer]), draft_id).report
    if not report:
        raise ConflictError(f"the story's report {telling.key} was not released")
    return report
