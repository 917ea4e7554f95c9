-- The cut-off a practice chose for a questionnaire that leaves it to the practice. Added to, never changed: a score keeps
-- the rule by which it was read, and who chose what and when can be told at any time.
create table clinic.instrument_cut_off (
  practice_id uuid not null,
  id uuid not null,
  instrument_id text collate "C" not null check (instrument_id in ('pcl-5', 'pc-ptsd-5')),
  version integer not null check (version >= 1),
  value integer not null check (value between 1 and 80),
  policy text not null check (length(policy) between 3 and 500),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.instrument_cut_off');
create unique index instrument_cut_off_version on clinic.instrument_cut_off (practice_id, instrument_id, version);
