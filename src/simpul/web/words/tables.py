"""Words for what the columns of a table mean."""

from simpul.formats.mapping import ColumnUse, DateOrder
from simpul.web.language import msg

COLUMN_USES = {
    ColumnUse.IGNORED: msg("not taken"),
    ColumnUse.PROPERTY: msg("a property"),
    ColumnUse.KEY: msg("which rows are one subject"),
    ColumnUse.SCHEMA: msg("what the subject is"),
}

DATE_ORDERS = {
    DateOrder.DAY_FIRST: msg("day first: 14/3/1971"),
    DateOrder.MONTH_FIRST: msg("month first: 3/14/1971"),
}
