"""Steps: a partner that was away catches up, nothing comes twice, and what is forged is refused with its evidence."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime

from simpul.app.backing import restore
from simpul.app.build import build
from simpul.app.knocking import Knock, Knocking, with_altered_header
from simpul.cli.demo.asking import Asker, awaited, require
from simpul.cli.demo.steps.scene import A, B, C, Draft, Scene, arrived, kept, marked, released
from simpul.cli.running import running_node
from simpul.core.errors import SettingsError
from simpul.settings.settings import read_settings

SENT_MEANWHILE = 200
CATCHES_UP_WITHIN = 40.0
KNOCKED_AGAIN = 3


def partner_offline_catches_up(scene: Scene) -> str:
    """XC is killed, 200 reports are released to it, and after its start all are there, each once, in order."""
    process = scene.cast.of(C)
    process.kill()
    title = marked("While away")
    with scene.desk.releasing(A) as officer:
        reports = [
            released(officer, kept(officer, Draft(title=f"{title} {number:03}", to=(scene.authority(C),))))
            for number in range(SENT_MEANWHILE)
        ]
    waiting = _waiting(scene)
    require(waiting >= SENT_MEANWHILE, f"only {waiting} envelopes wait")
    process.start()
    process.await_ready()
    with scene.desk.analyst(C) as reader:
        came = awaited(
            lambda: _all_of(reader, title), what=f"all {SENT_MEANWHILE} reports at XC", within=CATCHES_UP_WITHIN
        )
    require(Counter(came) == Counter(reports), "what is at XC is not what was sent, each once")
    require(came == reports, "the reports stand at XC in another order")
    awaited(lambda: _waiting(scene) == 0 or None, what="the last receipt", within=CATCHES_UP_WITHIN)
    return f"{len(came)} reports, sent while {scene.authority(C)} was killed: all there, each once, in order"


def duplicate_ignored(scene: Scene) -> str:
    """Envelopes that XB has already are brought again: acknowledged as duplicates, and nothing changes."""
    with copy_of(scene, A) as knocking, scene.desk.analyst(B) as reader:
        frames = knocking.sent(scene.authority(B), most=KNOCKED_AGAIN)
        require(len(frames) == KNOCKED_AGAIN, f"only {len(frames)} envelopes were sent to XB")
        before = _counts(reader)
        knock = knocking.deliver(scene.authority(B), frames)
        require(knock.outcomes == ("duplicate",) * KNOCKED_AGAIN, f"the receipts say {knock.outcomes}")
        require(_counts(reader) == before, "the second delivery changed something at XB")
    return f"{KNOCKED_AGAIN} envelopes brought again, each receipt says duplicate; {before[0]} reports still"


def forgery_refused(scene: Scene) -> str:
    """A wrong key, an altered header, and a replay on another link: each refused, and kept as evidence."""
    to = scene.authority(B)
    with ExitStack() as closing, scene.desk.analyst(B) as reader, scene.desk.key_officer(B) as key_officer:
        ours, other = (closing.enter_context(copy_of(scene, state)) for state in (A, C))
        genuine = ours.sent(to, most=1)[0]
        number = ours.deliver(to, ()).expected
        keys = scene.copies / f"stranger-{marked('key').split()[-1]}"
        forgeries = (
            ("wrong key", ours, ours.with_another_key(to, number=number, keys=keys)),
            ("altered header", ours, with_altered_header(genuine)),
            ("replay on another link", other, genuine),
        )
        reports = _counts(reader)[0]
        said = [_refused(scene, key_officer, what, knocking, frame) for what, knocking, frame in forgeries]
        require(_counts(reader)[0] == reports, "a forgery was taken in")
    with scene.desk.analyst(A) as analyst, scene.desk.releasing(A) as officer, scene.desk.analyst(B) as reader:
        after = Draft(title=marked("After the forgeries"), to=(to,))
        released(officer, kept(analyst, after))
        arrived(reader, after.title)
    return "; ".join(said)


@contextmanager
def copy_of(scene: Scene, state: str) -> Iterator[Knocking]:
    """Give what knocks for a node: a copy of it, made of a backup while it runs, with its keys and its outbox."""
    settings = scene.node(state).settings
    running = running_node(settings)
    if running is None:
        raise SettingsError(f"the node of {state} is not running")
    name = marked(state.lower()).replace(" ", "-")
    file, home = scene.copies / f"{name}.backup", scene.copies / name
    running.back_up(file)
    restore(file, home)
    node = build(replace(read_settings(home, {}), home=home), scene.stage.passphrase)
    try:
        yield Knocking(node=node)
    finally:
        node.close()


def _refused(scene: Scene, key_officer: Asker, what: str, knocking: Knocking, frame: bytes) -> str:
    """Deliver a forgery, and check that it is refused and set aside with its bytes."""
    before = {str(row["id"]) for row in key_officer.get("/quarantine").rows("items")}
    knock: Knock = knocking.deliver(scene.authority(B), (frame,))
    require(not knock.outcomes and bool(knock.refused), f"{what}: the door says {knock}")
    fresh = [row for row in key_officer.get("/quarantine").rows("items") if str(row["id"]) not in before]
    require(len(fresh) == 1, f"{what}: {len(fresh)} pieces of evidence")
    evidence = fresh[0]
    require(evidence["link"] == knocking.node.profile.authority.id, f"{what}: the link is {evidence['link']}")
    require(evidence["size"] == len(frame) and bool(evidence["evidence"]), f"{what}: the evidence is not the bytes")
    return f"{what}: {knock.refused} at {knock.place}"


def _counts(reader: Asker) -> tuple[int, int]:
    """Count what an analyst sees: reports that came, and alerts."""
    return (
        len(reader.pages("/reports", "reports", direction="received")),
        len(reader.pages("/alerts", "alerts", state="all")),
    )


def _all_of(reader: Asker, title: str) -> list[str] | None:
    """Give the ids of the reports with this title in the order in which they came, once they are all there."""
    rows = reader.pages("/reports", "reports", direction="received", text=title)
    if len(rows) < SENT_MEANWHILE:
        return None
    moments = [str(row["recorded_at"]) for row in rows]
    require(len(set(moments)) == len(moments), "two reports were recorded at the same moment: no order to compare")
    return [str(row["id"]) for row in sorted(rows, key=lambda row: datetime.fromisoformat(str(row["recorded_at"])))]


def _waiting(scene: Scene) -> int:
    """Give how many envelopes of XA wait for XC."""
    with scene.desk.key_officer(A) as key_officer:
        rows = key_officer.get("/peers").rows("peers")
    traffic = next(row["traffic"] for row in rows if row["id"] == scene.authority(C))
    return int(traffic["waiting"]) if isinstance(traffic, dict) else 0
