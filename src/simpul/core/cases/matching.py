"""Which payments a request to freeze is about: the account, the reference or the name stands in them.

Rules:
1. Account numbers are compared without blanks and signs, names without case, accents and the order of their words,
   references and ids as they are. Nothing here resembles: who is only like somebody is for screening to find.
2. What stands where nobody said anything (`NOTPROVIDED`) is nobody's name, account or reference, and matches nothing.
3. A match holds, and no more: whether it is frozen a person decides, on a legal basis.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from simpul.core.cases.freezing import FreezeTarget, TargetKind
from simpul.core.payment.codes import says_nothing
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import RuleEffect, RuleFinding
from simpul.core.payment.payment import Payment

RULE = Edition(id="freeze-request", version="1")
"""The rule by which a payment is held that another state asks to freeze."""

TITLES = ("Another state asks to freeze it", "Negara lain meminta agar ini dibekukan")
"""What the rule is called, in English and in Indonesian."""

_WORDS = re.compile(r"\w+")


def key_of(target: FreezeTarget) -> str:
    """Give what payments are compared with."""
    if target.kind is TargetKind.ACCOUNT:
        return _key(target.kind, _number(target.value))
    if target.kind is TargetKind.PARTY:
        return _key(target.kind, folded(target.value))
    return _key(target.kind, target.value.strip())


def keys_of(payment: Payment, *, payment_id: str) -> frozenset[str]:
    """Give everything in a payment that a request could be about."""
    return frozenset(_keys(payment, payment_id))


def finding_for(request: str) -> RuleFinding:
    """Give the finding that holds a payment for a request."""
    return RuleFinding(rule=RULE, effect=RuleEffect.HOLD, arguments=(*TITLES, request))


def is_for(finding: RuleFinding, request: str) -> bool:
    """Say whether a finding is that of this request."""
    return finding.rule == RULE and finding.arguments[-1:] == (request,)


def requests_in(findings: Iterable[RuleFinding]) -> frozenset[str]:
    """Give the requests that a payment was held for."""
    return frozenset(each.arguments[-1] for each in findings if each.rule == RULE and each.arguments)


def folded(name: str) -> str:
    """Give a name as it is compared: without case and accents, its words in order of the alphabet."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return " ".join(sorted(_WORDS.findall(plain.casefold())))


def _keys(payment: Payment, payment_id: str) -> Iterator[str]:
    said = payment.references
    yield _key(TargetKind.PAYMENT, payment_id)
    for reference in (said.instruction, said.end_to_end, said.transaction, said.uetr, said.clearing):
        if not says_nothing(reference):
            yield _key(TargetKind.PAYMENT, reference.strip())
    for party in payment.parties:
        if not says_nothing(party.name):
            yield _key(TargetKind.PARTY, folded(party.name))
        account = party.account
        for number in (account.iban, account.other, account.proxy) if account else ():
            if not says_nothing(number):
                yield _key(TargetKind.ACCOUNT, _number(number))


def _number(said: str) -> str:
    return "".join(letter for letter in said if letter.isalnum()).upper()


def _key(kind: TargetKind, value: str) -> str:
    return f"{kind}:{value}"
