-- The practice's log (RFC 6962): every entry's leaf hash in one order for ever, taken after the entry was committed, and
-- one leaf for each signed paper. Recording never waits for it (docs/ledger.md, docs/decisions/0013).

create table clinic.log_leaf (
  practice_id uuid not null,
  -- From 0, without a gap.
  leaf_index bigint not null check (leaf_index >= 0),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  kind text not null check (kind in ('entry', 'record')),
  session_id uuid not null,
  -- An entry's own number; for a paper, how many entries it told of.
  seq integer not null check (seq >= 1),
  -- What a paper says of itself (canonical JSON), from which its leaf is worked out; an entry has its own header.
  claim bytea,
  taken_at timestamptz not null,
  primary key (practice_id, leaf_index),
  unique (practice_id, session_id, kind, seq),
  check ((kind = 'record') = (claim is not null))
);
select upkeep.belongs_to_practice('clinic.log_leaf');

-- The hash of every 256 leaves in a row: it never changes once they are there, and saves reading them again.
create table clinic.log_tile (
  practice_id uuid not null,
  tile_index bigint not null check (tile_index >= 0),
  root bytea not null check (octet_length(root) = 32),
  primary key (practice_id, tile_index)
);
select upkeep.belongs_to_practice('clinic.log_tile');

-- Signed states of the log (C2SP checkpoints). The key that signs them is not in the database.
create table clinic.log_checkpoint (
  practice_id uuid not null,
  size bigint not null check (size >= 0),
  -- The note as signed, byte for byte.
  note bytea not null,
  why text not null check (why in ('seal', 'nightly', 'asked')),
  signed_at timestamptz not null,
  primary key (practice_id, size)
);
select upkeep.belongs_to_practice('clinic.log_checkpoint');

-- What was looked at and what was found, each time the record was verified.
create table clinic.ledger_check (
  practice_id uuid not null,
  id uuid not null,
  checked_at timestamptz not null,
  checked_by text not null check (length(checked_by) between 1 and 200),
  sessions integer not null,
  entries integer not null,
  papers integer not null,
  checkpoints integer not null,
  size bigint not null,
  -- Entries that no checkpoint covers yet.
  blind integer not null,
  -- Sentences; empty when everything holds.
  findings jsonb not null,
  primary key (practice_id, id)
);
create index ledger_check_by_time on clinic.ledger_check (practice_id, checked_at desc);
select upkeep.belongs_to_practice('clinic.ledger_check');

-- Whoever checks a printed record asks by the hash of its content.
create index session_paper_by_content on clinic.session_paper (practice_id, content_hash);
