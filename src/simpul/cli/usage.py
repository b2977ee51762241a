"""Words for what the library that reads the command line says of a command that is written wrongly."""

from simpul.web.language import msg

USAGE = (
    msg("Missing option %(a)s."),
    msg("Missing argument %(a)s."),
    msg("Missing command."),
    msg("No such option: %(a)s (Possible options: %(b)s)"),
    msg("No such option: %(a)s Did you mean %(b)s?"),
    msg("No such option: %(a)s"),
    msg("No such command %(a)s. Did you mean %(b)s?"),
    msg("No such command %(a)s."),
    msg("Got unexpected extra argument(s) (%(a)s)"),
    msg("Option %(a)s requires an argument."),
    msg("Option %(a)s does not take a value."),
    msg("Invalid value for %(a)s: Input should be less than or equal to %(b)s"),
    msg("Invalid value for %(a)s: Input should be greater than or equal to %(b)s"),
    msg("Invalid value for %(a)s: Input should be a valid number, unable to parse string as a number"),
    msg("Invalid value for %(a)s: Input should be a valid integer, unable to parse string as an integer"),
    msg("Invalid value for %(a)s: %(b)s is not one of %(c)s."),
    msg("Invalid value for %(a)s: %(b)s"),
)
"""Its sentences, each before those that would take it for theirs."""
