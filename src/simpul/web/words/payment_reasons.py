"""Reasons for which payments, what answers them and what is done with them are refused, in words."""

from simpul.web.language import msg
from simpul.web.words.case_reasons import REASONS_OF_CASES
from simpul.web.words.custody_reasons import REASONS_OF_CUSTODY
from simpul.web.words.npos import REASONS_OF_NPOS
from simpul.web.words.payment_rules import REASONS_OF_RULES

CORE_REASONS: tuple[str, ...] = (
    # core.payment.codes, core.payment.edition
    msg("not the id of a rule or a list: %(a)s"),
    msg("not a version: %(a)s"),
    # core.payment.money
    msg("not a currency's code: %(a)s"),
    msg("no currency has the code %(a)s"),
    msg("no currency has %(a)s decimals"),
    msg("an amount of more than %(a)s digits"),
    msg("not an amount: %(a)s"),
    msg("%(a)s has %(b)s decimals, and %(c)s has more"),
    msg("amounts in %(a)s and in %(b)s are not compared"),
    # core.payment.party
    msg("an identifier needs a value"),
    msg("an account needs a number"),
    msg("more than %(a)s lines"),
    msg("more than %(a)s identifiers"),
    # core.payment.payment
    msg("a payment's amount is above nought"),
    msg("transactions are counted from 1"),
    msg("not a day such as 2026-03-14: %(a)s"),
    msg("two stand in the same part"),
    msg("a payment has an originator"),
    msg("a payment has a beneficiary"),
    msg("more than %(a)s in one payment"),
    msg("more than %(a)s texts"),
    # core.payment.original, core.payment.message
    msg("more than %(a)s lines of words"),
    msg("a return's amount is above nought"),
    msg("a report needs a status"),
    msg("an answer needs a status"),
    msg("an entry's amount is not below nought"),
    msg("more reasons than one transaction has"),
    msg("a message without a transaction"),
    # core.payment.findings
    msg("a hit names the entry"),
    msg("a score is in thousandths"),
    msg("a person judges a hit, and an open one is judged by nobody"),
    msg("a screening that is complete was made against a list"),
    msg("more than %(a)s hits"),
    msg("a rule that rejects, and no other, has a code"),
    msg("more than %(a)s arguments"),
    msg("two officers override a rule"),
    msg("an override says why"),
    msg("an override names its rules"),
    # core.payment.completeness, core.payment.deciding
    msg("a rule needs a requirement"),
    msg("two thresholds of one currency"),
    msg("a hold lasts for some time, a year at most"),
    # core.payment.freezing
    msg("a freeze needs a legal basis"),
    msg("a rule of release needs its %(a)s"),
    msg("an order ends after it begins"),
    msg("a freeze holds something"),
    msg("a freeze names the entry it is for"),
    msg("the freeze names no rule %(a)s"),
    msg("more than the rule or the freeze has"),
    msg("a release lets something go"),
    msg("the limit of the rule %(a)s is in %(b)s, and the payment in %(c)s"),
    msg("a release needs its %(a)s"),
    msg("an exemption names its instrument and its lists"),
    msg("not a day: %(a)s"),
    msg("two officers establish an exemption"),
    msg("an established exemption names its evidence"),
    msg("a freeze names the authority that ordered it"),
    msg("rules of release are few, and each has its own name"),
    # core.payment.proposing
    msg("a proposal says why"),
    msg("a proposal has what its step needs, and nothing else"),
    msg("an exemption is claimed before it is established"),
    msg("the rules propose to release, and nothing else"),
    msg("nothing is proposed for what has gone"),
    msg("who proposes is named in the proposal"),
    # core.payment.decision, core.payment.keeping
    msg("a hold needs an owner"),
    msg("a decision says why"),
    msg("more rules and lists than one decision has"),
    msg("a %(a)s payment needs what belongs to it"),
    msg("a %(a)s payment has nothing of what %(b)s has"),
    msg("a hold ends after it begins"),
    msg("a freeze ends after it begins"),
    msg("every decision but the first names the one before"),
    msg("a part is let go by a partial release only"),
    # core.payment.findings
    msg("a payee has a name"),
    msg("these are hits of the payee"),
    msg("an officer overturns a verdict by another one"),
    msg("only that it is the same is overturned"),
    msg("the second officer is another than the first"),
    msg("the decision was made by another case"),
    msg("a payment has a state"),
)

SERVICE_REASONS: tuple[str, ...] = (
    # core.payment.picturing
    msg("what is held was not decided"),
    # core.payment.late, services.redeciding
    msg("a late hit is found after the payment was let go"),
    msg("a late hit names its edition and its owner"),
    msg("say what was done"),
    msg("there is no such late hit"),
    msg("somebody else has answered it"),
    # core.payment.apart, services.keeping_apart
    msg("it is kept apart for an entry or for a request"),
    msg("what is kept apart names what brought it and its owner"),
    msg("nothing like it is kept apart"),
    msg("it was lifted already"),
    # services.following, services.confirming
    msg("choose 1 to %(a)s payments"),
    msg("say on what evidence"),
    msg("there is no such exemption"),
    msg("the order is not in force"),
    msg("nobody in the payment was judged to be that entry"),
    # services.monitoring
    msg("say whether it is the same person"),
    msg("an order is against who is listed, and nobody else"),
    msg("an order freezes what is in the payment, not its payee"),
    msg("say why"),
    msg("there is no such payment"),
    msg("nobody in the payment resembles that entry"),
)

