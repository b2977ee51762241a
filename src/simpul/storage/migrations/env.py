"""Run by Alembic: migrates over the connection that `storage.migrating` hands in."""

from alembic import context

from simpul.storage.tables.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
