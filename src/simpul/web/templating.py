"""Templates: one environment a language, with the filters that say values of core in words."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from simpul.core.cases.freezing import RefusalGround
from simpul.core.cases.parts import MediaType
from simpul.core.cases.reporting import ReportForm
from simpul.core.cooperation.kinds import AssuranceMatter, Manner, ProsecutionOutcome
from simpul.core.cooperation.kinds import RefusalGround as LawGround
from simpul.core.cooperation.team import MemberRole, TeamEnd
from simpul.core.grading import Grading
from simpul.core.payment.freezing import ReleasePurpose
from simpul.formats.registry import publisher_of
from simpul.web.language import Language
from simpul.web.words.cooperation import URGENCIES
from simpul.web.words.cooperation_said import SAID
from simpul.web.words.evidence import evidence_sentence
from simpul.web.words.grading import INFORMATION, SOURCES
from simpul.web.words.grounds import GROUNDS
from simpul.web.words.groups import MEASURED_WITH, country_words, group_words
from simpul.web.words.index import word
from simpul.web.words.lists import listed_as
from simpul.web.words.losses import LOSSES
from simpul.web.words.payment_codes import payment_code_in
from simpul.web.words.payment_figures import behind, figure_in
from simpul.web.words.payment_parts import WHY_REQUIRED
from simpul.web.words.payment_rules import group_in
from simpul.web.words.payments import REJECTIONS, owner_in, part_in, payment_reason
from simpul.web.words.reasons import place_in, reason_in, rejection_in
from simpul.web.words.subjects import GENDERS, PROPERTIES
from simpul.web.words.terms import terms_in_words

TEMPLATES = Path(__file__).parent / "templates"

Filter = Callable[..., str]


def environment_of(spoken: Language, assets: Mapping[str, str]) -> Environment:
    """Make the environment of a language; `assets` holds the digest of each static file."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=False,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(spoken.catalogue, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    environment.tests["contains"] = lambda held, wanted: wanted in held
    environment.globals["asset"] = lambda name: f"/static/{name}?v={assets[name]}"
    environment.globals["media_types"] = tuple(MediaType)
    environment.globals["report_forms"] = tuple(ReportForm)
    environment.globals["member_roles"] = tuple(MemberRole)
    environment.globals["team_ends"] = tuple(TeamEnd)
    environment.globals["refusal_grounds"] = tuple(RefusalGround)
    environment.globals["law_grounds"] = tuple(LawGround)
    environment.globals["law_matters"] = tuple(AssuranceMatter)
    environment.globals["law_manners"] = tuple(Manner)
    environment.globals["law_outcomes"] = tuple(ProsecutionOutcome)
    environment.globals["release_purposes"] = tuple(ReleasePurpose)
    environment.globals["form_key_field"] = _form_key_field
    environment.globals["terms_in_words"] = lambda handling: terms_in_words(handling, spoken)
    environment.filters.update(_writing(spoken), **_wording(spoken), ago=_ago, plain=_plain)
    return environment


def _writing(spoken: Language) -> dict[str, Filter]:
    """Give the filters that write moments, numbers and names as the language does."""
    return {
        "moment": spoken.moment,
        "day": spoken.day,
        "partial_day": spoken.partial_day,
        "told_moment": spoken.told_moment,
        "local_time": spoken.local_time,
        "span": spoken.span,
        "number": spoken.number,
        "percent": spoken.percent,
        "money": spoken.money,
        "seconds": lambda count: spoken.span(timedelta(seconds=count)),
        "country": spoken.country,
        "language_name": spoken.language_name,
        "listed": spoken.listed,
        "publisher": publisher_of,
    }


def _wording(spoken: Language) -> dict[str, Filter]:
    """Give the filters that say values of closed vocabularies in words."""
    return {
        "word": lambda value: spoken.say(word(value)),
        "law_urgency": lambda value: spoken.say(URGENCIES[value]),
        "said_word": lambda value: spoken.say(SAID[value]),
        "ground": lambda ground: _said(GROUNDS, ground, spoken),
        "prop": lambda name: _said(PROPERTIES, name, spoken),
        "gender": lambda value: _said(GENDERS, value, spoken),
        "evidence": lambda reason: evidence_sentence(spoken, reason),
        "grading": lambda grading: _grading_words(grading, spoken),
        "source_words": lambda pair: spoken.say(SOURCES[pair]),
        "information_words": lambda pair: spoken.say(INFORMATION[pair]),
        "group": lambda group: group_words(spoken, group),
        "country_group": lambda code: country_words(spoken, code),
        "loss": lambda reason: _loss(reason, spoken),
        "title_words": spoken.say,
        "reason": lambda reason: reason_in(spoken, reason),
        "place": lambda place: place_in(spoken, place),
        "rejection": lambda line: rejection_in(spoken, line),
        "listed_as": listed_as,
        "caption": lambda row: row.judul if spoken.code == "id" and row.judul else row.caption,
        "rule_figure": lambda figure: figure_in(spoken, figure),
        "payments_behind": lambda reason: behind(reason.arguments),
        "payment_reason": lambda reason: payment_reason(spoken, reason),
        "struck_group": lambda group: group_in(spoken, group),
        "owner": lambda owner: owner_in(spoken, owner),
        "payment_part": lambda part: part_in(spoken, part),
        "why_required": lambda item: spoken.say(WHY_REQUIRED[item]),
        "payment_code": lambda code: payment_code_in(spoken, code),
        "rejection_code": lambda code: _said(REJECTIONS, code, spoken),
        "measured_with": lambda source: spoken.say(source) if source == MEASURED_WITH else source,
    }


@pass_context
def _ago(context: Context, at: datetime) -> str:
    spoken: Language = context["lang"]
    return spoken.ago(at, now=context["now"])


@pass_context
def _form_key_field(context: Context) -> Markup:
    return Markup('<input type="hidden" name="form_key" value="{}">').format(context["form_key"])


def _grading_words(grading: Grading, spoken: Language) -> str:
    source = spoken.say(SOURCES[grading.scale, grading.source])
    information = spoken.say(INFORMATION[grading.scale, grading.information])
    return f"{source}; {information} ({spoken.say(word(grading.scale))})"


def _loss(reason: str, spoken: Language) -> str:
    """Say why a form could not carry something: a reason of the forms, or the grounds that kept it back."""
    return " ".join(_said({**GROUNDS, **LOSSES}, part, spoken) for part in reason.split(", "))


def _said(table: Mapping[str, str], key: str, spoken: Language) -> str:
    """Say what stands in a table of words; a key without words shows as itself."""
    return spoken.say(table[key]) if key in table else key


def _plain(value: object) -> str:
    """Write a value of an enum as the code that it is."""
    return str(value.value) if isinstance(value, Enum) else str(value)
