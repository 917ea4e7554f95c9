-- What the session room keeps beside the ledger itself.

-- A practice's own copies of treatment protocols, each version a row. What a clinician reads is in `document`; once a
-- version is approved its content never changes, only its status may move on to retired (PROTOCOLS section 8).
create table clinic.protocol_version (
  practice_id uuid not null,
  protocol_id text not null,
  version text not null,
  status text not null check (status in ('draft', 'in-review', 'approved', 'retired')),
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  updated_at timestamptz not null,
  primary key (practice_id, protocol_id, version),
  check (status in ('draft', 'in-review') or content_hash is not null)
);
select upkeep.belongs_to_practice('clinic.protocol_version');
grant update on clinic.protocol_version to holdspace_app;

create function clinic.keep_approved_protocol() returns trigger
  language plpgsql as $$
begin
  if old.status in ('approved', 'retired') then
    if new.content_hash is distinct from old.content_hash
      or (new.document - array['status', 'effectiveTo', 'effectiveFrom', 'reviewBy', 'approvals'])
        is distinct from (old.document - array['status', 'effectiveTo', 'effectiveFrom', 'reviewBy', 'approvals'])
      or not (new.status = old.status or (old.status = 'approved' and new.status = 'retired')) then
      raise exception 'an approved protocol version does not change; make a new version' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end
$$;
create trigger keep_approved before update on clinic.protocol_version
  for each row execute function clinic.keep_approved_protocol();

-- What each joined device said last of its own outbox: shown to the signer (RULINGS 1). A convenience, not the record.
create table clinic.session_presence (
  practice_id uuid not null,
  session_id uuid not null,
  device_id uuid not null,
  label text not null check (length(label) between 1 and 300),
  person text not null,
  waiting integer not null check (waiting between 0 and 100000),
  reported_at timestamptz not null,
  primary key (practice_id, session_id, device_id)
);
select upkeep.belongs_to_practice('clinic.session_presence');
grant update on clinic.session_presence to holdspace_app;

-- The papers of a signed session: the canonical blocks that were signed, and the drawn PDF by the hash of its bytes,
-- which lie in clinic.file.
create table clinic.session_paper (
  practice_id uuid not null,
  session_id uuid not null,
  edition text not null check (edition in ('care-team', 'partner')),
  -- 1 for the paper drawn at signing; one more for each addendum, because the paper then says more.
  revision integer not null check (revision >= 1),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  blocks bytea not null,
  pdf_hash text not null check (pdf_hash ~ '^[0-9a-f]{64}$'),
  drawn_at timestamptz not null,
  primary key (practice_id, session_id, edition, revision)
);
select upkeep.belongs_to_practice('clinic.session_paper');

-- Anybody holding a printed record may ask whether its content hash was signed here, without signing in and without
-- learning whose it is. No practice is known then, so the question is answered by this one function, which gives back
-- the practice's name and the moment and nothing else.
create table identity.signed_record (
  content_hash text primary key check (content_hash ~ '^[0-9a-f]{64}$'),
  practice_id uuid not null references identity.practice (id),
  signed_at timestamptz not null,
  head_leaf text not null check (head_leaf ~ '^[0-9a-f]{64}$'),
  entries integer not null check (entries > 0)
);
