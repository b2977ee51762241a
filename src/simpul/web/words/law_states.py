"""Words for what the register holds of a state: treaties of two, declarations and what they do."""

from simpul.core.law.bilateral import BilateralKind
from simpul.core.law.status import DeclarationEffect, DeclarationKind
from simpul.web.language import msg

TREATY_KINDS: dict[BilateralKind, str] = {
    BilateralKind.EXTRADITION: msg("extradition"),
    BilateralKind.ASSISTANCE: msg("mutual legal assistance"),
    BilateralKind.TRANSFER: msg("transfer of sentenced persons"),
    BilateralKind.INVESTIGATION_TEAM: msg("joint investigation teams"),
}

DECLARATIONS: dict[DeclarationKind, str] = {
    DeclarationKind.RESERVATION: msg("reservation"),
    DeclarationKind.ANNEX_EXCLUSION: msg("exclusion of a treaty of the annex"),
    DeclarationKind.NATIONALS: msg("on nationals"),
    DeclarationKind.TREATY_CONDITIONAL: msg("extradition only by treaty"),
    DeclarationKind.OBJECTION: msg("objection"),
    DeclarationKind.CENTRAL_AUTHORITY: msg("central authority"),
    DeclarationKind.LANGUAGE: msg("language of requests"),
}

EFFECTS_OF_DECLARATIONS: dict[DeclarationEffect, str] = {
    DeclarationEffect.NONE: msg("changes no rule here"),
    DeclarationEffect.PRECLUDES_RELATIONS: msg("precludes relations under the treaty"),
    DeclarationEffect.EXCLUDES_PROVISION: msg("leaves a provision out"),
}
