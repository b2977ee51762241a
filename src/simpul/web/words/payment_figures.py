"""Why a payment has the score it has, in words: the circumstances of its accounts, and the payments behind them.

A figure that has no words here shows by the name that rules know it by (`docs/payment-patterns.md`).
"""

import re

from simpul.web.language import Language, msg

BEHIND = " <- "
"""Between a ground and the payments in which it shows, by the beginnings of their ids."""

SCORE = re.compile(r"score (?P<model>[^:]+): (?P<figure>[0-9.]+)")
GROUND = re.compile(r"(?P<name>[a-z][a-z0-9_]*): (?P<figure>-?[0-9.e+-]+)")
WINDOW = re.compile(
    r"(?P<whose>sender|receiver) (?P<counted>(?:out|in) (?:count|sum|counterparties)) (?P<days>[0-9]+)d"
    r"(?P<banded> banded)?: (?P<figure>[0-9]+)"
)
OVER = re.compile(r"(?P<whose>sender|receiver)_(?P<measure>[a-z_]+)_(?P<days>[0-9]+)d")
SCORED = msg("score %(figure)s by the model of %(model)s")
SENDER = msg("of the sender")
RECEIVER = msg("of the receiver")

COUNTED = {
    "out count": msg("payments made"),
    "in count": msg("payments received"),
    "out sum": msg("money paid, in the smallest unit"),
    "in sum": msg("money received, in the smallest unit"),
    "out counterparties": msg("others who were paid"),
    "in counterparties": msg("others who paid"),
}
OVER_DAYS = msg("%(counted)s (%(whose)s), in a window of days: %(days)s; %(figure)s")
OF_BAND = msg("%(counted)s (%(whose)s), of the amounts that the rule names, in a window of days: %(days)s; %(figure)s")
IN_DAYS = msg("%(counted)s (%(whose)s), in a window of days: %(days)s")
CAPPED = msg("a figure may be larger: it was counted up to a limit")

OF_PAYMENT = {
    "cash": msg("cash is drawn"),
    "near_border": msg("cash is drawn near a region in conflict"),
    "travel": msg("a journey is paid"),
    "border_draws_before": msg("earlier draws of cash near a region in conflict"),
    "cash_draws_before": msg("earlier draws of cash"),
    "sender_person": msg("a person pays"),
    "receiver_person": msg("a person is paid"),
    "sender_charity": msg("a charity pays"),
    "receiver_charity": msg("a charity is paid"),
}
OF_PATTERN = {
    "tie_payments": msg("earlier payments of this sender to this receiver"),
    "sender_payees_known": msg("others whom the sender ever paid"),
    "receiver_payers_known": msg("others who ever paid the receiver"),
    "days_since_sender_first": msg("days since the sender was first seen"),
    "sender_velocity": msg("pace of the sender's payments in the last days, against that of the weeks before"),
    "rapid_share": msg("share that is passed on of the money received within two days"),
    "rapid_relays": msg("accounts in a row that passed the money on"),
    "new_scatter_gather": msg(
        "accounts through which money of one payer reaches this receiver, all for the first time"
    ),
    "new_circle_hops": msg("payments in the circle by which the money comes back, all for the first time"),
}
OF_WINDOW = {
    "out_count": msg("payments made"),
    "in_count": msg("payments received"),
    "payees": msg("others who were paid"),
    "payers": msg("others who paid"),
    "new_payees": msg("others who were paid for the first time"),
    "new_payers": msg("others who paid for the first time"),
    "passed_on": msg("money paid, as a part of the money received"),
}
OF_ACCOUNT = {
    "new_payers": msg("persons who paid for the first time"),
    "received_new_share": msg("share of the money received from persons who paid for the first time"),
    "received_persons_share": msg("share of the money received from persons"),
    "received_strangers_share": msg("share of the money received that its payers had from strangers"),
    "lent_share": msg("share of the money received that was lent"),
    "tainted_in_share": msg("share of the money received from near somebody who resembles an entry"),
    "paid_of_received": msg("money paid, as a part of the money received"),
    "paid_new_share": msg("share of the money paid to somebody paid for the first time"),
    "cash_share": msg("share of the money drawn as cash"),
    "border_share": msg("share of the money drawn as cash near a region in conflict"),
    "onward_border_share": msg("share of the money that others then drew as cash near a region in conflict"),
    "travel": msg("journeys paid"),
    "tainted_out_share": msg("share of the money paid towards somebody who resembles an entry"),
}


def figure_in(language: Language, said: str) -> str:
    """Say a figure by which a rule came to what it came to; what is no score and no ground stays as it is."""
    text = said.partition(BEHIND)[0]
    if text == "capped":
        return language.say(CAPPED)
    score, window = SCORE.fullmatch(text), WINDOW.fullmatch(text)
    if window:
        whose = language.say(SENDER if window["whose"] == "sender" else RECEIVER)
        told = {"counted": language.say(COUNTED[window["counted"]]), "whose": whose}
        return language.say(
            OF_BAND if window["banded"] else OVER_DAYS, **told, days=window["days"], figure=window["figure"]
        )
    if score:
        return language.say(SCORED, figure=score["figure"], model=score["model"])
    ground = GROUND.fullmatch(text)
    named = _named(language, ground["name"]) if ground else ""
    return f"{named}: {ground['figure']}" if ground and named else text


def behind(arguments: tuple[str, ...]) -> str:
    """Give the payments that a reason names, each once, by the beginnings of their ids, parted by blanks."""
    named = (said.partition(BEHIND)[2] for said in arguments)
    return " ".join(dict.fromkeys(each for part in named for each in part.split(", ") if each))


def _named(language: Language, name: str) -> str:
    if found := OF_PAYMENT.get(name) or OF_PATTERN.get(name):
        return language.say(found)
    over = OVER.fullmatch(name)
    if over and over["measure"] in OF_WINDOW:
        whose = language.say(SENDER if over["whose"] == "sender" else RECEIVER)
        counted = language.say(OF_WINDOW[over["measure"]])
        return language.say(IN_DAYS, counted=counted, whose=whose, days=over["days"])
    role, _, rest = name.partition("_")
    if rest not in OF_ACCOUNT or role not in ("sender", "receiver"):
        return ""
    return f"{language.say(OF_ACCOUNT[rest])} ({language.say(SENDER if role == 'sender' else RECEIVER)})"
