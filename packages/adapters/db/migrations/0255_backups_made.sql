-- When a backup of this installation was finished, so that its age can be told (OPERATIONS HE2). It belongs to no practice and
-- is in no backup: a restored installation has made none yet.
create table upkeep.backup (
  id bigint generated always as identity primary key,
  finished_at timestamptz not null default clock_timestamp()
);
grant select on upkeep.backup to holdspace_app;
