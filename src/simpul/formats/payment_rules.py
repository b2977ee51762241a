"""Rules on payments as text: TOML or JSON in, values out, and back, so that a person can read, change and propose them.

Amounts are decimals by currency (`{ EUR = "900.00" }`), read to exact minor units. What a rule does not have is refused
with its place; nothing is taken in part.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from simpul.core.errors import InputError
from simpul.core.payment.conditions import (
    ANYWHERE,
    AllowedPair,
    Amount,
    Border,
    CarveOut,
    Codes,
    Corridor,
    Flow,
    Kinds,
    ListHits,
    Measure,
    Npo,
    Pattern,
    ScoreLimit,
    Scoring,
    Whose,
    Window,
    WindowLimit,
)
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import Overriding, RuleEffect
from simpul.core.payment.money import Money, money
from simpul.core.payment.rule import Clause, Rule, Words
from simpul.formats.currencies import currency_decimals
from simpul.formats.document import converted, read_json
from simpul.formats.reference import reference_bytes

FILE = "payment-rules.toml"
MOST_BYTES = 1_000_000
MOST_DEPTH = 12
MOST_RULES = 200

Figures = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountSaid:
    """A band of amounts as it is written."""

    at_least: Figures = field(default_factory=dict)
    below: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSaid:
    """A window with its limit as it is written."""

    whose: Whose
    flow: Flow
    measure: Measure
    days: int
    at_least: int = 0
    amounts: Figures = field(default_factory=dict)
    only: AmountSaid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSaid:
    """A score with its limit as it is written."""

    model: str
    at_least: str
    charities: tuple[str, ...] = ()
    near_border: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSaid:
    """A clause as it is written: conditions of which one is enough."""

    amounts: tuple[AmountSaid, ...] = ()
    currencies: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    windows: tuple[WindowSaid, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    scores: tuple[ScoreSaid, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    lists: tuple[ListHits, ...] = ()
    npos: tuple[Npo, ...] = ()
    kinds: tuple[Kinds, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """A rule as it is written."""

    id: str
    version: str
    effect: RuleEffect
    title: Words
    why: Words
    when: tuple[ClauseSaid, ...]
    unless: tuple[ClauseSaid, ...] = ()
    unknown: RuleEffect = RuleEffect.NOTE
    overriding: Overriding = Overriding.ALLOWED
    pairs: tuple[AllowedPair, ...] = ()
    carve_outs: tuple[CarveOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSaid:
    """Rules as they are written, one after another."""

    rule: tuple[RuleSaid, ...]


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Give the rules that come with Simpul."""
    return read_rules(reference_bytes(FILE))


def read_rule(raw: bytes) -> Rule:
    """Read one rule.

    Raises:
        InputError: it is none, or there are several, with the place.
    """
    rules = read_rules(raw)
    if len(rules) != 1:
        raise InputError("one rule at a time", place="rule")
    return rules[0]


def read_rules(raw: bytes) -> tuple[Rule, ...]:
    """Read rules from TOML, or from JSON where the text begins so.

    Raises:
        InputError: it cannot be read, or a rule says what no rule may, with the place.
    """
    said = converted(_document(raw), RulesSaid)
    if not 0 < len(said.rule) <= MOST_RULES:
        raise InputError(f"1 to {MOST_RULES} rules", place="rule")
    rules = tuple(_rule(each, place=f"rule[{number}]") for number, each in enumerate(said.rule))
    if len({rule.edition for rule in rules}) != len(rules):
        raise InputError("two rules have the same id and version", place="rule")
    return rules


def rule_text(rule: Rule) -> str:
    """Write a rule as TOML; `read_rule` gives it back."""
    lines = ["[[rule]]"]
    lines += [_line("id", rule.edition.id), _line("version", rule.edition.version), _line("effect", rule.effect)]
    lines += [_line("unknown", rule.unknown), _line("overriding", rule.overriding)]
    lines += [_line(name, said) for name, said in _words(rule)]
    for kind, clauses in (("when", rule.when), ("unless", rule.unless)):
        for clause in clauses:
            lines += ["", f"[[rule.{kind}]]", *(f"{name} = {said}" for name, said in _clause_text(clause))]
    for kind, named in (("pairs", rule.pairs), ("carve_outs", rule.carve_outs)):
        for each in named:
            said = ((name, getattr(each, name)) for name in each.__slots__)
            lines += ["", f"[[rule.{kind}]]", *(_line(name, value) for name, value in said if value)]
    return "\n".join(lines) + "\n"


def _words(rule: Rule) -> Iterator[tuple[str, str]]:
    for part, words in (("title", rule.title), ("why", rule.why)):
        yield f"{part}.en", words.en
        yield f"{part}.id", words.id


def _document(raw: bytes) -> object:
    if raw.lstrip()[:1] == b"{":
        return read_json(raw, most_bytes=MOST_BYTES, most_depth=MOST_DEPTH)
    if len(raw) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES} bytes", place="$")
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}", place="$") from exc
    except RecursionError as exc:
        raise InputError(f"deeper than {MOST_DEPTH} levels", place="$") from exc
    except tomllib.TOMLDecodeError as exc:
        raise InputError(f"not TOML: {exc}", place="$") from exc
    except ValueError as exc:  # an integer of more digits than Python reads
        raise InputError("a number is too long", place="$") from exc