ISO20022_REASONS: tuple[str, ...] = (
    # formats.payment_messages
    msg("more than %(a)s messages"),
    msg("nothing is in it"),
    # formats.iso20022.document, schemas, reading, progress
    msg("the message %(a)s is not read"),
    msg("the header names %(a)s, the document %(b)s"),
    msg("more than one message in an envelope"),
    msg("no schema of %(a)s was supplied"),
    msg("not valid by %(a)s: %(b)s"),
    msg("%(a)s holds <%(b)s>, and here stands %(c)s"),
    msg("<%(a)s> has no id of the message"),
    msg("more than %(a)s transactions"),
    msg("the message has no transaction"),
    msg("%(a)s transactions told, %(b)s found"),
    msg("a control sum of %(a)s told, another found"),
    msg("%(a)s was not read"),
    # formats.iso20022.walking, answers, parties, statements, transfers
    msg("more than %(a)s times <%(b)s>"),
    msg("<%(a)s> stands twice"),
    msg("<%(a)s> holds elements, not text"),
    msg("no amount"),
    msg("not a day such as 1971-03-14: %(a)s"),
    msg("neither CRDT nor DBIT: %(a)s"),
    msg("not a moment such as 2026-03-14T09:00:00Z: %(a)s"),
    # formats.iso20022.writing
    msg("an answer answers something"),
    msg("written are %(a)s, of one payment at least"),
    msg("an id has 1 to %(a)s characters: %(b)s"),
)

MT_REASONS: tuple[str, ...] = (
    # formats.mt103.blocks
    msg("does not begin with block 1 of a message"),
    msg("holds the byte %(a)s, which no MT message has"),
    msg("blocks 1 and 2 are not those of a message"),
    msg("block 3 does not end"),
    msg("block 4 is not there, or does not end"),
    msg("block 4 is longer than %(a)s characters"),
    msg("block 4 does not begin with a field"),
    msg("holds the character U+%(a)s, which is not in character set X"),
    # formats.mt103.reading
    msg("MT%(a)s is not read"),
    msg("field %(a)s stands twice"),
    msg("field %(a)s is missing"),
    msg("more than %(a)s lines of %(b)s characters"),
    msg("not a code: %(a)s"),
    msg("neither OUR, SHA nor BEN: %(a)s"),
    msg("not a reference of 16 characters: %(a)s"),
    msg("not a day, a currency and an amount: %(a)s"),
    msg("there is no such day: %(a)s"),
    msg("not a currency and an amount: %(a)s"),
    msg("not a unique end-to-end reference: %(a)s"),
    # formats.mt103.parties
    msg("no number of an institution"),
    msg("an empty line"),
    msg("not a BIC: %(a)s"),
    msg("no line 1/ with a name"),
    msg("not a numbered line: %(a)s"),
    msg("line 3/ does not begin with a country: %(a)s"),
    msg("not a day such as 19710314: %(a)s"),
)

GOAML_REASONS: tuple[str, ...] = (
    # core.payment.fiu
    msg("a person of a report has a first and a last name"),
    msg("an entity of a report has a name"),
    msg("an account of a report has a number"),
    msg("a report has a code and a reference"),
    msg("a report is of transactions or of an activity"),
    msg("more than %(a)s in one report"),
    # core.payment.reporting
    msg("an amount in %(a)s is needed"),
    # formats.goaml
    msg("begins with <%(a)s>, not with <report>"),
    msg("a transaction has a <%(a)s>"),
    msg("names neither a person nor an entity nor an account"),
    msg("not valid by the goAML schema"),
    msg(
        "not valid by the goAML schema: "
        "at <%(a)s> an element is missing or out of its place; the XML library says %(b)s"
    ),
    msg(
        "not valid by the goAML schema: "
        "what stands in <%(a)s> has another form than is asked for; the XML library says %(b)s"
    ),
    msg(
        "not valid by the goAML schema: "
        "what stands in <%(a)s> is none of the codes that may stand there; the XML library says %(b)s"
    ),
    msg("not valid by the goAML schema: what stands in <%(a)s> is too short or too long; the XML library says %(b)s"),
    msg("not valid by the goAML schema: the number in <%(a)s> is out of its bounds; the XML library says %(b)s"),
    msg(
        "not valid by the goAML schema: "
        "what stands in <%(a)s> is of another kind than is asked for; the XML library says %(b)s"
    ),
    msg("not valid by the goAML schema: <%(a)s> is not as it should be; the XML library says %(b)s"),
    msg("not the schema of a goAML report"),
    msg("a schema that names another one is not loaded"),
    msg("the schema cannot be used; the XML library says %(a)s"),
    msg("text that no field takes: %(a)s"),
)

TABLE_REASONS: tuple[str, ...] = (
    # formats.paymentcsv
    msg("two columns mean the same"),
    msg("no column is the %(a)s"),
    msg("no column is the currency, and none is said"),
    msg("the mapping has %(a)s columns, the table %(b)s"),
    msg("the table names no payment"),
    msg("not an amount such as %(a)s: %(b)s"),
    msg("say in the mapping what parts decimals: it may be thousands"),
    msg("not a day such as 2026-03-14 or 14/3/2026: %(a)s"),
)

REASONS_OF_PAYMENTS = (
    *CORE_REASONS,
    *SERVICE_REASONS,
    *ISO20022_REASONS,
    *MT_REASONS,
    *GOAML_REASONS,
    *TABLE_REASONS,
    *REASONS_OF_RULES,
    *REASONS_OF_CASES,
    *REASONS_OF_CUSTODY,
    *REASONS_OF_NPOS,
)
"""All of them, for `web.words.reasons`."""
