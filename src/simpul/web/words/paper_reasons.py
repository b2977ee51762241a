"""Reasons for which something cannot be set on paper, in words."""

from simpul.web.language import msg

PAPER_REASONS: tuple[str, ...] = (
    msg("a character that cannot be printed: U+%(a)s"),
    msg("a paper has a title"),
    msg("a paper has at least one section"),
    msg("a paper is one file"),
    msg("a paper is set in one of %(a)s"),
    msg("it cannot be set: %(a)s"),
    msg("it is not UTF-8"),
    msg("more than %(a)s bytes"),
    msg("more than %(a)s characters"),
    msg("more than %(a)s sections or %(b)s blocks"),
    msg("no font here can draw %(a)s"),
)