def _rule(said: RuleSaid, *, place: str) -> Rule:
    try:
        return Rule(
            edition=Edition(id=said.id, version=said.version),
            effect=said.effect,
            title=said.title,
            why=said.why,
            when=tuple(_clause(each, place=f"when[{number}]") for number, each in enumerate(said.when)),
            unless=tuple(_clause(each, place=f"unless[{number}]") for number, each in enumerate(said.unless)),
            unknown=said.unknown,
            pairs=said.pairs,
            carve_outs=said.carve_outs,
            overriding=said.overriding,
        )
    except InputError as refused:
        raise InputError(refused.reason, place=".".join(filter(None, (place, refused.place)))) from refused


def _clause(said: ClauseSaid, *, place: str) -> Clause:
    try:
        return Clause(
            amounts=tuple(map(_amount, said.amounts)),
            currencies=_codes(said.currencies),
            purposes=_codes(said.purposes),
            windows=tuple(map(_window, said.windows)),
            patterns=said.patterns,
            scores=tuple(map(_score, said.scores)),
            corridors=said.corridors,
            lists=said.lists,
            npos=said.npos,
            kinds=said.kinds,
        )
    except InputError as refused:
        raise InputError(refused.reason, place=".".join(filter(None, (place, refused.place)))) from refused


def _codes(values: tuple[str, ...]) -> tuple[Codes, ...]:
    return (Codes(values=values),) if values else ()


def _window(said: WindowSaid) -> WindowLimit:
    only = _amount(said.only) if said.only else None
    window = Window(whose=said.whose, flow=said.flow, measure=said.measure, days=said.days, only=only)
    return WindowLimit(window=window, at_least=said.at_least, amounts=_money(said.amounts, place="window.amounts"))


def _score(said: ScoreSaid) -> ScoreLimit:
    scoring = Scoring(model=said.model, charities=said.charities, near_border=said.near_border)
    return ScoreLimit(scoring=scoring, at_least=said.at_least)


def _amount(said: AmountSaid) -> Amount:
    return Amount(
        at_least=_money(said.at_least, place="amount.at_least"), below=_money(said.below, place="amount.below")
    )


def _money(figures: Mapping[str, str], *, place: str) -> tuple[Money, ...]:
    decimals = currency_decimals()
    return tuple(
        money(figure, currency, decimals=decimals, place=f"{place}.{currency[:10]}")
        for currency, figure in sorted(figures.items())
    )


def _clause_text(clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.amounts:
        yield "amounts", _array(_amount_text(each) for each in clause.amounts)
    for name, codes in (("currencies", clause.currencies), ("purposes", clause.purposes)):
        for each in codes:
            yield name, _text(each.values)
    if clause.windows:
        yield "windows", _array(map(_window_text, clause.windows))
    if clause.scores:
        yield "scores", _array(map(_score_text, clause.scores))
    plain = ("patterns", "corridors", "lists", "npos", "kinds")
    for name, conditions in ((name, getattr(clause, name)) for name in plain):
        if conditions:
            yield name, _array(_table(_slots(each)) for each in conditions)


def _slots(each: Pattern | Corridor | ListHits | Npo | Kinds) -> dict[str, str]:
    usual = {"origins": (ANYWHERE,), "destinations": (ANYWHERE,), "border": Border.ANY}
    said = {name: getattr(each, name) for name in each.__slots__}
    return {name: _text(value) for name, value in said.items() if value and value != usual.get(name)}


def _window_text(limit: WindowLimit) -> str:
    window = limit.window
    said = {name: _text(getattr(window, name)) for name in ("whose", "flow", "measure")}
    said["days"] = str(window.days)
    if limit.at_least:
        said["at_least"] = str(limit.at_least)
    if limit.amounts:
        said["amounts"] = _figures_text(limit.amounts)
    if window.only:
        said["only"] = _amount_text(window.only)
    return _table(said)


def _score_text(limit: ScoreLimit) -> str:
    scoring = limit.scoring
    said = {"model": _text(scoring.model), "at_least": _text(limit.at_least)}
    known = (("charities", scoring.charities), ("near_border", scoring.near_border))
    return _table(said | {name: _text(accounts) for name, accounts in known if accounts})


def _amount_text(amount: Amount) -> str:
    ends = (("at_least", amount.at_least), ("below", amount.below))
    return _table({name: _figures_text(figures) for name, figures in ends if figures})


def _figures_text(amounts: tuple[Money, ...]) -> str:
    return _table({each.currency: _text(each.figure) for each in amounts})


def _table(said: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in said.items()) + " }" if said else "{}"


def _array(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _line(name: str, value: object) -> str:
    return f"{name} = {_text(value)}"


def _text(value: object) -> str:
    """Write texts as TOML's basic strings: what could end one is escaped."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(each) for each in value) + "]"
    plain = str(value).replace("\\", "\\\\").replace('"', '\\"')
    safe = (each if each.isprintable() else f"\\U{ord(each):08X}" for each in plain)
    return '"' + "".join(safe) + '"'
