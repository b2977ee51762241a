"""Tables of the partitions of payments: the processes that take payments, and which of them has which partition.

Neither is part of what is verified: they say who may write, and nothing of what was written.
"""

from sqlalchemy import Table

from simpul.storage.tables.schema import key, metadata, number_key, whole, word

payment_owner = Table("payment_owner", metadata, key("name"), whole("beat"), word("may_own"))

payment_partition = Table("payment_partition", metadata, number_key("partition"), whole("epoch"), word("owner"))
