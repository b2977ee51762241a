"""Chains of custody on their way out: the document of an item's chain, with the keys of all who signed."""

from dataclasses import dataclass

from simpul.core.authority import Sight
from simpul.core.cooperation.chain import AuthorKey
from simpul.core.errors import InputError
from simpul.core.node import NodeProfile
from simpul.core.units.evidence import EvidenceFile
from simpul.core.units.record import SignedRecord
from simpul.peers.chains import write_chain
from simpul.services.evidence_reading import EvidenceReading
from simpul.services.ports.reading import Links
from simpul.services.ports.units import Units
from simpul.services.ports.world import NodeKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPapers:
    """Writes chains into documents that anybody checks without a node."""

    node: NodeProfile
    keys: NodeKeys
    exhibits: EvidenceReading
    units: Units
    links: Links

    def written(self, sight: Sight, item: str) -> bytes:
        """Give the document of an item's chain, with its bytes where they are attached.

        Raises:
            NotFoundError: there is no such item for this officer.
            RefusedError: its terms do not let it leave.
            InputError: there is no link any more with somebody who signed.
        """
        file = self.exhibits.exported(sight, item)
        records = [
            SignedRecord(
                record=each.signed.record,
                signature=each.signed.signature,
                content=self.units.content(sight, each.id),
            )
            for each in file.records
        ]
        return write_chain(
            self.keys,
            records,
            file.custody,
            exporter=self.node.authority.id,
            authors=self._authors(file),
            at=sight.at,
            limits=self.node.limits,
        )

    def _authors(self, file: EvidenceFile) -> list[AuthorKey]:
        us = self.node.authority
        keys = {us.id: AuthorKey(authority=us.id, name=us.name, identity_key=self.keys.identity_key)}
        for originator in {each.value.originator for each in file.records} - {us.id}:
            partner = self.links.partner(originator)
            if partner is None:
                raise InputError(f"there is no link with {originator}", place="chain")
            name, key = partner.introduction.authority.name, partner.introduction.identity_key
            keys[originator] = AuthorKey(authority=originator, name=name, identity_key=key)
        return [keys[each] for each in sorted(keys)]
