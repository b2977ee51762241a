"""The table that people read."""

from collections.abc import Iterator, Mapping, Sequence

from tests.benchmarks.screening.figures import LEAST_GROUP
from tests.benchmarks.screening.measuring import Measured
from tests.benchmarks.screening.pairs import Judged

HEAD = f"{'':<36}{'engine':<10}{'n':>5}  {'R@1':>5} {'R@10':>5}  {'at 1 %':>21}  {'at 0.1 %':>21}  {'fair':>5}"


def table(title: str, measured: Sequence[Measured]) -> Iterator[str]:
    """Give the lines of one list: recall of each class by engine, in both modes, and false alarms by group."""
    for mode in dict.fromkeys(each.mode for each in measured):
        both = [each for each in measured if each.mode is mode]
        yield from ("", f"{title}, {mode}", HEAD)
        for group in both[0].recall:
            yield from (_line(group if each is both[0] else "", group, each) for each in both)
        for each in both:
            yield from _alarms(each)


def judgements(judged: Sequence[Judged]) -> Iterator[str]:
    """Give the lines of the labelled pairs."""
    yield ""
    for each in judged:
        yield (
            f"name_bench, {each.engine} at {each.threshold:.3f} ({each.chosen}): F1 {each.f1:.3f}, "
            f"precision {each.precision:.3f}, recall {each.recall:.3f}"
        )


def speeds(by_list: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Give the lines of speed."""
    for what, by_engine in by_list.items():
        said = ", ".join(f"{engine} {figure:,.0f}" for engine, figure in by_engine.items())
        yield f"queries per CPU second, {what}: {said}"


def _line(title: str, group: str, each: Measured) -> str:
    found = next(figure for its, figure in each.recall.items() if its == group)
    at = "  ".join(f"{share!s:>21}" for share in found.at.values())
    return (
        f"{title:<36}{each.engine:<10}{found.questions:>5}  {found.first.share:>5.3f} {found.ten.share:>5.3f}  {at}  "
        f"{found.at_fair_threshold.share:>5.3f}"
    )


def _alarms(each: Measured) -> Iterator[str]:
    one, other = each.thresholds.values()
    yield (
        f"  {each.engine}: {each.ordinary_names:,} ordinary names, thresholds {one:.4f} and {other:.4f}, fair "
        f"{each.fair_threshold:.4f}; {each.distinct_scores_of_the_top_percent} distinct scores in the top percent"
    )
    shown = [
        f"{group} {its.alarms}/{its.names} = {its.rate.share:.1%} ({its.rate.low:.1%}-{its.rate.high:.1%})"
        for group, its in each.false_alarms.items()
        if its.names >= LEAST_GROUP
    ]
    yield "    false alarms at 1 %: " + "; ".join(shown)
