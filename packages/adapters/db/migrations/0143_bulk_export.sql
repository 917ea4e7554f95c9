-- A partner's bulk exports (Bulk Data Access 2.0). A job is what was asked and as of when; it holds no file: a file is read
-- out of the projection as it is fetched, as of the job's own moment, under the releases in force while it is fetched. So a
-- restart loses nothing, nothing lies about, and a withdrawal also stops an export that is under way.

create table clinic.bulk_export (
  practice_id uuid not null,
  id uuid not null,
  partner_id uuid not null references identity.partner_client (id),
  level text not null check (level in ('system', 'patient', 'group')),
  -- The kick-off as it was asked, for the manifest.
  request text not null,
  types text[] not null check (cardinality(types) > 0),
  -- Real time, as `last_updated` is.
  since timestamptz(3),
  -- The start of the oldest transaction that was still open: nothing committed later is from before it (HOUSE section 6).
  transaction_time timestamptz(3) not null,
  -- Null until it was counted; then [{type, count}], and how many are told as gone.
  output jsonb,
  deleted_count integer,
  state text not null check (state in ('counting', 'ready', 'cancelled')),
  -- Who counts says so here; a count that was left is taken up again by the next question.
  counting_since timestamptz(3) not null,
  asked_at timestamptz(3) not null,
  last_polled_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.bulk_export');
grant update (output, deleted_count, state, counting_since, last_polled_at) on clinic.bulk_export to holdspace_app;
create index bulk_export_of_partner on clinic.bulk_export (practice_id, partner_id, asked_at);

-- A new release surfaces older resources in `_since`, a withdrawn one lists them as deleted (RULINGS 20). `_since` is real
-- time, so it is compared with the real time of both, whatever day a practice's own clock was set to.
alter table clinic.release_of_information
  add column told_at timestamptz(3) not null default now(),
  add column withdrawal_told_at timestamptz(3);
grant update (withdrawal_told_at) on clinic.release_of_information to holdspace_app;
