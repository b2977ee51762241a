"""The tables of signing in: links, sessions, tries, challenges, second factors, admissions, API tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _links_and_sessions()
    _tries()
    _factors()
    _tokens()


def _links_and_sessions() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("secret", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("secret", name="pk_sign_in_link"),
    )
    op.create_index("ix_sign_in_link_officer", "sign_in_link", ["officer"])
    op.create_index("ix_sign_in_link_ends_at", "sign_in_link", ["ends_at"])
    op.create_table(
        "officer_session",
        sa.Column("secret", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("secret", name="pk_officer_session"),
        sa.UniqueConstraint("id", name="uq_officer_session_id"),
    )
    op.create_index("ix_officer_session_officer_ends_at", "officer_session", ["officer", "ends_at"])
    op.create_index("ix_officer_session_ends_at", "officer_session", ["ends_at"])


def _tries() -> None:
    op.create_table(
        "sign_in_try",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("source", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sign_in_try"),
    )
    op.create_index("ix_sign_in_try_name_at", "sign_in_try", ["name", "at"])
    op.create_index("ix_sign_in_try_source_at", "sign_in_try", ["source", "at"])
    op.create_index("ix_sign_in_try_at", "sign_in_try", ["at"])
    op.create_table(
        "spent_challenge",
        sa.Column("challenge", WORD, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("challenge", name="pk_spent_challenge"),
    )
    op.create_index("ix_spent_challenge_ends_at", "spent_challenge", ["ends_at"])


def _factors() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_officer", "passkey", ["officer"])
    op.create_table(
        "authenticator",
        sa.Column("officer", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("officer", name="pk_authenticator"),
    )
    op.create_table(
        "admission",
        sa.Column("officer", WORD, nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("officer", name="pk_admission"),
    )


def _tokens() -> None:
    op.create_table(
        "api_token",
        sa.Column("secret", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("officer", WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("secret", name="pk_api_token"),
        sa.UniqueConstraint("id", name="uq_api_token_id"),
    )
    op.create_index("ix_api_token_officer_ends_at", "api_token", ["officer", "ends_at"])
